import TradeModel

/// What the values of one column look like.
struct ColumnShape {
  /// Rows looked at.
  private(set) var rows = 0
  /// Rows with a value.
  private(set) var filled = 0
  /// The first different values, as many as `mostKept`.
  private(set) var examples: [String] = []
  private var seen: Set<String> = []
  private var counts: [Kind: Int] = [:]
  private var dateCounts = [Int](repeating: 0, count: ColumnShape.dateForms.count)

  private static let mostKept = 2000

  /// What a single value can be; it can be several of these at once.
  enum Kind {
    case country
    case port
    case hsCode
    case number
    case whole
    case day
    case text
    case code
    case mode
  }

  /// The ways of writing dates that are recognised.
  static let dateForms = [
    "YYYY-MM-DD", "YYYYMMDD", "YYYY/MM/DD", "YYYY.MM.DD", "YYYY-MM-DD hh:mm:ss",
    "YYYY-MM-DDThh:mm:ss", "DD/MM/YYYY", "DD.MM.YYYY", "MM/DD/YYYY", "YYYYMMDDhhmmss",
  ]

  /// Takes the value of one more row.
  mutating func add(_ value: String?) {
    rows += 1
    guard let value else { return }
    filled += 1
    if seen.count < Self.mostKept, seen.insert(value).inserted { examples.append(value) }
    for kind in Self.kinds(of: value) { counts[kind, default: 0] += 1 }
    var isDay = false
    for (place, form) in Self.forms.enumerated() where form.standard(value).isDay {
      dateCounts[place] += 1
      isDay = true
    }
    if isDay { counts[.day, default: 0] += 1 }
  }

  /// The share of values that are of a kind.
  func share(_ kind: Kind) -> Double {
    filled == 0 ? 0 : Double(counts[kind] ?? 0) / Double(filled)
  }

  /// The share of different values that stand for something.
  func share(of meaning: (String) -> String?) -> Double {
    guard !examples.isEmpty else { return 0 }
    return Double(examples.count { meaning($0) != nil }) / Double(examples.count)
  }

  /// The way in which most of the dates are written.
  var dateForm: String? {
    guard let best = dateCounts.indices.max(by: { dateCounts[$0] < dateCounts[$1] }),
      dateCounts[best] * 2 > filled
    else { return nil }
    return Self.dateForms[best]
  }

  private static let forms = dateForms.compactMap { DateForm($0) }

  private static func kinds(of value: String) -> [Kind] {
    var kinds: [Kind] = []
    let bytes = Array(value.utf8)
    let isCountry = bytes.count == 2 && CountryCode(value) != nil
    if isCountry { kinds.append(.country) }
    let letters = bytes.filter { $0 != 0x20 }
    if letters.count == 5, CountryCode(String(decoding: letters.prefix(2), as: UTF8.self)) != nil,
      letters.allSatisfy({ (0x41...0x5A).contains($0) || (0x32...0x39).contains($0) })
    {
      kinds.append(.port)
    }
    if (try? decimal(bytes.span)) != nil { kinds.append(.number) }
    if bytes.allSatisfy(\.isDigit) { kinds.append(.whole) }
    if isHSCode(bytes) { kinds.append(.hsCode) }
    if bytes.contains(where: { $0 >= 0x41 }) { kinds.append(.text) }
    if bytes.count >= 4, bytes.contains(where: \.isDigit), !bytes.contains(0x20) {
      kinds.append(.code)
    }
    if TransportMode(rawValue: value.lowercased()) != nil || modes[value] != nil {
      kinds.append(.mode)
    }
    return kinds
  }

  /// Codes of UN/ECE Recommendation 19 and words, with the contract's modes.
  static let modes = [
    "1": "sea", "2": "rail", "3": "road", "4": "air", "5": "post", "10": "sea", "20": "rail",
    "30": "road", "40": "air", "50": "post", "60": "other", "70": "other", "80": "other",
    "90": "other", "해상": "sea", "항공": "air", "육상": "road", "철도": "rail", "우편": "post",
    "海运": "sea", "空运": "air", "陆运": "road", "水路运输": "sea", "航空运输": "air", "公路运输": "road",
    "铁路运输": "rail", "SEA": "sea", "AIR": "air",
    "ROAD": "road", "RAIL": "rail", "OCEAN": "sea", "Sea": "sea", "Air": "air",
  ]

  private static func isHSCode(_ bytes: [UInt8]) -> Bool {
    guard bytes.allSatisfy({ $0.isDigit || $0 == 0x2E || $0 == 0x2D }) else { return false }
    let digits = bytes.filter(\.isDigit)
    guard (5...10).contains(digits.count), digits.count != 8 || bytes.count > 8 || digits[0] < 0x39
    else { return false }
    // Chapters are 01 to 97; an odd count has lost its leading zero.
    let chapter =
      digits.count % 2 == 1
      ? Int(digits[0] & 15) : Int(digits[0] & 15) * 10 + Int(digits[1] & 15)
    return (1...97).contains(chapter) && chapter != 77
  }
}

extension Optional where Wrapped == String {
  /// Whether a text is a day of the calendar.
  fileprivate var isDay: Bool { flatMap { TradeDay(iso: $0) } != nil }
}
