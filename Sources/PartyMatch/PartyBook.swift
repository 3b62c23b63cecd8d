public import TradeModel

/// Everybody who occurs in the declarations, each once.
///
/// Identity is decided by the identifier as filed, else by normalised name and country where these
/// point to one party only. Nothing uncertain is merged.
public struct PartyBook: Sendable {
  /// The resolved parties, sorted by key.
  public private(set) var parties: [ResolvedParty] = []
  /// For each written party given, who it was taken to be.
  public private(set) var indices: [PartyIndex] = []
  /// For each written party given, why.
  public private(set) var reasons: [ResolutionReason] = []
  /// For each written party that a person decided on, by its position, the judgements that did.
  public var judgements: [Int: [String]] { judged.judgements }
  /// What became of each judgement given.
  public var outcomes: [JudgementOutcome] { judged.outcomes }
  private var positions: [String: PartyIndex] = [:]
  /// Parties that may be one, as edges between keys; those that people decided on are left out.
  public private(set) var possible: [PossibleIdentity] = []
  /// What was merged by weights of evidence, with the lines that led to it.
  public private(set) var weighed: [WeighedIdentity] = []
  private let names: NameIndex
  private let links: [String: String]
  private let judged: JudgedKeys

  /// Resolves written parties against each other and the registry.
  ///
  /// - Parameters:
  ///   - written: distinct written parties; `indices` and `reasons` are parallel to it.
  ///   - registry: the registry of parties, each id once.
  ///   - judgements: what people decided, which wins over everything else; each id once.
  /// - Complexity: O(n log n) for n names in all; only parties that share a block are compared.
  public init(
    resolving written: [WrittenParty], registry: [Party], judgements: [Judgement] = []
  ) {
    var keyed = KeyedParties(written)
    let names = NameIndex(keyed, registry: registry)
    self.names = names
    keyed.resolve(by: names)
    let registered = Dictionary(
      registry.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let linker = PartyLinker(keyed, names: names, registered: registered)
    var keys = keyed.keys
    reasons = keyed.reasons
    let links = linker.merged
    self.links = links
    for position in keys.indices {
      guard let key = links[keys[position]], key != keys[position] else { continue }
      keys[position] = key
      reasons[position] = .weighed
    }
    judged = JudgedKeys(
      keys, of: written, by: judgements,
      machine: JudgedKeys.Machine(
        key: { party in
          let key = names.resolve(party).0
          return links[key] ?? key
        }, ownKey: { $0.id ?? NameIndex.nameKey(of: $0) },
        isRegistered: { registered[$0] != nil }))
    for position in judged.judgements.keys { reasons[position] = .judged }
    gather(written, keys: judged.keys, registered: registered)
    settle(linker)
    indices = judged.keys.map { positions[$0, default: PartyIndex(raw: -1)] }
    for (key, others) in judged.absorbed {
      for other in others { positions[other] = positions[key] }
    }
  }

  /// The party at a position.
  public subscript(index: PartyIndex) -> ResolvedParty {
    // Lent, not copied: a party is two dozen references.
    _read { yield parties[Int(index.raw)] }
  }

  /// Where the party of a key stands; nil if it occurs in no declaration.
  public func index(ofKey key: String) -> PartyIndex? {
    positions[key]
  }

  /// Who a party written elsewhere, such as a stated end user, is taken to be; nil for somebody who
  /// neither sends nor receives.
  public func index(of party: WrittenParty) -> PartyIndex? {
    let key = names.resolve(party).0
    return positions[judged.key(of: party, machine: links[key] ?? key)]
  }

  /// Keeps what was weighed as far as it stands after what people decided.
  private mutating func settle(_ linker: PartyLinker) {
    weighed = linker.weighed.filter { identity in
      guard let party = positions[judged.key(of: identity.party)] else { return false }
      return [identity.one, identity.other].allSatisfy { key in
        // Those whom a person took out are parties of their own again.
        positions[key] == nil || positions[judged.key(of: key)] == party
      }
    }
    possible = linker.possible.compactMap { edge in
      let (one, other) = (judged.key(of: edge.one), judged.key(of: edge.other))
      guard one != other, positions[one] != nil, positions[other] != nil,
        !judged.areDifferent(one, other)
      else { return nil }
      return PossibleIdentity(
        one: min(one, other), other: max(one, other), decision: edge.decision)
    }
  }

  private mutating func gather(
    _ written: [WrittenParty], keys: [String], registered: [String: Party]
  ) {
    var spellings: [String: Set<String>] = [:]
    var addresses: [String: Set<String>] = [:]
    var countries: [String: [CountryCode: Int]] = [:]
    for (party, key) in zip(written, keys) {
      if let name = party.name { spellings[key, default: []].insert(name) }
      if let address = party.address { addresses[key, default: []].insert(address) }
      if let country = party.country { countries[key, default: [:]][country, default: 0] += 1 }
    }
    for key in Set(keys).sorted() {
      let entry = Self.entry(of: [key] + (judged.absorbed[key] ?? []), in: registered)
      let filed = (spellings[key] ?? []).sorted()
      let names = Self.unique((entry.map { [$0.name] + $0.aliases } ?? []) + filed)
      let commonest = countries[key]?.max { one, other in
        // Ties go to the earlier letters, so that the answer does not depend on hashing.
        one.value != other.value ? one.value < other.value : one.key > other.key
      }?.key
      positions[key] = PartyIndex(raw: Int32(parties.count))
      parties.append(
        ResolvedParty(
          key: key, name: entry?.name ?? names.first { !Self.isLocal($0) } ?? names.first ?? key,
          localName: names.first(where: Self.isLocal), country: entry?.country ?? commonest,
          registered: entry,
          addresses: Self.unique(
            (entry?.address.map { [$0] } ?? []) + (addresses[key] ?? []).sorted()),
          names: names))
    }
  }

  /// What the registry says of a party; of several entries judged to be one, the first with what the
  /// others add.
  private static func entry(of keys: [String], in registered: [String: Party]) -> Party? {
    let entries = keys.compactMap { registered[$0] }
    guard var entry = entries.first else { return nil }
    for other in entries.dropFirst() {
      entry.aliases = unique(entry.aliases + [other.name] + other.aliases)
      entry.officers = unique(entry.officers + other.officers)
      entry.owners += other.owners.filter { !entry.owners.contains($0) }
      entry.phone = entry.phone ?? other.phone
      entry.address = entry.address ?? other.address
    }
    return entry
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// Whether a name has a Hangul, Han or kana letter.
  private static func isLocal(_ name: String) -> Bool {
    name.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x1100...0x11FF, 0x3040...0x30FF, 0x3130...0x318F, 0x3400...0x9FFF, 0xAC00...0xD7AF,
        0xF900...0xFAFF, 0x20000...0x3134F:
        true
      default: false
      }
    }
  }
}
