/// A text in a batch: where it lies among the batch's bytes.
///
/// Nothing was filed where it is empty.
public struct BatchText: Hashable, Sendable {
  /// Where its UTF-8 bytes begin.
  public let start: UInt32
  /// How many there are.
  public let length: UInt32

  /// A stretch of the batch's bytes.
  public init(start: UInt32, length: UInt32) {
    self.start = start
    self.length = length
  }

  /// No text.
  public static let none = BatchText(start: 0, length: 0)

  /// Whether nothing was filed.
  public var isEmpty: Bool { length == 0 }

  /// The positions of its bytes.
  public var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
}

/// A party as one goods line wrote it, its texts among the bytes of a batch.
public struct FiledParty: Sendable {
  /// The identifier as filed.
  public var id = BatchText.none
  /// The name as filed.
  public var name = BatchText.none
  /// The address as filed.
  public var address = BatchText.none
  /// The country as filed.
  public var country: CountryCode?

  /// A party of which nothing was written.
  public init() {}

  /// Whether nothing at all was written.
  public var isEmpty: Bool { id.isEmpty && name.isEmpty && address.isEmpty && country == nil }
}

/// One goods line as filed, without a string of its own: `Declaration` for bulk intake.
public struct FiledLine: Sendable {
  /// The row of the file; the header is row 1.
  public var row: Int32 = 0
  /// The goods line.
  public var line: Int32 = 1
  /// Who recorded it.
  public var source = BatchText.none
  /// The number as filed.
  public var declarationID = BatchText.none
  /// Export, import, transit or re-export.
  public var kind: DeclarationKind
  /// Accepted, amended, withdrawn or cancelled.
  public var status = DeclarationStatus.accepted
  /// The day of acceptance.
  public var date: TradeDay
  /// The day the goods left.
  public var departedOn: TradeDay?
  /// The day the goods arrived.
  public var arrivedOn: TradeDay?
  /// Who sends.
  public var shipper = FiledParty()
  /// Who receives.
  public var consignee = FiledParty()
  /// Who finally uses the goods.
  public var endUser = FiledParty()
  /// Who arranges transport.
  public var forwarder = FiledParty()
  /// Country of manufacture.
  public var originCountry: CountryCode?
  /// Where this movement starts.
  public var departureCountry: CountryCode
  /// Where this movement ends.
  public var destinationCountry: CountryCode
  /// Countries passed on the way: codes with `;` between them.
  public var transitCountries = BatchText.none
  /// How the goods travel.
  public var mode: TransportMode?
  /// The Harmonized System code.
  public var hsCode = BatchText.none
  /// The goods as described.
  public var goodsDescription = BatchText.none
  /// Model or specification.
  public var model = BatchText.none
  /// Control number as declared.
  public var controlCode = BatchText.none
  /// Export permit cited.
  public var permitNumber = BatchText.none
  /// Declared quantity.
  public var quantity: Double?
  /// The unit of the quantity.
  public var quantityUnit = BatchText.none
  /// Net weight in kilograms.
  public var netWeightKilograms: Double?
  /// Gross weight in kilograms.
  public var grossWeightKilograms: Double?
  /// Value in US dollars.
  public var valueUSD: Double?
  /// Sale, return, repair and so on.
  public var nature: TransactionNature?
  /// Numbers of containers.
  public var containers = BatchText.none
  /// The number of the master bill of a house bill of lading.
  public var masterBill = BatchText.none

  /// A goods line with its required parts; everything else begins unknown.
  public init(
    kind: DeclarationKind, date: TradeDay, from departure: CountryCode, to destination: CountryCode
  ) {
    self.kind = kind
    self.date = date
    departureCountry = departure
    destinationCountry = destination
  }
}

/// Goods lines as filed, many at a time, with one buffer for all of their texts.
///
/// A million rows a second pass through intake; a string for each text would cost ten times that.
public struct DeclarationBatch: Sendable {
  /// The texts, one after the other, in UTF-8.
  public private(set) var bytes: [UInt8] = []
  /// The goods lines, in the order of the file.
  public private(set) var lines: [FiledLine] = []

  /// An empty batch.
  public init() {}

  /// An empty batch with room for as much as another holds.
  public init(like other: DeclarationBatch) {
    bytes.reserveCapacity(other.bytes.count + other.bytes.count / 8)
    lines.reserveCapacity(other.lines.count)
  }

  /// Whether the batch should be handed on: it has as many lines, or its texts are so many that
  /// positions among them would run out.
  public func isFull(at count: Int) -> Bool {
    lines.count >= count || bytes.count >= 1 << 26
  }

  /// Adds a text.
  ///
  /// - Parameter text: UTF-8; nothing where empty.
  /// - Returns: where it lies.
  public mutating func add(_ text: Span<UInt8>) -> BatchText {
    guard text.count > 0 else { return .none }
    let start = bytes.count
    text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    return BatchText(start: UInt32(start), length: UInt32(text.count))
  }

  /// Adds a goods line whose texts have been added.
  public mutating func append(_ line: FiledLine) {
    lines.append(line)
  }

  /// Takes back the texts from a position on, those of a row that turned out unusable.
  public mutating func forgetBytes(from position: Int) {
    bytes.removeLast(bytes.count - position)
  }

  /// Makes room for the next rows, keeping the memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
  }

  /// A text as a string; nil where nothing was filed.
  public func text(_ text: BatchText) -> String? {
    text.isEmpty ? nil : String(decoding: bytes[text.range], as: UTF8.self)
  }
}

extension DeclarationBatch {
  /// A goods line with strings of its own.
  public func declaration(_ line: FiledLine) -> Declaration {
    var declaration = Declaration(
      identity: DeclarationIdentity(
        source: text(line.source) ?? "", declarationID: text(line.declarationID) ?? "",
        line: line.line),
      kind: line.kind, status: line.status, date: line.date, shipper: party(line.shipper),
      consignee: party(line.consignee), from: line.departureCountry, to: line.destinationCountry,
      hsCode: text(line.hsCode) ?? "")
    declaration.departedOn = line.departedOn
    declaration.arrivedOn = line.arrivedOn
    declaration.endUser = party(line.endUser)
    declaration.forwarder = party(line.forwarder)
    declaration.originCountry = line.originCountry
    declaration.transitCountries =
      (text(line.transitCountries) ?? "").split(separator: ";").compactMap { CountryCode($0) }
    declaration.mode = line.mode
    declaration.goodsDescription = text(line.goodsDescription)
    declaration.model = text(line.model)
    declaration.controlCode = text(line.controlCode)
    declaration.permitNumber = text(line.permitNumber)
    declaration.quantity = line.quantity
    declaration.quantityUnit = text(line.quantityUnit)
    declaration.netWeightKilograms = line.netWeightKilograms
    declaration.grossWeightKilograms = line.grossWeightKilograms
    declaration.valueUSD = line.valueUSD
    declaration.nature = line.nature
    declaration.containers = text(line.containers)
    declaration.masterBill = text(line.masterBill)
    return declaration
  }

  /// A party with strings of its own.
  public func party(_ party: FiledParty) -> WrittenParty {
    WrittenParty(
      id: text(party.id), name: text(party.name), country: party.country,
      address: text(party.address))
  }
}
