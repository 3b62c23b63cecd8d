import TradeModel

/// Which parties are put before the comparison: those that only a name identifies, each with everybody
/// in its country with whom it shares a block of names or an address.
///
/// A block that is too full is not taken apart pair by pair; its members still meet in narrower ones.
/// Whether a block is full depends on those in it alone.
struct LinkCandidates: Sendable {
  /// A party that only a name identifies, and somebody it may be, by numbers.
  struct Pair: Hashable, Sendable {
    let seeker: Int32
    let other: Int32
  }

  /// The keys of the parties that are paired or seek, by number; numbers follow the letters.
  private(set) var keys: [String] = []
  /// By number, whether only a name identifies the party.
  private(set) var isSeeker: [Bool] = []
  /// The pairs, each once, in order; of two seekers the first by its letters seeks.
  private(set) var pairs: [Pair] = []
  /// Normalised addresses of too many parties.
  private(set) var massAddresses: Set<String> = []

  /// Most parties in a block by consonants.
  static let mostInBlock = 48
  /// Most parties in a narrow block.
  static let mostInNarrowBlock = 96

  init(_ parties: KeyedParties, names: NameIndex, _ registered: [String: Party]) {
    var numbers = KeyNumbers()
    let seeking = Self.seekers(parties, &numbers)
    guard !seeking.isEmpty else { return }
    let seekers = numbers.keys.count
    var blocks = BlockMembers()
    blocks.addSeekers(seeking)
    blocks.addOthers(Self.known(by: names, &numbers))
    let together = Addresses(parties, registered, seekers: seekers, &numbers)
    massAddresses = together.mass
    let order = numbers.inOrder()
    keys = order.keys
    isSeeker = order.numbers.indices.map { _ in false }
    for seeker in 0..<seekers { isSeeker[Int(order.numbers[seeker])] = true }
    let found =
      blocks.pairs(order.numbers, isSeeker) + together.pairs(order.numbers, isSeeker)
    pairs = Self.unique(found)
  }

  /// The names of parties that only a name identifies, each once; they have the first numbers.
  private static func seekers(
    _ parties: KeyedParties, _ numbers: inout KeyNumbers
  ) -> [BlockMembers.Named] {
    struct Bearer: Hashable {
      let number: Int32
      let name: NormalisedName
      let country: UInt16
    }
    var seen: Set<Bearer> = []
    var seeking: [BlockMembers.Named] = []
    for (position, reason) in parties.reasons.enumerated() where reason == .nameOnly {
      let party = parties.written[position]
      guard party.name != nil else { continue }
      let (name, country) = (parties.names[position], NameIndex.ordinal(party.country))
      let number = numbers.number(parties.keys[position])
      guard seen.insert(Bearer(number: number, name: name, country: country)).inserted else {
        continue
      }
      seeking.append(BlockMembers.Named(name: name, country: country, parties: [number]))
    }
    return seeking
  }

  /// Every name of a party with an identifier.
  private static func known(
    by names: NameIndex, _ numbers: inout KeyNumbers
  ) -> [BlockMembers.Named] {
    var known: [BlockMembers.Named] = []
    names.forEachKnownName { name, country, ids in
      known.append(
        BlockMembers.Named(
          name: name, country: country, parties: ids.map { numbers.number($0) }))
    }
    return known
  }

  private static func unique(_ pairs: [Pair]) -> [Pair] {
    var codes = pairs.map { UInt64($0.seeker) << 32 | UInt64($0.other) }
    codes.sort()
    var unique: [Pair] = []
    unique.reserveCapacity(codes.count)
    for (position, code) in codes.enumerated() where position == 0 || codes[position - 1] != code {
      unique.append(Pair(seeker: Int32(code >> 32), other: Int32(code & 0xFFFF_FFFF)))
    }
    return unique
  }

  /// The pair of two parties; nil where neither seeks.
  static func pair(_ one: Int32, _ other: Int32, _ isSeeker: [Bool]) -> Pair? {
    switch (isSeeker[Int(one)], isSeeker[Int(other)]) {
    case (true, true): Pair(seeker: min(one, other), other: max(one, other))
    case (true, false): Pair(seeker: one, other: other)
    case (false, true): Pair(seeker: other, other: one)
    case (false, false): nil
    }
  }

  /// Whether one way of reading each is near the other: most members of a block are not.
  static func areNear(_ ones: [[UInt8]], _ others: [[UInt8]]) -> Bool {
    ones.contains { one in
      others.contains { other in
        SpellingDistance.distance(
          one, other, .transcribed, atMost: 0.3 * Double(max(one.count, other.count))) != nil
      }
    }
  }

  /// Numbers for keys in the order in which they are met, and then in that of their letters.
  struct KeyNumbers {
    private(set) var keys: [String] = []
    private var numbers: [String: Int32] = [:]

    /// The number of a key.
    mutating func number(_ key: String) -> Int32 {
      if let number = numbers[key] { return number }
      let number = Int32(keys.count)
      numbers[key] = number
      keys.append(key)
      return number
    }

    /// The number of a key that has one.
    func known(_ key: String) -> Int32? { numbers[key] }

    /// The keys by their letters, and for each number given so far its place there.
    func inOrder() -> (keys: [String], numbers: [Int32]) {
      let sorted = keys.indices.sorted { keys[$0] < keys[$1] }
      var places = [Int32](repeating: 0, count: keys.count)
      for (place, number) in sorted.enumerated() { places[number] = Int32(place) }
      return (sorted.map { keys[$0] }, places)
    }
  }

  /// Who is at one address with a party that seeks.
  private struct Addresses {
    private(set) var mass: Set<String> = []
    private var groups: [[Int32]] = []

    init(
      _ parties: KeyedParties, _ registered: [String: Party], seekers: Int,
      _ numbers: inout KeyNumbers
    ) {
      var texts: [String: String] = [:]
      func text(_ address: String) -> String {
        if let known = texts[address] { return known }
        let text = NormalisedName(address).text
        texts[address] = text
        return text
      }
      var there: [String: Set<Int32>] = [:]
      for (position, key) in parties.keys.enumerated() {
        guard let address = parties.written[position].address, let number = numbers.known(key),
          number < seekers
        else { continue }
        there[text(address), default: []].insert(number)
      }
      if there.isEmpty { return }
      for (position, key) in parties.keys.enumerated() {
        guard let address = parties.written[position].address.map(text), there[address] != nil
        else { continue }
        there[address]?.insert(numbers.number(key))
      }
      for (id, party) in registered {
        guard let address = party.address.map(text), there[address] != nil else { continue }
        there[address]?.insert(numbers.number(id))
      }
      for (address, sharers) in there where sharers.count > 1 {
        if sharers.count > LinkedGroups.massAddress {
          mass.insert(address)
        } else {
          groups.append(Array(sharers))
        }
      }
    }

    func pairs(_ order: [Int32], _ isSeeker: [Bool]) -> [Pair] {
      var pairs: [Pair] = []
      for group in groups {
        for (position, one) in group.enumerated() {
          for other in group[(position + 1)...] {
            if let pair = pair(order[Int(one)], order[Int(other)], isSeeker) { pairs.append(pair) }
          }
        }
      }
      return pairs
    }
  }
}
