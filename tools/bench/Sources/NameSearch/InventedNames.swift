import PartyMatch
import SeededWords

/// Invented parties with names in Hangul, Latin and Han letters, and identifiers.
struct InventedNames {
  /// A party with what it can be asked by.
  struct Company {
    var korean: String?
    var latin: String?
    var chinese: String?
    var identifier = ""
  }

  private(set) var companies: [Company] = []
  private(set) var names: [SearchName] = []
  private(set) var parties: [SearchedParty] = []

  /// Makes parties until there are so many names, identifiers not counted.
  init(names count: Int, seed: UInt64) {
    var random = SplitMix(state: seed)
    var named = 0
    while named < count {
      var company = Company()
      let party = companies.count
      company.identifier =
        "KR\(1_000_000 + random.below(9_000_000))\(Self.checks[random.below(16)])"
      let kind = random.below(4)
      if kind <= 1 { company.korean = Self.korean(&random) }
      if kind != 1 { company.latin = InventedWords.name(&random) }
      if kind == 3 { company.chinese = Self.chinese(&random) }
      for (text, kind) in [
        (company.korean, SearchName.Kind.name), (company.latin, .filed), (company.chinese, .alias),
      ] {
        guard let text else { continue }
        names.append(SearchName(party: party, text: text, kind: kind))
        named += 1
      }
      names.append(SearchName(party: party, text: company.identifier, kind: .identifier))
      companies.append(company)
      parties.append(
        SearchedParty(
          key: company.identifier,
          name: company.korean ?? company.latin ?? company.chinese ?? company.identifier,
          country: "KR"))
    }
  }

  private static func korean(_ random: inout SplitMix) -> String {
    let name = (0..<2 + random.below(3)).map { _ in syllables[random.below(syllables.count)] }
    let core = name.joined() + trades[random.below(trades.count)]
    return [core, "주식회사 " + core, "(주)" + core, core + " 주식회사"][random.below(4)]
  }

  private static func chinese(_ random: inout SplitMix) -> String {
    let name = (0..<4).map { _ in Self.han[random.below(Self.han.count)] }
    return name.map(String.init).joined() + "科技有限公司"
  }

  private static let checks = Array("ABCDEFGHJKLMNPQR")
  private static let syllables =
    ("가 강 건 경 고 광 국 금 기 나 남 노 다 대 도 동 두 라 로 명 모 무 미 민 바 백 보 봉 비 빛 삼 상 서 석 "
    + "선 성 세 소 송 수 순 승 신 아 안 양 에 연 영 오 온 용 우 운 원 유 윤 은 이 인 일 자 재 전 정 제 조 "
    + "종 주 준 중 지 진 찬 창 천 철 청 초 태 파 평 포 하 한 해 현 호 홍 화 황 효 훈 희 빈 든 결 솔 샘")
    .split(separator: " ").map(String.init)
  private static let trades =
    "전자 반도체 물산 테크 상사 무역 정밀 산업 시스템 네트웍스 로지스 나노 소재 화학 기전 솔루션"
    .split(separator: " ").map(String.init)
  private static let han = Array(
    "华中东方科大新天海金龙长江远达信安国际盛宏创联通明光电子力恒泰顺丰源博智云星辰宇航港深广上京津渝川蜀楚汉秦")
}
