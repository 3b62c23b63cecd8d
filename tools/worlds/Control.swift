/// One entry of controls.csv: from which day which goods are controlled, and by whom.
struct Control: Sendable {
  let code: String
  let jurisdiction: String
  let family: String
  let prefixes: String
  let terms: String
  let minimumUnitValue: Int
  let from: Int
  let citation: String

  private static let boards = ("ACC", "847330", "accelerator;GPU;AI module;가속기", 15_000)
  private static let servers = (
    "SRV", "847150;847180", "AI server;GPU server;accelerator unit;AI 서버", 120_000
  )
  private static let packages = (
    "GPUIC", "854231", "GPU package;AI processor;multichip processor;AI 반도체", 8_000
  )
  private static let memories = (
    "HBM", "854232", "HBM;high bandwidth memory;stacked memory;고대역폭 메모리", 200
  )
  private static let switches = ("NET", "851762", "400G;fabric switch", 15_000)

  static let koreaListsChips = WorldDay.number(2025, 2, 28)
  private static let unitedStatesThresholds = WorldDay.number(2023, 11, 17)
  private static let unitedStatesMemory = WorldDay.number(2024, 12, 2)
  static let malaysiaPermit = WorldDay.number(2025, 7, 14)
  private static let longAgo = WorldDay.number(2010, 1, 1)

  static let all: [Control] = [
    Control("3A090.a", "US", boards, unitedStatesThresholds, "15 CFR 774 Supp. 1"),
    Control("3A090.a", "KR", boards, koreaListsChips, "Strategic items notice"),
    Control("3A090.a", "MY", boards, malaysiaPermit, "Strategic Trade Act notice"),
    Control("4A090.a", "US", servers, unitedStatesThresholds, "15 CFR 774 Supp. 1"),
    Control("4A090.a", "KR", servers, koreaListsChips, "Strategic items notice"),
    Control("4A090.a", "MY", servers, malaysiaPermit, "Strategic Trade Act notice"),
    Control("3A090.a", "US", packages, unitedStatesThresholds, "15 CFR 774 Supp. 1"),
    Control("3A090.a", "KR", packages, koreaListsChips, "Strategic items notice"),
    Control("3A090.c", "US", memories, unitedStatesMemory, "89 FR 96790"),
    Control("3A090.c", "KR", memories, koreaListsChips, "Strategic items notice"),
    Control("5A002.a", "KR", switches, longAgo, "Strategic items notice"),
  ]

  /// Whether goods need a Korean permit on a day.
  static func needsKoreanPermit(_ good: Good, on day: Int) -> Bool {
    guard let code = good.control else { return false }
    return code == "5A002.a" || day >= koreaListsChips
  }

  /// Whether sending goods on to a destination of concern is against some control on a day.
  static func isControlled(_ good: Good, on day: Int) -> Bool {
    guard let code = good.control else { return false }
    return all.contains { $0.code == code && $0.family == good.family && $0.from <= day }
  }

  private init(
    _ code: String, _ jurisdiction: String, _ goods: (String, String, String, Int), _ from: Int,
    _ citation: String
  ) {
    self.code = code
    self.jurisdiction = jurisdiction
    (family, prefixes, terms, minimumUnitValue) = goods
    self.from = from
    self.citation = citation
  }
}

/// One entry of families.csv.
struct Family: Sendable {
  let name: String
  let prefixes: [String]
  let unit: String
  let unitsPerPiece: Int
  let becomes: String

  static let all: [Family] = [
    Family(
      name: "ACC", prefixes: ["847330"], unit: "accelerator", unitsPerPiece: 1, becomes: "SRV"),
    Family(
      name: "SRV", prefixes: ["847150", "847180"], unit: "accelerator", unitsPerPiece: 8,
      becomes: "ACC"),
    Family(
      name: "GPUIC", prefixes: ["854231"], unit: "accelerator", unitsPerPiece: 1, becomes: "ACC"),
    Family(name: "HBM", prefixes: ["854232"], unit: "piece", unitsPerPiece: 1, becomes: ""),
    Family(name: "NET", prefixes: ["851762"], unit: "piece", unitsPerPiece: 1, becomes: ""),
  ]
}
