import TradeModel

/// A written party as bytes: two lengths, the country, then id, name and address.
///
/// Parties are told apart byte by byte: for Swift, two ways of composing a letter are one string,
/// but what is stored must be what was filed.
struct PartyKey: Sendable {
  let bytes: [UInt8]

  /// The length of what stands before the texts.
  private static let headLength = 10

  init(bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
  }

  /// Where the id lies.
  var id: Range<Int> { Self.headLength..<Self.headLength + length(at: 0) }
  /// Where the name lies.
  var name: Range<Int> { id.upperBound..<id.upperBound + length(at: 4) }
  /// Where the address lies.
  var address: Range<Int> { name.upperBound..<bytes.count }
  /// The two letters of the country; nil where there is none.
  var country: Range<Int>? { bytes[8] == 0 ? nil : 8..<10 }

  private func length(at position: Int) -> Int {
    bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
  }
}

/// The keys of a batch's parties, one after the other.
struct PartyKeys {
  private(set) var bytes: [UInt8] = []
  private(set) var ends = [0]

  /// How many keys there are.
  var count: Int { ends.count - 1 }

  /// Where a key lies.
  func range(_ position: Int) -> Range<Int> { ends[position]..<ends[position + 1] }

  /// Adds the key of a party whose texts are in a batch.
  mutating func append(_ party: FiledParty, in texts: Span<UInt8>) {
    append(
      id: texts.extracting(party.id.range), name: texts.extracting(party.name.range),
      address: texts.extracting(party.address.range), country: party.country)
  }

  /// Adds the key of a party.
  mutating func append(
    id: Span<UInt8>, name: Span<UInt8>, address: Span<UInt8>, country: CountryCode?
  ) {
    let country = (country?.ordinal ?? 0).bigEndian
    append(UInt32(id.count).bigEndian)
    append(UInt32(name.count).bigEndian)
    append(country)
    append(text: id)
    append(text: name)
    append(text: address)
    ends.append(bytes.count)
  }

  /// Adds a key that was made before.
  mutating func append(_ key: Span<UInt8>) {
    append(text: key)
    ends.append(bytes.count)
  }

  /// Takes all keys out, keeping the memory.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    ends.append(0)
  }

  private mutating func append(text: Span<UInt8>) {
    text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  private mutating func append(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }
}
