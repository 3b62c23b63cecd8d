/// What a party does, as a registry says.
public enum PartyKind: String, Sendable, CaseIterable {
  case manufacturer
  case trader
  case distributor
  case forwarder
  case dataCentre = "data_centre"
  case university
  case government
  case bank
  case other
}

/// A share in a party, held by another.
public struct Ownership: Hashable, Sendable {
  /// The owner's party id.
  public var owner: String
  /// The share held, 0 to 1; nil where only the fact is known.
  public var share: Double?

  /// A holding.
  public init(owner: String, share: Double?) {
    self.owner = owner
    self.share = share
  }
}

/// A party as the registry knows it.
public struct Party: Hashable, Sendable {
  /// The registry's identifier.
  public var id: String
  /// The registered name.
  public var name: String
  /// Other names and spellings.
  public var aliases: [String]
  /// Country of registration.
  public var country: CountryCode?
  /// Registered address.
  public var address: String?
  /// What the party does.
  public var kind: PartyKind?
  /// Line of business, as a class of ISIC revision 4.
  public var industry: String?
  /// Day of incorporation.
  public var incorporatedOn: TradeDay?
  /// The parent's party id.
  public var parentID: String?
  /// Who owns it.
  public var owners: [Ownership]
  /// Who directs it.
  public var officers: [String]
  /// Telephone number as registered.
  public var phone: String?

  /// A registry entry of which only the identifier and the name are known yet.
  public init(id: String, name: String) {
    self.id = id
    self.name = name
    aliases = []
    owners = []
    officers = []
  }
}

/// Goods under control in a jurisdiction, and from when until when.
public struct Control: Hashable, Sendable {
  /// The control number, such as `3A090.a`.
  public var controlCode: String
  /// Whose control it is.
  public var jurisdiction: String
  /// The family of goods it covers.
  public var family: String?
  /// Harmonized System prefixes it covers, digits only.
  public var hsPrefixes: [String]
  /// Words in a description that point to controlled goods.
  public var descriptionTerms: [String]
  /// Unit value in US dollars from which goods of these codes are likely to be the controlled ones.
  public var minimumUnitValueUSD: Double?
  /// First day in force.
  public var inForceFrom: TradeDay?
  /// Last day in force; nil while it stands.
  public var inForceUntil: TradeDay?
  /// Where it is written.
  public var citation: String?

  /// A control with its number and jurisdiction.
  public init(controlCode: String, jurisdiction: String) {
    self.controlCode = controlCode
    self.jurisdiction = jurisdiction
    hsPrefixes = []
    descriptionTerms = []
  }

  /// Whether the control was in force on a day.
  public func isInForce(on day: TradeDay) -> Bool {
    (inForceFrom.map { $0 <= day } ?? true) && (inForceUntil.map { day <= $0 } ?? true)
  }
}

/// A commodity class of flow accounting: goods that can be told apart only by their unit of account.
public struct Family: Hashable, Sendable {
  /// The family's code, such as `SRV`.
  public var code: String
  /// Harmonized System prefixes that belong to it, digits only.
  public var hsPrefixes: [String]
  /// What its quantities count, such as `accelerator`.
  public var unitOfAccount: String
  /// Units of account in one declared piece.
  public var unitsPerPiece: Double
  /// Families that its goods can turn into.
  public var becomes: [String]
  /// Where this is written.
  public var citation: String?

  /// A family with its code and unit.
  public init(code: String, hsPrefixes: [String], unitOfAccount: String, unitsPerPiece: Double) {
    self.code = code
    self.hsPrefixes = hsPrefixes
    self.unitOfAccount = unitOfAccount
    self.unitsPerPiece = unitsPerPiece
    becomes = []
  }
}

/// An export permit as issued.
public struct Permit: Hashable, Sendable {
  /// The permit's number.
  public var permitNumber: String
  /// The control it licenses.
  public var controlCode: String?
  /// Who may export.
  public var exporterID: String?
  /// Who may receive.
  public var consigneeID: String?
  /// Who may finally use the goods.
  public var endUserID: String?
  /// Where the goods may go.
  public var destinationCountry: CountryCode?
  /// How much, in `quantityUnit`.
  public var quantity: Double?
  /// UN/ECE Recommendation 20 code of the quantity.
  public var quantityUnit: String?
  /// First day of validity.
  public var validFrom: TradeDay?
  /// Last day of validity.
  public var validUntil: TradeDay?
  /// Who issued it.
  public var agency: String?

  /// A permit of which only the number is known yet.
  public init(permitNumber: String) {
    self.permitNumber = permitNumber
  }
}

/// A party on a list (denied, restricted, of concern).
public struct ListedParty: Hashable, Sendable {
  /// The list.
  public var listID: String
  /// The entry on the list.
  public var entryID: String
  /// The name as listed.
  public var name: String
  /// Other names as listed.
  public var aliases: [String]
  /// Country as listed.
  public var country: CountryCode?
  /// Address as listed.
  public var address: String?
  /// First day on the list.
  public var designatedOn: TradeDay?
  /// Day of removal; nil while it stands.
  public var delistedOn: TradeDay?
  /// Where this is written.
  public var citation: String?

  /// An entry with its list, number and name.
  public init(listID: String, entryID: String, name: String) {
    self.listID = listID
    self.entryID = entryID
    self.name = name
    aliases = []
  }

  /// Whether the party was on the list on a day.
  public func isListed(on day: TradeDay) -> Bool {
    (designatedOn.map { $0 <= day } ?? true) && (delistedOn.map { day < $0 } ?? true)
  }
}

/// Which way a month of trade went, seen from the reporter.
public enum TradeFlow: String, Sendable, CaseIterable {
  case export
  case `import`
  case reexport
}

/// A month of official trade statistics as one country reported it.
public struct CountryFlow: Hashable, Sendable {
  /// The month, as its first day.
  public var month: TradeDay
  /// Who reports.
  public var reporter: CountryCode
  /// With whom.
  public var partner: CountryCode
  /// Export, import or re-export.
  public var flow: TradeFlow
  /// Six-digit Harmonized System subheading.
  public var hs6: String
  /// Value in US dollars.
  public var valueUSD: Double?
  /// Net weight in kilograms.
  public var netWeightKilograms: Double?
  /// Quantity in the subheading's customary unit.
  public var quantity: Double?

  /// A cell of the statistics without its measures.
  public init(
    month: TradeDay, reporter: CountryCode, partner: CountryCode, flow: TradeFlow, hs6: String
  ) {
    self.month = month
    self.reporter = reporter
    self.partner = partner
    self.flow = flow
    self.hs6 = hs6
  }
}

/// What an inspection found.
public enum InspectionOutcome: String, Sendable, CaseIterable {
  case diverted
  case cleared
}

/// An inspected goods line and what was found.
public struct Outcome: Hashable, Sendable {
  /// The goods line inspected.
  public var identity: DeclarationIdentity
  /// What was found.
  public var outcome: InspectionOutcome
  /// When it was decided.
  public var decidedOn: TradeDay

  /// A finding.
  public init(identity: DeclarationIdentity, outcome: InspectionOutcome, decidedOn: TradeDay) {
    self.identity = identity
    self.outcome = outcome
    self.decidedOn = decidedOn
  }
}
