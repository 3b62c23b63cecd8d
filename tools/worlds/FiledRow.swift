/// One row as an office recorded it: a movement, seen with that office's habits and slips.
struct FiledRow {
  /// Rows of a folder are written in this order; unique.
  var order: Int64
  var movement: Int32
  var serial: Int32
  var source: Source
  var kind: Movement.Kind
  var status: Movement.Status
  var day: Int32
  /// As written; nil is an empty cell.
  var quantity: Double?
  var unit: Unit = .piece
  var kilograms: Double?
  var value: Double?
  var shipperSpelling: UInt8 = 0
  var consigneeSpelling: UInt8 = 0
  var wording: UInt8 = 0
  var code: CodeStyle = .plain
  var gaps: Gaps = []
  var fault: Fault?
  /// A later row with the same number replaces this one.
  var isSuperseded = false
  var outcome: Outcome?

  enum Unit: UInt8 {
    case piece, kilogram, set, unsaid

    var text: String {
      switch self {
      case .piece: "C62"
      case .kilogram: "KGM"
      case .set: "SET"
      case .unsaid: ""
      }
    }
  }

  enum CodeStyle: UInt8 {
    case plain, dotted, lostZero
  }

  /// Cells that were left empty.
  struct Gaps: OptionSet {
    let rawValue: UInt32

    static let shipperID = Gaps(rawValue: 1 << 0)
    static let consigneeID = Gaps(rawValue: 1 << 1)
    static let shipperAddress = Gaps(rawValue: 1 << 2)
    static let consigneeAddress = Gaps(rawValue: 1 << 3)
    static let description = Gaps(rawValue: 1 << 4)
    static let model = Gaps(rawValue: 1 << 5)
    static let mode = Gaps(rawValue: 1 << 6)
    static let nature = Gaps(rawValue: 1 << 7)
    static let departed = Gaps(rawValue: 1 << 8)
    static let arrived = Gaps(rawValue: 1 << 9)
    static let forwarder = Gaps(rawValue: 1 << 10)
    static let endUser = Gaps(rawValue: 1 << 11)
    static let control = Gaps(rawValue: 1 << 12)
    static let permit = Gaps(rawValue: 1 << 13)
    static let origin = Gaps(rawValue: 1 << 14)
  }

  /// What makes a row unusable.
  enum Fault: UInt8, CaseIterable {
    case strangeCountry, wordForNumber, noDate, shortCode, noNumber, strangeKind, impossibleDate
    case lineZero, noShipperCountry

    var column: String {
      switch self {
      case .strangeCountry: "destination_country"
      case .wordForNumber: "quantity"
      case .noDate, .impossibleDate: "date"
      case .shortCode: "hs_code"
      case .noNumber: "declaration_id"
      case .strangeKind: "kind"
      case .lineZero: "line"
      case .noShipperCountry: "shipper_country"
      }
    }

    var reason: String {
      switch self {
      case .strangeCountry: "not an ISO country code"
      case .wordForNumber: "not a number"
      case .noDate, .noNumber, .noShipperCountry: "required value missing"
      case .shortCode: "HS code too short"
      case .strangeKind: "unknown kind"
      case .impossibleDate: "impossible date"
      case .lineZero: "line below 1"
      }
    }
  }

  struct Outcome {
    var isDiverted: Bool
    var decidedOn: Int32
  }
}

extension FiledRow {
  /// The number as filed.
  ///
  /// Serials are spread over all numbers, so that neighbours say nothing.
  func declarationNumber(shipper: Int32) -> String {
    let digits = FiledRow.scattered(Int(serial))
    let year = WorldDay.twoDigits(WorldDay.civil(Int(day)).year % 100)
    switch source {
    case .korea:
      let broker = 10_000 + Int(shipper) * 7_919 % 89_989
      return "\(broker)-\(year)-\(digits)\(day % 2 == 0 ? "X" : "U")"
    case .singapore: return "S\(year)\(digits)P"
    case .malaysia: return "K\(digits)\(year)"
    case .billOfLading: return "BOL\(year)\(digits)"
    }
  }

  /// Largest prime of seven digits; there can be no more rows in a world.
  static let prime = 9_999_991

  /// Scatters serial numbers over all numbers of seven digits.
  ///
  /// Multiplication by a unit of a prime field permutes 1 ..< prime: no two serials collide.
  static func scattered(_ serial: Int) -> String {
    let number = (serial + 1) * 48_271_123 % prime
    return String(String(10_000_000 + number).dropFirst())
  }
}
