/// Names in their blocks, and who meets whom there.
struct BlockMembers: Sendable {
  /// A name in a country, and the parties that go by it.
  struct Named: Sendable {
    let name: NormalisedName
    let country: UInt16
    let parties: [Int32]
  }

  /// Who is in a block, and how the name sounds that put it there.
  private struct Member {
    let block: UInt64
    var party: Int32
    let sounds: Int32
  }

  private var wide: [Member] = []
  private var narrow: [Member] = []
  private var sounds: [[[UInt8]]] = []
  private var wanted = BlockFilter()

  /// Puts the names of those who seek in all their blocks; they come first.
  mutating func addSeekers(_ names: [Named]) {
    // Slips against identified parties are the business of the index.
    add(names, withSlips: true) { _ in true }
    wanted = BlockFilter(wide.map(\.block), narrow.map(\.block))
  }

  /// Puts other names in the blocks in which somebody seeks.
  mutating func addOthers(_ names: [Named]) {
    let wanted = wanted
    add(names, withSlips: false) { wanted.mayHold($0) }
  }

  private mutating func add(
    _ names: [Named], withSlips: Bool, where isWanted: @Sendable (UInt64) -> Bool
  ) {
    struct Placed: Sendable {
      let keys: [UInt64]
      let narrowKeys: [UInt64]
      let sounds: [[UInt8]]
    }
    let placed = ParallelChunks.map(count: names.count, size: 1_024) { rows in
      rows.map { row -> Placed in
        let blocks = NameBlocks(names[row].name, country: names[row].country, withSlips: withSlips)
        return Placed(
          keys: blocks.keys.filter(isWanted),
          narrowKeys: (blocks.narrowKeys + blocks.slipKeys).filter(isWanted),
          sounds: blocks.sounds)
      }
    }
    for (place, named) in zip(placed.joined(), names) {
      guard !place.keys.isEmpty || !place.narrowKeys.isEmpty else { continue }
      let heard = Int32(sounds.count)
      sounds.append(place.sounds)
      for party in named.parties {
        wide += place.keys.map { Member(block: $0, party: party, sounds: heard) }
        narrow += place.narrowKeys.map { Member(block: $0, party: party, sounds: heard) }
      }
    }
  }

  /// The pairs of those who share a block that is not too full and whose names sound nearly alike.
  ///
  /// - Parameters:
  ///   - order: for each party its number in the order of the keys.
  ///   - isSeeker: by that number, whether the party seeks.
  /// - Returns: the pairs, some of them more than once.
  /// - Complexity: O(n log n) for n names in blocks, and as many comparisons of sounds as pairs share
  ///   a block that is not too full.
  func pairs(_ order: [Int32], _ isSeeker: [Bool]) -> [LinkCandidates.Pair] {
    pairs(wide, most: LinkCandidates.mostInBlock, order, isSeeker)
      + pairs(narrow, most: LinkCandidates.mostInNarrowBlock, order, isSeeker)
  }

  private func pairs(
    _ members: [Member], most: Int, _ order: [Int32], _ isSeeker: [Bool]
  ) -> [LinkCandidates.Pair] {
    let parts = Self.parts(members, order)
    let (sounds, pieces) = (sounds, parts)
    return ParallelChunks.map(count: pieces.count, size: 1) { rows in
      var part = pieces[rows.lowerBound]
      part.sort { ($0.block, $0.party, $0.sounds) < ($1.block, $1.party, $1.sounds) }
      return Self.pairs(part, most: most, isSeeker, sounds)
    }.flatMap(\.self)
  }

  /// The members in parts by the first bits of their blocks, so that they are sorted on all cores.
  private static func parts(_ members: [Member], _ order: [Int32]) -> [[Member]] {
    let bits: UInt64 = members.count < 50_000 ? 0 : 6
    var parts = [[Member]](repeating: [], count: 1 << bits)
    let room = members.count >> Int(bits)
    for part in parts.indices { parts[part].reserveCapacity(room + room / 8) }
    for member in members {
      var member = member
      member.party = order[Int(member.party)]
      parts[bits == 0 ? 0 : Int(member.block >> (64 - bits))].append(member)
    }
    return parts
  }

  /// The pairs of the blocks of one part.
  private static func pairs(
    _ members: [Member], most: Int, _ isSeeker: [Bool], _ sounds: [[[UInt8]]]
  ) -> [LinkCandidates.Pair] {
    var pairs: [LinkCandidates.Pair] = []
    var start = 0
    while start < members.count {
      var end = start
      var parties = 0
      while end < members.count, members[end].block == members[start].block {
        if end == start || members[end].party != members[end - 1].party { parties += 1 }
        end += 1
      }
      defer { start = end }
      guard parties > 1, parties <= most else { continue }
      for place in start..<end {
        let one = members[place]
        for other in members[(place + 1)..<end] where other.party != one.party {
          guard let pair = LinkCandidates.pair(one.party, other.party, isSeeker),
            LinkCandidates.areNear(sounds[Int(one.sounds)], sounds[Int(other.sounds)])
          else { continue }
          pairs.append(pair)
        }
      }
    }
    return pairs
  }
}

/// Which blocks somebody is in: never says no where somebody is, seldom yes where nobody is.
///
/// - SeeAlso: B. H. Bloom, *Space/Time Trade-offs in Hash Coding with Allowable Errors*, 1970.
private struct BlockFilter: Sendable {
  private var words: [UInt64] = [0]
  private var mask: UInt64 = 63

  init() {}

  init(_ wide: [UInt64], _ narrow: [UInt64]) {
    var bits: UInt64 = 1 << 10
    while bits < UInt64(16 * (wide.count + narrow.count)) { bits <<= 1 }
    mask = bits - 1
    words = [UInt64](repeating: 0, count: Int(bits / 64))
    for block in wide { add(block) }
    for block in narrow { add(block) }
  }

  private mutating func add(_ block: UInt64) {
    words[Int((block & mask) / 64)] |= 1 << (block & 63)
  }

  func mayHold(_ block: UInt64) -> Bool {
    words[Int((block & mask) / 64)] & 1 << (block & 63) != 0
  }
}
