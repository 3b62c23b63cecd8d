import PartyMatch
import TradeModel

/// Which parties go by the name or sit at the address of a listed one.
struct ListScreen: Sendable {
  /// An address used by more parties than this is a mass address: it links nobody.
  static let massAddress = 12
  private let hits: [PartyIndex: [ListedParty]]
  private let addressHits: [PartyIndex: [ListedParty]]
  /// Whether there is any list at all to screen against.
  let hasLists: Bool

  init(listed: [ListedParty], parties: PartyBook) {
    hasLists = !listed.isEmpty
    struct Entry: Hashable {
      let name: NormalisedName
      let country: CountryCode?
    }
    var byName: [Entry: [Int]] = [:]
    var byAddress: [String: [Int]] = [:]
    for (number, entry) in listed.enumerated() {
      for name in [entry.name] + entry.aliases {
        byName[Entry(name: NormalisedName(name), country: entry.country), default: []]
          .append(number)
      }
      if let address = entry.address {
        byAddress[NormalisedName(address).text, default: []].append(number)
      }
    }
    var atAddress: [String: Int] = [:]
    let addresses = parties.parties.map { party in
      Set(party.addresses.map { NormalisedName($0).text }).sorted()
    }
    for texts in addresses { for text in texts { atAddress[text, default: 0] += 1 } }
    var hits: [PartyIndex: [ListedParty]] = [:]
    var addressHits: [PartyIndex: [ListedParty]] = [:]
    for (number, party) in parties.parties.enumerated() {
      let index = PartyIndex(raw: Int32(number))
      var found: Set<Int> = []
      for name in party.names {
        let normalised = NormalisedName(name)
        if normalised.text.isEmpty { continue }
        found.formUnion(byName[Entry(name: normalised, country: party.country)] ?? [])
        // A list entry without a country matches the name anywhere.
        found.formUnion(byName[Entry(name: normalised, country: nil)] ?? [])
      }
      if !found.isEmpty { hits[index] = found.sorted().map { listed[$0] } }
      let there = addresses[number].filter { atAddress[$0, default: 0] <= Self.massAddress }
        .flatMap { byAddress[$0] ?? [] }
      if !there.isEmpty { addressHits[index] = Set(there).sorted().map { listed[$0] } }
    }
    self.hits = hits
    self.addressHits = addressHits
  }

  /// List entries that have a party's name, on a day.
  func hits(_ party: PartyIndex, on day: TradeDay) -> [ListedParty] {
    (hits[party] ?? []).filter { $0.isListed(on: day) }
  }

  /// List entries at a party's address, where that is not a mass address, on a day.
  func addressHits(_ party: PartyIndex, on day: TradeDay) -> [ListedParty] {
    (addressHits[party] ?? []).filter { $0.isListed(on: day) }
  }
}
