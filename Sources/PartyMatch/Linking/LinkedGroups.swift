import TradeModel

/// Parties by key with what is known of them, as they are compared.
struct LinkedGroups: Sendable {
  /// Most spellings and most addresses of a party that are compared.
  static let most = 8
  /// An address of more parties than this says nothing: those who register companies sit there.
  static let massAddress = 12

  private let parties: KeyedParties
  private let candidates: LinkCandidates
  private let registered: [String: Party]
  /// By number, where the written parties of the key stand; nothing for those who are in no pair.
  private var positions: [[Int32]]
  private var isWanted: [Bool]

  init(_ parties: KeyedParties, _ candidates: LinkCandidates, registered: [String: Party]) {
    self.parties = parties
    self.candidates = candidates
    self.registered = registered
    isWanted = [Bool](repeating: false, count: candidates.keys.count)
    positions = [[Int32]](repeating: [], count: candidates.keys.count)
    for pair in candidates.pairs {
      isWanted[Int(pair.seeker)] = true
      isWanted[Int(pair.other)] = true
    }
    var numbers: [String: Int] = [:]
    for number in isWanted.indices where isWanted[number] {
      numbers[candidates.keys[number]] = number
    }
    if numbers.isEmpty { return }
    for (position, key) in parties.keys.enumerated() {
      if let number = numbers[key] { positions[number].append(Int32(position)) }
    }
  }

  /// By number, the parties that are in a pair, read for comparison.
  func readParties() -> [ReadParty?] {
    ParallelChunks.map(count: isWanted.count, size: 1_024) { numbers in
      numbers.map { isWanted[$0] ? ReadParty(description(of: $0)) : nil }
    }.flatMap(\.self)
  }

  /// What is known of the party of a number.
  private func description(of number: Int) -> PartyDescription {
    let key = candidates.keys[number]
    var description =
      registered[key].map(PartyDescription.init) ?? PartyDescription(names: [], country: nil)
    var names = Set(description.names)
    var addresses = Set(description.addresses)
    var countries: [CountryCode: Int] = [:]
    for position in positions[number] {
      let party = parties.written[Int(position)]
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
    // Two that an identifier or the registry names are never one.
    description.identifiers = candidates.isSeeker[number] ? [] : [key]
    description.names = Self.distinct(names)
    description.addresses = Self.distinct(addresses).filter { address in
      candidates.massAddresses.isEmpty
        || !candidates.massAddresses.contains(NormalisedName(address).text)
    }
    return description
  }

  /// Spellings that do not differ in case, form or punctuation only; the first few by their letters.
  private static func distinct(_ spellings: Set<String>) -> [String] {
    guard spellings.count > 1 else { return Array(spellings) }
    var seen: Set<String> = []
    return Array(
      spellings.sorted().filter { seen.insert(NormalisedName($0).text).inserted }.prefix(most))
  }
}
