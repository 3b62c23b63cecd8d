import PartyMatch
import TradeModel

/// An entry of a list that a party is, or may be.
struct ListHit: Hashable, Sendable {
  /// The entry.
  let entry: ListedParty
  /// The probability that the party is the listed one; 1 for its name as listed in its country.
  let certainty: Double
  /// The listed name or alias that agrees.
  let listedName: String
  /// A party that bears the name and that this one possibly is; nil where this one bears it.
  var through: PartyIndex?

  /// Whether the two may be taken for one.
  var isSure: Bool { certainty >= MatchDecision.sureProbability }
}

/// Which parties go by the name or sit at the address of a listed one, or may.
struct ListScreen: Sendable {
  /// An address used by more parties than this is a mass address: it links nobody.
  static let massAddress = 12
  /// Most spellings of a party that are screened.
  private static let mostNames = 8
  private var hits: [PartyIndex: [ListHit]] = [:]
  private var addressHits: [PartyIndex: [ListedParty]] = [:]
  /// Whether there is any list at all to screen against.
  let hasLists: Bool

  private struct NameInCountry: Hashable {
    let name: NormalisedName
    let country: CountryCode?
  }

  /// Screens parties.
  ///
  /// - Parameters:
  ///   - listed: the entries, of whatever day.
  ///   - parties: who is who.
  ///   - weighed: the parties for which other spellings are looked at too, by weights of evidence;
  ///     names as listed are found for all.
  init(listed: [ListedParty], parties: PartyBook, weighing weighed: Set<PartyIndex>) {
    hasLists = !listed.isEmpty
    guard hasLists else { return }
    var byName: [NameInCountry: [Int]] = [:]
    var byAddress: [String: [Int]] = [:]
    var listedNames: [Int: [NormalisedName: String]] = [:]
    for (number, entry) in listed.enumerated() {
      for name in [entry.name] + entry.aliases {
        let normalised = NormalisedName(name)
        byName[NameInCountry(name: normalised, country: entry.country), default: []].append(number)
        if listedNames[number]?[normalised] == nil {
          listedNames[number, default: [:]][normalised] = name
        }
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
    let screen = PartyScreen(listed)
    for (number, party) in parties.parties.enumerated() {
      let index = PartyIndex(raw: Int32(number))
      var found: [Int: String] = [:]
      var spellings: [NormalisedName: String] = [:]
      for name in party.names {
        let normalised = NormalisedName(name)
        if normalised.text.isEmpty { continue }
        if spellings[normalised] == nil { spellings[normalised] = name }
        // A list entry without a country matches the name anywhere.
        for country in Set([party.country, nil]) {
          for entry in byName[NameInCountry(name: normalised, country: country)] ?? [] {
            found[entry] = listedNames[entry]?[normalised] ?? name
          }
        }
      }
      var own = found.keys.sorted().map {
        ListHit(entry: listed[$0], certainty: 1, listedName: found[$0] ?? "")
      }
      if weighed.contains(index) {
        own += Self.weigh(party, spellings, by: screen, besides: Set(own.map(\.entry)))
      }
      if !own.isEmpty { hits[index] = own }
      let there = addresses[number].filter { atAddress[$0, default: 0] <= Self.massAddress }
        .flatMap { byAddress[$0] ?? [] }
      if !there.isEmpty { addressHits[index] = Set(there).sorted().map { listed[$0] } }
    }
    spread(along: parties)
  }

  /// Entries that a party may be by names that are not as listed, in its country or where one of the
  /// countries is not known.
  private static func weigh(
    _ party: ResolvedParty, _ spellings: [NormalisedName: String], by screen: PartyScreen,
    besides known: Set<ListedParty>
  ) -> [ListHit] {
    var description = PartyDescription(
      names: Array(spellings.values.sorted().prefix(mostNames)), country: party.country)
    description.addresses = Array(party.addresses.prefix(mostNames))
    return screen.hits(description).filter { hit in
      !known.contains(hit.entry)
        && (party.country == nil || hit.entry.country == nil || party.country == hit.entry.country)
    }.map {
      ListHit(entry: $0.entry, certainty: $0.probability, listedName: $0.listedName)
    }
  }

  /// A party that possibly is another possibly is what that one is.
  private mutating func spread(along parties: PartyBook) {
    let own = hits
    for edge in parties.possible {
      guard let one = parties.index(ofKey: edge.one), let other = parties.index(ofKey: edge.other)
      else { continue }
      for (party, twin) in [(one, other), (other, one)] {
        let known = Set((own[party] ?? []).map(\.entry))
        for hit in own[twin] ?? [] where !known.contains(hit.entry) {
          hits[party, default: []].append(
            ListHit(
              entry: hit.entry, certainty: hit.certainty * edge.decision.probability,
              listedName: hit.listedName, through: twin))
        }
      }
    }
  }

  /// List entries that a party is or may be on some day or other.
  func hits(_ party: PartyIndex) -> [ListHit] { hits[party] ?? [] }

  /// List entries that a party is or may be on a day, the most certain first.
  func hits(_ party: PartyIndex, on day: TradeDay) -> [ListHit] {
    (hits[party] ?? []).filter { $0.entry.isListed(on: day) }.enumerated().sorted { one, other in
      one.element.certainty != other.element.certainty
        ? one.element.certainty > other.element.certainty : one.offset < other.offset
    }.map(\.element)
  }

  /// List entries at a party's address, where that is not a mass address, on a day.
  func addressHits(_ party: PartyIndex, on day: TradeDay) -> [ListedParty] {
    (addressHits[party] ?? []).filter { $0.isListed(on: day) }
  }
}
