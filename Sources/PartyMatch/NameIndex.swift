import TradeModel

/// Which party ids go by a normalised name in a country.
struct NameIndex {
  private struct Entry: Hashable {
    let name: NormalisedName
    let country: CountryCode?
  }

  private var registered: [Entry: Set<String>] = [:]
  private var filed: [Entry: Set<String>] = [:]
  private var addresses: [String: Set<String>] = [:]

  init(written: [WrittenParty], registry: [Party]) {
    for party in registry {
      for name in [party.name] + party.aliases {
        registered[Entry(name: NormalisedName(name), country: party.country), default: []]
          .insert(party.id)
      }
      if let address = party.address {
        addresses[party.id, default: []].insert(NormalisedName(address).text)
      }
    }
    for party in written {
      guard let id = party.id, let name = party.name else { continue }
      filed[Entry(name: NormalisedName(name), country: party.country), default: []].insert(id)
      if let address = party.address {
        addresses[id, default: []].insert(NormalisedName(address).text)
      }
    }
  }

  /// The key of a written party and the reason for it.
  func resolve(_ party: WrittenParty) -> (String, ResolutionReason) {
    if let id = party.id { return (id, .identifier) }
    let entry = Entry(name: NormalisedName(party.name ?? ""), country: party.country)
    if !entry.name.text.isEmpty {
      if let key = only(registered[entry], at: party.address) { return (key, .registryName) }
      if let key = only(filed[entry], at: party.address) { return (key, .filedName) }
    }
    return (Self.nameKey(entry.name, written: party), .nameOnly)
  }

  /// The one candidate, or the one of several that is known at the address.
  private func only(_ candidates: Set<String>?, at address: String?) -> String? {
    guard let candidates else { return nil }
    if candidates.count == 1 { return candidates.first }
    guard let address else { return nil }
    let wanted = NormalisedName(address).text
    let there = candidates.filter { addresses[$0]?.contains(wanted) ?? false }
    return there.count == 1 ? there.first : nil
  }

  /// A key that depends on nothing but the name and the country.
  private static func nameKey(_ name: NormalisedName, written: WrittenParty) -> String {
    let country = written.country?.code ?? "--"
    // A name of punctuation only is still a name: fall back to it as filed.
    let text = name.text.isEmpty ? written.name ?? "" : name.text
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in (country + "|" + text).utf8 {
      // FNV-1a; wrapping is what this hash is defined by.
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    let digits = String(hash, radix: 16, uppercase: true)
    return "N-\(country)-" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
