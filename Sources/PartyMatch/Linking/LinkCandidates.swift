import TradeModel

/// Which parties are put before the comparison: those that only a name identifies, each with everybody
/// in its country with whom it shares a block of names or an address.
///
/// A block that is too full is not taken apart pair by pair; its members still meet in narrower ones.
/// Whether a block is full depends on those in it alone.
struct LinkCandidates {
  /// A party that only a name identifies, and somebody it may be.
  struct Pair: Hashable {
    let seeker: String
    let other: String
  }

  /// Keys that only a name identifies.
  private(set) var seekers: Set<String> = []
  /// The pairs, each once; of two seekers the first by its letters seeks.
  private(set) var pairs: Set<Pair> = []
  /// Normalised addresses of too many parties.
  private(set) var massAddresses: Set<String> = []

  /// Most parties in a block by consonants.
  static let mostInBlock = 48
  /// Most parties in a narrow block.
  static let mostInNarrowBlock = 96

  /// Who is in a block, and how the name sounds that put it there.
  private struct Member {
    let block: UInt64
    let key: Int32
    let sounds: Int32
  }

  private var keyNumbers: [String: Int32] = [:]
  private var keyTexts: [String] = []
  private var sounds: [[[UInt8]]] = []

  init(
    _ written: [WrittenParty], keys: [String], reasons: [ResolutionReason], names: NameIndex,
    _ registered: [String: Party]
  ) {
    var named: [String: Set<NameIn>] = [:]
    for (position, key) in keys.enumerated() where reasons[position] == .nameOnly {
      guard let name = written[position].name else { continue }
      named[key, default: []].insert(
        NameIn(name: name, country: NameIndex.ordinal(written[position].country)))
    }
    guard !named.isEmpty else { return }
    seekers = Set(named.keys)
    var wide: [Member] = []
    var narrow: [Member] = []
    var wanted: Set<UInt64> = []
    for (key, names) in named {
      for name in names {
        let blocks = NameBlocks(
          NormalisedName(name.name), country: name.country, withSlips: true)
        add(key, blocks, to: &wide, and: &narrow) { _ in true }
        wanted.formUnion(blocks.keys)
        wanted.formUnion(blocks.narrowKeys)
        // Slips against identified parties are the business of the index.
        narrow += blocks.slipKeys.map {
          Member(block: $0, key: number(key), sounds: Int32(sounds.count - 1))
        }
      }
    }
    names.forEachKnownName { name, country, ids in
      let blocks = NameBlocks(name, country: country)
      for id in ids { add(id, blocks, to: &wide, and: &narrow) { wanted.contains($0) } }
    }
    pair(&wide, most: Self.mostInBlock)
    pair(&narrow, most: Self.mostInNarrowBlock)
    pairAddresses(written, keys: keys, registered: registered)
    keyNumbers = [:]
    keyTexts = []
    sounds = []
  }

  private struct NameIn: Hashable {
    let name: String
    let country: UInt16
  }

  private mutating func add(
    _ key: String, _ blocks: NameBlocks, to wide: inout [Member], and narrow: inout [Member],
    where isWanted: (UInt64) -> Bool
  ) {
    let keys = blocks.keys.filter(isWanted)
    let narrowKeys = blocks.narrowKeys.filter(isWanted)
    guard !keys.isEmpty || !narrowKeys.isEmpty else { return }
    let number = number(key)
    let heard = Int32(sounds.count)
    sounds.append(blocks.sounds)
    wide += keys.map { Member(block: $0, key: number, sounds: heard) }
    narrow += narrowKeys.map { Member(block: $0, key: number, sounds: heard) }
  }

  private mutating func number(_ key: String) -> Int32 {
    if let number = keyNumbers[key] { return number }
    let number = Int32(keyTexts.count)
    keyNumbers[key] = number
    keyTexts.append(key)
    return number
  }

  /// Pairs seekers with everybody in their blocks whose names sound nearly alike.
  private mutating func pair(_ members: inout [Member], most: Int) {
    members.sort { ($0.block, $0.key, $0.sounds) < ($1.block, $1.key, $1.sounds) }
    var start = 0
    while start < members.count {
      var end = start
      var parties = 0
      while end < members.count, members[end].block == members[start].block {
        if end == start || members[end].key != members[end - 1].key { parties += 1 }
        end += 1
      }
      if parties > 1, parties <= most { pair(members[start..<end]) }
      start = end
    }
  }

  private mutating func pair(_ block: ArraySlice<Member>) {
    for (position, one) in zip(block.indices, block) {
      for other in block[(position + 1)...] where other.key != one.key {
        let heard = (sounds[Int(one.sounds)], sounds[Int(other.sounds)])
        add(keyTexts[Int(one.key)], keyTexts[Int(other.key)]) { Self.areNear(heard.0, heard.1) }
      }
    }
  }

  private mutating func add(_ one: String, _ other: String, if isNear: () -> Bool) {
    let (isSeeker, isOtherSeeker) = (seekers.contains(one), seekers.contains(other))
    guard isSeeker || isOtherSeeker, isNear() else { return }
    if isSeeker, !isOtherSeeker || one < other {
      pairs.insert(Pair(seeker: one, other: other))
    } else {
      pairs.insert(Pair(seeker: other, other: one))
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

  // MARK: Addresses

  /// Pairs seekers with everybody at their address, unless that is an address of many.
  private mutating func pairAddresses(
    _ written: [WrittenParty], keys: [String], registered: [String: Party]
  ) {
    var sought: Set<String> = []
    var normalised: [String: String] = [:]
    func text(_ address: String) -> String {
      if let known = normalised[address] { return known }
      let text = NormalisedName(address).text
      normalised[address] = text
      return text
    }
    for (position, key) in keys.enumerated() where seekers.contains(key) {
      if let address = written[position].address { sought.insert(text(address)) }
    }
    guard !sought.isEmpty else { return }
    var there: [String: Set<String>] = [:]
    for (position, key) in keys.enumerated() {
      guard let address = written[position].address else { continue }
      let place = text(address)
      if sought.contains(place) { there[place, default: []].insert(key) }
    }
    for (id, party) in registered {
      guard let address = party.address.map(text), sought.contains(address) else { continue }
      there[address, default: []].insert(id)
    }
    for (address, sharers) in there {
      guard sharers.count <= LinkedGroups.massAddress else {
        massAddresses.insert(address)
        continue
      }
      let sorted = sharers.sorted()
      for (position, one) in sorted.enumerated() {
        for other in sorted[(position + 1)...] { add(one, other) { true } }
      }
    }
  }
}
