import TradeModel

/// Which party ids go by a normalised name in a country.
struct NameIndex: Sendable {
  private struct Entry: Hashable {
    let name: NormalisedName
    let country: UInt16
  }

  /// The party ids that go by something: one, or too many to tell.
  private enum Holder {
    case one(String)
    case several(Set<String>)

    var ids: Set<String> {
      switch self {
      case .one(let id): [id]
      case .several(let ids): ids
      }
    }

    mutating func add(_ id: String) {
      switch self {
      case .one(let known) where known == id: return
      case .one(let known): self = .several([known, id])
      case .several(var known):
        known.insert(id)
        self = .several(known)
      }
    }
  }

  private var registered: [Entry: Holder] = [:]
  private var filed: [Entry: Holder] = [:]
  /// By folded name and country.
  private var folded: [UInt64: Holder] = [:]
  /// By folded name with a letter left out, as far as somebody asks for it.
  private var slips: [UInt64: Holder] = [:]
  private var addresses: [String: Set<String>] = [:]

  /// Indexes parties with an identifier by all their names.
  init(_ parties: KeyedParties, registry: [Party]) {
    let written = parties.written
    for party in registry {
      for name in [party.name] + party.aliases {
        Self.add(
          party.id, to: &registered,
          at: Entry(name: NormalisedName(name), country: Self.ordinal(party.country)))
      }
    }
    var nameless: Set<Entry> = []
    for (party, name) in zip(written, parties.names) where party.name != nil {
      let entry = Entry(name: name, country: Self.ordinal(party.country))
      if let id = party.id {
        Self.add(id, to: &filed, at: entry)
      } else {
        nameless.insert(entry)
      }
    }
    let unknown = nameless.filter { registered[$0] == nil && filed[$0] == nil }
    indexFoldedNames(wanted: unknown)
    indexAddresses(written: written, registry: registry)
  }

  /// Folds every name that stands for one party; names with slips only as far as they are wanted.
  private mutating func indexFoldedNames(wanted: Set<Entry>) {
    var wantedSlips: Set<UInt64> = []
    for entry in wanted {
      wantedSlips.formUnion(FoldedName(entry.name).hashesWithSlips(in: entry.country))
    }
    for names in [registered, filed] {
      for (entry, holder) in names where !entry.name.text.isEmpty {
        let name = FoldedName(entry.name)
        Self.add(holder, to: &folded, at: name.hash(in: entry.country))
        for hash in name.hashesWithSlips(in: entry.country) where wantedSlips.contains(hash) {
          Self.add(holder, to: &slips, at: hash)
        }
      }
    }
  }

  private mutating func indexAddresses(written: [WrittenParty], registry: [Party]) {
    // Addresses only decide between several bearers of one name.
    var contested: Set<String> = []
    for names in [registered, filed] {
      for case .several(let ids) in names.values { contested.formUnion(ids) }
    }
    for party in registry where contested.contains(party.id) {
      guard let address = party.address else { continue }
      addresses[party.id, default: []].insert(NormalisedName(address).text)
    }
    for party in written {
      guard let id = party.id, contested.contains(id), let address = party.address else { continue }
      addresses[id, default: []].insert(NormalisedName(address).text)
    }
  }

  /// Visits every name in every country that parties with an identifier go by, in no order.
  func forEachKnownName(_ body: (NormalisedName, UInt16, Set<String>) -> Void) {
    for (entry, holder) in registered { body(entry.name, entry.country, holder.ids) }
    for (entry, holder) in filed where registered[entry] == nil {
      body(entry.name, entry.country, holder.ids)
    }
  }

  /// The key of a written party and the reason for it.
  func resolve(_ party: WrittenParty) -> (String, ResolutionReason) {
    if let id = party.id { return (id, .identifier) }
    return resolve(party, NormalisedName(party.name ?? ""))
  }

  /// The same for a party whose name is reduced already.
  func resolve(_ party: WrittenParty, _ reduced: NormalisedName) -> (String, ResolutionReason) {
    if let id = party.id { return (id, .identifier) }
    let entry = Entry(name: reduced, country: Self.ordinal(party.country))
    let name = FoldedName(entry.name)
    guard !entry.name.text.isEmpty else {
      return (Self.nameKey(name, written: party), .nameOnly)
    }
    if let holder = registered[entry] {
      if let key = only(holder, at: party.address) { return (key, .registryName) }
    }
    if let holder = filed[entry], let key = only(holder, at: party.address) {
      return (key, .filedName)
    }
    // A name that several bear is not nearer to any of them than to the others.
    if registered[entry] == nil, filed[entry] == nil, let key = similar(name, in: entry.country) {
      return (key, .similarName)
    }
    return (Self.nameKey(name, written: party), .nameOnly)
  }

  /// The one party whose name folds alike, else the one whose name is a slip away.
  private func similar(_ name: FoldedName, in country: UInt16) -> String? {
    switch folded[name.hash(in: country)] {
    case .one(let id): return id
    case .several: return nil
    case nil: break
    }
    var found: String?
    for hash in name.hashesWithSlips(in: country) {
      switch slips[hash] {
      case .one(let id) where found == nil || found == id: found = id
      case nil: continue
      default: return nil
      }
    }
    return found
  }

  /// The one candidate, or the one of several that is known at the address.
  private func only(_ holder: Holder, at address: String?) -> String? {
    switch holder {
    case .one(let id): return id
    case .several(let candidates):
      guard let address else { return nil }
      let wanted = NormalisedName(address).text
      let there = candidates.filter { addresses[$0]?.contains(wanted) ?? false }
      return there.count == 1 ? there.first : nil
    }
  }

  static func ordinal(_ country: CountryCode?) -> UInt16 { country?.ordinal ?? 0 }

  private static func add<Key: Hashable>(
    _ id: String, to holders: inout [Key: Holder], at key: Key
  ) {
    if holders[key] == nil {
      holders[key] = .one(id)
    } else {
      holders[key]?.add(id)
    }
  }

  private static func add(
    _ holder: Holder, to holders: inout [UInt64: Holder], at hash: UInt64
  ) {
    switch holder {
    case .one(let id): add(id, to: &holders, at: hash)
    case .several(let ids): for id in ids { add(id, to: &holders, at: hash) }
    }
  }

  /// The key of a written party that is nobody else: it depends on its name and country alone.
  static func nameKey(of party: WrittenParty) -> String {
    nameKey(FoldedName(NormalisedName(party.name ?? "")), written: party)
  }

  /// A key that depends on nothing but the folded name and the country.
  private static func nameKey(_ name: FoldedName, written: WrittenParty) -> String {
    let country = written.country?.code ?? "--"
    // A name of punctuation only is still a name: fall back to it as filed.
    let text = name.bytes.isEmpty ? Array((written.name ?? "").utf8) : name.bytes
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in Array((country + "|").utf8) + text {
      // FNV-1a; wrapping is what this hash is defined by.
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    let digits = String(hash, radix: 16, uppercase: true)
    return "N-\(country)-" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
