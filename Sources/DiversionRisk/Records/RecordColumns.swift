public import PartyMatch
public import TradeModel

/// Every goods line known on the as-of day, as columns: what matching, signatures and totals need.
///
/// About 90 bytes a row, so that ten million declarations fit on a laptop; of the rows that are scored or
/// drawn `FiledRows` keeps some fifty bytes more.
public struct RecordColumns: Sendable {
  /// A number that depends only on the row's identity: orders rows whatever order they came in.
  public var orderKey: [UInt64] = []
  /// Who recorded it, as a position in `sources`.
  public var source: [Int16] = []
  /// Export, import, transit or re-export.
  public var kind: [DeclarationKind] = []
  /// Accepted, amended, withdrawn or cancelled.
  public var status: [DeclarationStatus] = []
  /// Resolved shipper.
  public var shipper: [PartyIndex] = []
  /// Resolved consignee.
  public var consignee: [PartyIndex] = []
  /// Six-digit subheading as a number; ``subheading(_:)`` gives its digits.
  public var hs6: [Int32] = []
  /// The family of the code as filed, as a position in the catalogue; -1 for none.
  public var family: [Int16] = []
  /// Day of acceptance.
  public var date: [Int32] = []
  /// Day of arrival; `unknownDay` where not recorded.
  public var arrived: [Int32] = []
  /// Where the movement starts.
  public var from: [CountryCode] = []
  /// Where the movement ends.
  public var to: [CountryCode] = []
  /// Declared quantity, in pieces where `unit` says so, else as filed; NaN where unknown or zero.
  public var quantity: [Double] = []
  /// What the quantity counts.
  public var unit: [QuantityUnit] = []
  /// Net weight in kilograms; NaN where unknown or zero.
  public var weight: [Double] = []
  /// Gross weight in kilograms, never taken for the net weight; NaN where unknown or zero.
  public var grossWeight: [Double] = []
  /// Value in US dollars; NaN where unknown or zero.
  public var value: [Double] = []
  /// The description, as a position in `texts`; -1 where there is none.
  public var description: [Int32] = []
  /// The model, as a position in `texts`; -1 where there is none.
  public var model: [Int32] = []
  /// The control number as declared, as a position in `texts`; -1 where there is none.
  public var controlCode: [Int32] = []
  /// The goods line's number within its declaration.
  public var line: [Int32] = []
  /// What bills of lading say of one another, by row; rows of other sources have none.
  public private(set) var bills: [Int32: BillNumbers] = [:]
  /// Kilograms that the quantity states, by row, where no net weight does.
  private var weighedQuantities: [Int32: Double] = [:]
  /// Parties that arrange transport: those that goods lines name so, and whoever else is known to.
  public var forwarders: Set<PartyIndex> = []
  /// The distinct sources.
  public private(set) var sources: [String] = []
  /// The distinct descriptions and models, folded for comparison.
  public private(set) var texts: [String] = []
  private var sourceNumbers: [String: Int16] = [:]
  private var textNumbers: [String: Int32] = [:]

  /// Stands for a day that is not known.
  public static let unknownDay = Int32.min

  /// No rows.
  public init() {}

  /// The number of rows.
  public var count: Int { orderKey.count }

