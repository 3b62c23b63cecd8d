import TradeModel

/// Ninety-six bits that tell one written party from another.
///
/// Parties are told apart byte by byte: for Swift, two ways of composing a letter are one string,
/// but what is stored must be what was filed. The bits are SipHash's with a key that is drawn anew in
/// each process, so that nobody can file two parties that are taken for one; among ten million
/// parties, two would share them by chance once in 10^15 databases.
struct WrittenPartyPrint: Hashable {
  let first: UInt64
  let second: UInt32

  /// The print of a party whose texts are in a batch.
  init(of party: FiledParty, in texts: Span<UInt8>) {
    self.init(
      id: texts.extracting(party.id.range), name: texts.extracting(party.name.range),
      address: texts.extracting(party.address.range), country: party.country)
  }

  /// The print of a party; texts that were not filed are empty.
  init(id: Span<UInt8>, name: Span<UInt8>, address: Span<UInt8>, country: CountryCode?) {
    var hash = KeyedHash()
    // The lengths first, so that texts cannot run into one another.
    hash.add(UInt64(id.count) << 32 | UInt64(name.count))
    hash.add(UInt64(address.count) << 32 | UInt64(country?.ordinal ?? 0))
    hash.add(id)
    hash.add(name)
    hash.add(address)
    let value = hash.value()
    first = value.first
    second = UInt32(truncatingIfNeeded: value.second)
  }
}
