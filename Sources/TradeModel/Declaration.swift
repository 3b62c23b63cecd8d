/// What identifies a goods line: who recorded it, the number as filed, and the line.
public struct DeclarationIdentity: Hashable, Comparable, Sendable {
  /// Who recorded it, such as `KR` or `SG-partner`.
  public let source: String
  /// The number as filed.
  public let declarationID: String
  /// The goods line, from 1.
  public let line: Int32

  /// An identity from its three parts.
  public init(source: String, declarationID: String, line: Int32) {
    self.source = source
    self.declarationID = declarationID
    self.line = line
  }

  /// Orders by source, then number, then line.
  public static func < (one: Self, other: Self) -> Bool {
    if one.source != other.source { return one.source < other.source }
    if one.declarationID != other.declarationID { return one.declarationID < other.declarationID }
    return one.line < other.line
  }
}

extension DeclarationIdentity: CustomStringConvertible {
  /// `SOURCE/ID/LINE`, the form that explanations cite.
  public var description: String {
    var text = source
    text.reserveCapacity(source.utf8.count + declarationID.utf8.count + 8)
    text += "/"
    text += declarationID
    text += "/"
    text += String(line)
    return text
  }
}

/// What a declaration does with goods.
public enum DeclarationKind: String, Sendable, CaseIterable {
  case export
  case `import`
  case transit
  case reexport
}

/// Where a declaration stands; withdrawn and cancelled rows move no goods but stay evidence.
public enum DeclarationStatus: String, Sendable, CaseIterable {
  case accepted
  case amended
  case withdrawn
  case cancelled

  /// Whether goods move under this status.
  public var movesGoods: Bool { self == .accepted || self == .amended }
}

/// How goods travel.
public enum TransportMode: String, Sendable, CaseIterable {
  case air
  case sea
  case road
  case rail
  case post
  case courier
  case other
}

/// Why goods move.
public enum TransactionNature: String, Sendable, CaseIterable {
  case sale
  case `return`
  case repair
  case replacement
  case sample
  case lease
  case intraGroup = "intra_group"
  case other
}

/// A party as one declaration wrote it, before anyone decided who it is.
public struct WrittenParty: Hashable, Sendable {
  /// The identifier as filed, where there was one.
  public var id: String?
  /// The name as filed.
  public var name: String?
  /// The country as filed.
  public var country: CountryCode?
  /// The address as filed.
  public var address: String?

  /// A written party; any part may be unknown.
  public init(
    id: String? = nil, name: String? = nil, country: CountryCode? = nil, address: String? = nil
  ) {
    self.id = id
    self.name = name
    self.country = country
    self.address = address
  }

  /// Whether nothing at all was written.
  public var isEmpty: Bool { id == nil && name == nil && country == nil && address == nil }
}

/// One goods line of a declaration, as filed.
public struct Declaration: Hashable, Sendable {
  /// Who recorded it, under which number and line.
  public var identity: DeclarationIdentity
  /// Export, import, transit or re-export.
  public var kind: DeclarationKind
  /// Accepted, amended, withdrawn or cancelled.
  public var status: DeclarationStatus
  /// The day of acceptance.
  public var date: TradeDay
  /// The day the goods left, where known.
  public var departedOn: TradeDay?
  /// The day the goods arrived, where known.
  public var arrivedOn: TradeDay?
  /// Who sends.
  public var shipper: WrittenParty
  /// Who receives.
  public var consignee: WrittenParty
  /// Who finally uses the goods, as stated.
  public var endUser: WrittenParty
  /// Who arranges transport.
  public var forwarder: WrittenParty
  /// Country of manufacture.
  public var originCountry: CountryCode?
  /// Where this movement starts.
  public var departureCountry: CountryCode
  /// Where this movement ends.
  public var destinationCountry: CountryCode
  /// Countries passed on the way, in order.
  public var transitCountries: [CountryCode]
  /// How the goods travel.
  public var mode: TransportMode?
  /// The Harmonized System code, 6 to 10 digits, no punctuation.
  public var hsCode: String
  /// The goods as described.
  public var goodsDescription: String?
  /// Model or specification.
  public var model: String?
  /// Control number as declared.
  public var controlCode: String?
  /// Export permit cited.
  public var permitNumber: String?
  /// Declared quantity, in `quantityUnit`.
  public var quantity: Double?
  /// UN/ECE Recommendation 20 code of the quantity; `C62` is one piece.
  public var quantityUnit: String?
  /// Net weight in kilograms.
  public var netWeightKilograms: Double?
  /// Gross weight in kilograms: goods and packing; never taken for the net weight.
  public var grossWeightKilograms: Double?
  /// Value in US dollars.
  public var valueUSD: Double?
  /// Sale, return, repair and so on.
  public var nature: TransactionNature?
  /// Numbers of the containers that the goods were in, separated by `;`.
  public var containers: String?
  /// Of a house bill of lading: the number of the master bill under which the goods were carried.
  public var masterBill: String?

  /// A goods line with its required parts; everything else begins unknown.
  public init(
    identity: DeclarationIdentity, kind: DeclarationKind, status: DeclarationStatus = .accepted,
    date: TradeDay, shipper: WrittenParty, consignee: WrittenParty, from departure: CountryCode,
    to destination: CountryCode, hsCode: String
  ) {
    self.identity = identity
    self.kind = kind
    self.status = status
    self.date = date
    self.shipper = shipper
    self.consignee = consignee
    endUser = WrittenParty()
    forwarder = WrittenParty()
    departureCountry = departure
    destinationCountry = destination
    transitCountries = []
    self.hsCode = hsCode
  }
}