  /// The six digits of a subheading, with the zeros in front that its number leaves out.
  public static func subheading(_ hs6: Int32) -> String {
    let digits = String(hs6)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// Adds a goods line whose parties were resolved.
  ///
  /// - Parameters:
  ///   - declaration: the goods line.
  ///   - family: the family of its code as filed; -1 for none.
  ///   - shipper: who its shipper was taken to be.
  ///   - consignee: who its consignee was taken to be.
  ///   - forwarder: who its forwarder was taken to be, where it names one.
  public mutating func append(
    _ declaration: Declaration, family: Int16, shipper: PartyIndex, consignee: PartyIndex,
    forwarder: PartyIndex? = nil
  ) {
    if Self.isBillOfLading(source: declaration.identity.source) {
      bills[Int32(count)] = BillNumbers(declaration)
    }
    if let forwarder { forwarders.insert(forwarder) }
    line.append(declaration.identity.line)
    self.family.append(family)
    orderKey.append(Self.orderKey(of: declaration.identity))
    source.append(number(ofSource: declaration.identity.source))
    kind.append(declaration.kind)
    status.append(declaration.status)
    self.shipper.append(shipper)
    self.consignee.append(consignee)
    hs6.append(Int32(declaration.hsCode.prefix(6)) ?? 0)
    date.append(declaration.date.raw)
    arrived.append(declaration.arrivedOn?.raw ?? Self.unknownDay)
    from.append(declaration.departureCountry)
    to.append(declaration.destinationCountry)
    let (counted, pieces) = QuantityUnit.of(declaration.quantityUnit)
    unit.append(counted)
    quantity.append(Self.positive(declaration.quantity) * pieces)
    if let kilograms = Self.weighedQuantity(of: declaration) {
      weighedQuantities[Int32(count - 1)] = kilograms
    }
    weight.append(Self.positive(declaration.netWeightKilograms))
    grossWeight.append(Self.positive(declaration.grossWeightKilograms))
    value.append(Self.positive(declaration.valueUSD))
    description.append(number(ofText: declaration.goodsDescription?.lowercased()))
    model.append(number(ofText: declaration.model?.uppercased()))
    controlCode.append(number(ofText: declaration.controlCode))
  }

  /// Whether a source is a feed of bills of lading: its name begins with `BL`.
  static func isBillOfLading(source: String) -> Bool { source.uppercased().hasPrefix("BL") }

  /// Whether goods move under the row.
  public func movesGoods(_ row: Int) -> Bool { status[row].movesGoods }

  /// Kilograms of a row: its net weight, else its quantity where that is a mass; NaN where neither is
  /// known.
  ///
  /// Only for goods that are not counted in pieces: kilograms are the commonest unit that is filed by
  /// mistake for pieces.
  func kilograms(_ row: Int) -> Double {
    weight[row].isNaN ? weighedQuantities[Int32(row)] ?? .nan : weight[row]
  }

  private static func weighedQuantity(of declaration: Declaration) -> Double? {
    guard positive(declaration.netWeightKilograms).isNaN, let code = declaration.quantityUnit,
      let unit = MeasurementUnit(code: code), unit.dimension == .mass
    else { return nil }
    let kilograms = unit.converted(positive(declaration.quantity))
    return kilograms.isNaN ? nil : kilograms
  }

  private mutating func number(ofSource name: String) -> Int16 {
    if let number = sourceNumbers[name] { return number }
    let number = Int16(sources.count)
    sourceNumbers[name] = number
    sources.append(name)
    return number
  }

  private mutating func number(ofText text: String?) -> Int32 {
    guard let text, !text.isEmpty else { return -1 }
    if let number = textNumbers[text] { return number }
    let number = Int32(texts.count)
    textNumbers[text] = number
    texts.append(text)
    return number
  }

  private static func positive(_ amount: Double?) -> Double {
    guard let amount, amount > 0 else { return .nan }
    return amount
  }

  /// The number that orders a row of some identity.
  static func orderKey(of identity: DeclarationIdentity) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in identity.description.utf8 {
      // FNV-1a; wrapping is what this hash is defined by.
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return hash
  }
}

/// What a declared quantity counts, as far as flows need to know.
public enum QuantityUnit: Sendable {
  /// Pieces, after conversion from pairs, dozens, thousands and the like; also where no unit is said.
  case piece
  /// A mass, length, area, volume, packages or a unit that nobody knows: says nothing of pieces.
  case measure

  /// The unit of a code of UN/ECE Recommendation 20, and how many pieces one of it is.
  static func of(_ code: String?) -> (unit: QuantityUnit, pieces: Double) {
    guard let code, !code.isEmpty else { return (.piece, 1) }
    guard let unit = MeasurementUnit(code: code), unit.dimension == .count else {
      return (.measure, 1)
    }
    return (.piece, unit.factor)
  }
}
