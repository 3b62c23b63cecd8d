import Foundation

/// Invents company names, their scripts and the ways in which clerks write them.
///
/// Names are three or four made-up syllables with a line of business; none is looked up anywhere.
struct NameMaker {
  private var used: Set<String> = []

  private static let syllables: [(latin: String, hangul: String, hanzi: String)] = [
    ("Ba", "바", "巴"), ("Ro", "로", "罗"), ("Min", "민", "敏"), ("Ha", "하", "哈"), ("Dal", "달", "达"),
    ("Su", "수", "苏"), ("Nae", "내", "奈"), ("Kor", "코르", "科"), ("Tem", "템", "腾"), ("Vi", "비", "维"),
    ("Sol", "솔", "索"), ("Ga", "가", "嘉"), ("Ram", "람", "兰"), ("Hwi", "휘", "辉"), ("Neo", "너", "诺"),
    ("Pu", "푸", "普"), ("Reum", "름", "林"), ("Jae", "재", "捷"), ("On", "온", "安"), ("Mo", "모", "莫"),
    ("Byeol", "별", "星"), ("Cha", "차", "查"), ("Tor", "토르", "拓"), ("Wi", "위", "伟"), ("Sa", "사", "萨"),
    ("Yeon", "연", "延"), ("Du", "두", "度"), ("Lek", "렉", "莱"), ("Nu", "누", "努"), ("Ari", "아리", "亚"),
    ("Bom", "봄", "博"), ("Ze", "제", "泽"), ("Gyeo", "겨", "吉"), ("Po", "포", "宝"), ("Mar", "마르", "玛"),
    ("Hyeo", "혀", "浩"), ("Ti", "티", "天"), ("Oru", "오루", "欧"), ("Sen", "센", "森"), ("Gwi", "귀", "贵"),
  ]

  private static let businesses: [(latin: String, short: String, hangul: String, hanzi: String)] = [
    ("Electronics", "ELEC", "전자", "电子"), ("Semiconductor", "SEMI", "반도체", "半导体"),
    ("Technology", "TECH", "테크놀로지", "科技"), ("Systems", "SYS", "시스템", "系统"),
    ("Trading", "TRDG", "무역", "贸易"), ("International", "INTL", "인터내셔널", "国际"),
    ("Solutions", "SOLN", "솔루션", "方案"), ("Components", "COMP", "부품", "元件"),
    ("Networks", "NTWK", "네트웍스", "网络"), ("Materials", "MATL", "소재", "材料"),
    ("Industrial", "IND", "산업", "实业"), ("Devices", "DEV", "디바이스", "器件"),
  ]

  private static let businessOfKind: [Firm.Kind: (String, String, String, String)] = [
    .forwarder: ("Logistics", "LOGIS", "로지스틱스", "物流"),
    .dataCentre: ("Cloud", "CLD", "클라우드", "云"),
    .university: ("University of Technology", "UNIV TECH", "공과대학교", "理工大学"),
    .government: ("Research Agency", "RES AGCY", "연구원", "研究院"),
    .bank: ("Bank", "BK", "은행", "银行"),
  ]

  /// A name no other company of this world has, with its spellings; the first is the registered one.
  mutating func spellings(
    kind: Firm.Kind, place: Place, random: inout RandomSource
  ) -> [String] {
    var chosen: [(latin: String, hangul: String, hanzi: String)] = []
    var stem = ""
    repeat {
      chosen = (0..<(random.happens(0.7) ? 3 : 4)).map { _ in random.pick(Self.syllables) }
      let joined = chosen.map(\.latin).joined().lowercased()
      stem = joined.prefix(1).uppercased() + joined.dropFirst()
    } while !used.insert(stem).inserted
    let business = Self.businessOfKind[kind] ?? random.pick(Self.businesses)
    let form = random.pick(place.forms)
    let full =
      place.code == "ID" ? "\(form) \(stem) \(business.0)" : "\(stem) \(business.0) \(form)"
    var all = [full, Self.plainCapitals(full), "\(stem) \(business.0)"]
    all.append("\(stem.uppercased()) \(business.1) \(Self.plainCapitals(form))")
    let hangul = chosen.map(\.hangul).joined() + business.2
    if place.code == "KR" {
      all.append(random.happens(0.5) ? "주식회사 \(hangul)" : "(주)\(hangul)")
    } else if place.hasScript {
      all.append(chosen.map(\.hanzi).joined() + business.3 + "有限公司")
    }
    all.append(Self.mistyped(full, random: &random))
    all.append("\(chosen[0].latin) \(full.replacingOccurrences(of: chosen[0].latin, with: ""))")
    return all
  }

  /// A name close to another company's, as a buyer takes who wants to be mistaken for it.
  static func drifted(_ name: String, random: inout RandomSource) -> String {
    var words = name.split(separator: " ").map(String.init)
    guard words.count > 1 else { return mistyped(name, random: &random) }
    words[1] = random.pick(businesses).latin
    return words.joined(separator: " ")
  }

  /// Upper case without points and brackets, as many systems store names.
  static func plainCapitals(_ name: String) -> String {
    name.uppercased().filter { !".,()".contains($0) }
  }

  /// One slip of the finger inside the first word.
  static func mistyped(_ name: String, random: inout RandomSource) -> String {
    var letters = Array(name)
    let length = letters.firstIndex(of: " ") ?? letters.count
    guard length > 3 else { return name }
    let place = 1 + random.below(length - 2)
    switch random.below(3) {
    case 0: letters.swapAt(place, place + 1)
    case 1: letters.remove(at: place)
    default: letters.insert(letters[place], at: place)
    }
    return String(letters)
  }

  static func person(_ random: inout RandomSource) -> String {
    let family = random.pick(syllables).latin
    return "\(family) \(random.pick(syllables).latin)\(random.pick(syllables).latin.lowercased())"
  }

  static func address(in place: Place, random: inout RandomSource) -> String {
    let stem = random.pick(syllables).latin + random.pick(syllables).latin.lowercased()
    let kind = random.pick(["Road", "Street", "Avenue", "Industrial Park", "Lane", "Tower"])
    let unit =
      random.happens(0.6)
      ? " #\(WorldDay.twoDigits(random.whole(1...32)))-\(WorldDay.twoDigits(random.whole(1...40)))"
      : ""
    return
      "\(random.whole(1...480)) \(stem) \(kind)\(unit), \(random.pick(place.cities)) \(random.whole(10_000...99_999))"
  }
}
