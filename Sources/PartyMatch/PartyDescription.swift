public import TradeModel

/// What is known of somebody, from one place or from several, as it can be compared.
public struct PartyDescription: Hashable, Sendable {
  /// Every spelling known; a party whose one name agrees is the same party.
  public var names: [String]
  /// Where it is.
  public var country: CountryCode?
  /// Addresses as written.
  public var addresses: [String]
  /// Telephone numbers as written.
  public var phones: [String]
  /// Identifiers, each as `SCHEME:NUMBER` or a bare number.
  public var identifiers: [String]
  /// Who directs it.
  public var officers: [String]
  /// Who owns it: names or identifiers.
  public var owners: [String]

  /// A party of which names and perhaps the country are known.
  public init(names: [String], country: CountryCode? = nil) {
    self.names = names
    self.country = country
    addresses = []
    phones = []
    identifiers = []
    officers = []
    owners = []
  }

  /// A party as the registry has it.
  public init(_ party: Party) {
    self.init(names: [party.name] + party.aliases, country: party.country)
    addresses = party.address.map { [$0] } ?? []
    phones = party.phone.map { [$0] } ?? []
    identifiers = [party.id]
    officers = party.officers
    owners = party.owners.map(\.owner)
  }

  /// A party as a declaration has it.
  public init(_ party: WrittenParty) {
    self.init(names: party.name.map { [$0] } ?? [], country: party.country)
    addresses = party.address.map { [$0] } ?? []
    identifiers = party.id.map { [$0] } ?? []
  }
}
