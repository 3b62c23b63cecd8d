import PartyMatch
import TradeModel

/// Who shares an address, an officer, a telephone or an owner with whom.
struct PartyLinks: Sendable {
  /// How two parties hang together.
  enum Kind: String, Sendable {
    case address
    case officer
    case phone
    case owner
  }

  /// A party that shares something with another.
  struct Neighbour: Sendable {
    let party: PartyIndex
    let kind: Kind
  }

  /// What is shared by more parties than this says nothing (nominee directors, virtual offices).
  static let mostSharers = 6
  private let neighbours: [PartyIndex: [Neighbour]]
  private let described: Set<PartyIndex>

  init(parties: PartyBook, registry: [Party]) {
    var holders: [String: Set<PartyIndex>] = [:]
    var described: Set<PartyIndex> = []
    for (number, party) in parties.parties.enumerated() {
      let index = PartyIndex(raw: Int32(number))
      for address in party.addresses {
        holders["address|" + NormalisedName(address).text, default: []].insert(index)
      }
      guard let entry = party.registered else { continue }
      for officer in entry.officers {
        holders["officer|" + NormalisedName(officer).text, default: []].insert(index)
      }
      if let phone = entry.phone {
        holders["phone|" + phone.filter(\.isNumber), default: []].insert(index)
      }
      if !entry.officers.isEmpty || entry.phone != nil { described.insert(index) }
      if !party.addresses.isEmpty { described.insert(index) }
    }
    var neighbours: [PartyIndex: [PartyIndex: Kind]] = [:]
    for (attribute, sharers) in holders.sorted(by: { $0.key < $1.key })
    where sharers.count > 1 && sharers.count <= Self.mostSharers {
      guard let kind = attribute.split(separator: "|").first.flatMap({ Kind(rawValue: String($0)) })
      else { continue }
      for one in sharers {
        for other in sharers where one != other {
          // An officer says more than an address; the first kind by this order is kept.
          let known = neighbours[one]?[other]
          if known == nil || kind == .officer { neighbours[one, default: [:]][other] = kind }
        }
      }
    }
    for party in registry {
      guard let one = parties.index(ofKey: party.id) else { continue }
      for owner in party.owners.map(\.owner) + [party.parentID].compactMap(\.self) {
        guard let other = parties.index(ofKey: owner), other != one else { continue }
        neighbours[one, default: [:]][other] = .owner
        neighbours[other, default: [:]][one] = .owner
      }
    }
    self.neighbours = neighbours.mapValues { kinds in
      kinds.map { Neighbour(party: $0.key, kind: $0.value) }.sorted { $0.party < $1.party }
    }
    self.described = described
  }

  /// Whether anything is known of a party by which it could hang together with another.
  func isDescribed(_ party: PartyIndex) -> Bool {
    described.contains(party) || neighbours[party] != nil
  }

  /// Parties that share something with a party, by position.
  func neighbours(of party: PartyIndex) -> [Neighbour] {
    neighbours[party] ?? []
  }

  /// How two parties hang together, if they do.
  func link(_ one: PartyIndex, _ other: PartyIndex) -> Kind? {
    neighbours[one]?.first { $0.party == other }?.kind
  }
}
