import TradeModel

/// Written parties of one key, as they are compared.
struct LinkedGroup {
  /// The key.
  let key: String
  /// Whether an identifier or the registry names the party: two of these are never one.
  let isIdentified: Bool
  /// What is known of it.
  var description: PartyDescription
}

/// Parties by key with what is known of them, made when they are first asked for.
struct LinkedGroups {
  /// Most spellings and most addresses of a party that are compared.
  static let most = 8
  /// An address of more parties than this says nothing: those who register companies sit there.
  static let massAddress = 12

  private let written: [WrittenParty]
  private let registered: [String: Party]
  private var members: [String: [Int32]] = [:]
  private let massAddresses: Set<String>

  init(
    _ written: [WrittenParty], keys: [String], registered: [String: Party], wanted: Set<String>,
    massAddresses: Set<String>
  ) {
    self.written = written
    self.registered = registered
    self.massAddresses = massAddresses
    for (position, key) in keys.enumerated() where wanted.contains(key) {
      members[key, default: []].append(Int32(position))
    }
  }

  /// The party of a key.
  func group(_ key: String, isIdentified: Bool) -> LinkedGroup {
    var description =
      registered[key].map(PartyDescription.init) ?? PartyDescription(names: [], country: nil)
    var names = Set(description.names)
    var addresses = Set(description.addresses)
    var countries: [CountryCode: Int] = [:]
    for position in members[key] ?? [] {
      let party = written[Int(position)]
      if let name = party.name { names.insert(name) }
      if let address = party.address { addresses.insert(address) }
      if let country = party.country { countries[country, default: 0] += 1 }
    }
    // Ties go to the earlier letters, so that the answer does not depend on the order.
    description.country =
      description.country
      ?? countries.max { one, other in
        one.value != other.value ? one.value < other.value : one.key > other.key
      }?.key
    description.identifiers = isIdentified ? [key] : []
    description.names = Self.distinct(names)
    description.addresses = Self.distinct(addresses).filter { address in
      !massAddresses.contains(NormalisedName(address).text)
    }
    return LinkedGroup(key: key, isIdentified: isIdentified, description: description)
  }

  /// Spellings that do not differ in case, form or punctuation only; the first few by their letters.
  private static func distinct(_ spellings: Set<String>) -> [String] {
    var seen: Set<String> = []
    return Array(
      spellings.sorted().filter { seen.insert(NormalisedName($0).text).inserted }.prefix(most))
  }
}
