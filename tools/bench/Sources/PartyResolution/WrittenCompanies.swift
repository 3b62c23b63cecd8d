import SeededWords
import TradeModel

/// Invented companies as several sources write them: in Latin, Hangul and Han letters, with forms,
/// shortenings and slips, half of them without an identifier.
///
/// Two companies of one country and trade differ in at least two syllables: where their spellings could
/// not be told apart, a matcher that does not would be no better.
struct WrittenCompanies {
  private(set) var written: [WrittenParty] = []
  /// For each written party, which company it is.
  private(set) var companies: [Int32] = []

  /// Writes companies down until there are so many written parties.
  init(count: Int, seed: UInt64) {
    var random = SplitMix(state: seed)
    var company: Int32 = 0
    while written.count < count {
      write(company, &random)
      company += 1
    }
  }

  private var taken = TakenNames()

  private mutating func syllables(_ cell: String, _ random: inout SplitMix) -> [[String]] {
    while true {
      let syllables = (0..<3 + random.below(3)).map { _ in
        Self.syllables[random.below(Self.syllables.count)]
      }
      let name = syllables.map { $0[0] }
      if taken.isNear(name, in: cell) { continue }
      taken.take(name, in: cell)
      return syllables
    }
  }

  private mutating func write(_ company: Int32, _ random: inout SplitMix) {
    let trade = Self.trades[random.below(Self.trades.count)]
    let place = Self.places[random.below(Self.places.count)]
    let syllables = syllables(place.country + trade[0], &random)
    let latin = syllables.map { String($0[0]) }.joined().capitalized
    let short = place.form.uppercased().filter { $0 != "." && $0 != "," }
    var spellings = [
      "\(latin) \(trade[0]) \(place.form)",
      "\(latin.uppercased()) \(trade[1].uppercased()) \(short)",
      "\(latin) \(trade[0])",
    ]
    let local = place.isHan ? 2 : 1
    spellings.append(syllables.map { String($0[local]) }.joined() + trade[local + 1] + place.local)
    spellings.append(
      "\(InventedWords.misspelt(latin, &random)) \(trade[0]) \(place.form)")
    let address =
      "\(1 + random.below(400)) \(latin.reversed().map(String.init).joined()) Road, "
      + "\(10_000 + random.below(89_999))"
    let isKnown = random.below(2) == 0
    let identifier = "\(place.country)\(company)"
    var chosen = 1 + random.below(4)
    for (number, spelling) in spellings.enumerated() where chosen > 0 {
      guard random.below(spellings.count - number) < chosen else { continue }
      chosen -= 1
      written.append(
        WrittenParty(
          id: isKnown && random.below(3) > 0 ? identifier : nil, name: spelling,
          country: CountryCode(place.country), address: random.below(2) == 0 ? address : nil))
      companies.append(company)
    }
  }

  /// A syllable in Latin, Hangul and Han letters; no two of them sound the same in any of these.
  private static let syllables: [[String]] = """
    ka 가 卡,mi 미 米,do 도 多,san 산 桑,ru 루 鲁,ne 네 内,po 포 波,bel 벨 贝,hai 하이 海,lin 린 林,vi 비 维,
    sho 쇼 绍,gan 간 甘,te 테 特,no 노 诺,ra 라 拉,su 수 苏,ki 키 基,lan 란 兰,fa 파 法,dun 둔 敦,wen 웬 文,
    mar 마르 马,fu 푸 富,ho 호 霍,ya 야 亚,yu 유 裕,dan 단 丹,ten 텐 腾,pin 핀 平,ban 반 班,man 만 曼
    """.split(whereSeparator: { $0 == "," || $0 == "\n" }).map {
      $0.split(separator: " ").map(String.init)
    }

  /// A line of business in English, shortened, in Korean and in Chinese.
  private static let trades: [[String]] = """
    Electronics Elec 전자 电子,Trading Trdg 무역 贸易,Semiconductor Semi 반도체 半导体,
    Logistics Logis 물류 物流,
    Materials Matl 소재 材料,Precision Precision 정밀 精密,Chemical Chem 화학 化工,Networks Ntwk 네트워크 网络,
    Software Software 소프트웨어 软件,Machinery Mach 기계 机械
    """.split(whereSeparator: { $0 == "," || $0 == "\n" }).map {
      $0.split(separator: " ").map(String.init)
    }

  private static let places: [(country: String, form: String, local: String, isHan: Bool)] = [
    ("KR", "Co., Ltd.", " 주식회사", false), ("CN", "Co., Ltd.", "有限公司", true),
    ("HK", "Limited", "有限公司", true), ("TW", "Co., Ltd.", "股份有限公司", true),
    ("SG", "Pte. Ltd.", "私人有限公司", true), ("JP", "K.K.", "株式会社", true),
  ]
}
