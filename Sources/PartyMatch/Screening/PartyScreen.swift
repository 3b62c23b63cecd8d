public import TradeModel

/// Screens parties against lists: who may be a listed party, by which of its names, and why.
///
/// Every name of every entry is put in blocks once; a party is compared only with entries whose names
/// share one with its own, whatever the script: by consonants and words of trade, by one slip, by a rare
/// word, and by the address. Countries weigh, but tell nobody apart before the comparison: listed
/// companies ship from elsewhere.
///
/// - SeeAlso: <doc:Screening>
public struct PartyScreen: Sendable {
  /// Whether there is nothing to screen against.
  public var isEmpty: Bool { entries.isEmpty }

  private let entries: [ListedParty]
  private let read: [ReadParty]
  private let blocks: BlockTable
  private let addresses: [String: [Int32]]
  /// How each name of each entry sounds, by the numbers in `blocks`.
  private let sounds: [[[UInt8]]]
  private let entryOfName: [Int32]

  /// Most names in a block: fuller ones put nobody forward.
  static let mostInBlock = 64
  /// Most names that share a word for it to be rare.
  static let mostWithWord = 12
  /// Fewest letters of a rare word, as heard.
  static let leastLetters = 4

  /// Reads the entries of lists.
  ///
  /// - Complexity: O(n log n) time for n names.
  public init(_ listed: [ListedParty]) {
    entries = listed
    read = listed.map { ReadParty(PartyDescription($0)) }
    var members: [BlockTable.Member] = []
    var sounds: [[[UInt8]]] = []
    var entryOfName: [Int32] = []
    var addresses: [String: [Int32]] = [:]
    for (number, entry) in listed.enumerated() {
      for name in Set([entry.name] + entry.aliases).sorted() {
        let blocks = NameBlocks(NormalisedName(name), country: 0, withSlips: true)
        let position = Int32(entryOfName.count)
        members += (blocks.allKeys + blocks.wordKeys).map {
          BlockTable.Member(block: $0, number: position)
        }
        sounds.append(blocks.sounds)
        entryOfName.append(Int32(number))
      }
      if let address = entry.address {
        addresses[NormalisedName(address).text, default: []].append(Int32(number))
      }
    }
    self.sounds = sounds
    self.entryOfName = entryOfName
    self.addresses = addresses
    blocks = BlockTable(members)
  }

  /// The entries that a party may be on a day, the most probable first.
  ///
  /// - Parameters:
  ///   - party: what is known of the party.
  ///   - day: the day on which the entry must have been listed; nil for any.
  ///   - least: the least probability of a hit.
  /// - Returns: the hits; those that are different by the comparison are none.
  public func hits(
    _ party: PartyDescription, on day: TradeDay? = nil, least: Double = 0
  ) -> [ScreenHit] {
    let candidates = candidates(party)
    guard !candidates.isEmpty else { return [] }
    let asked = ReadParty(party)
    var hits: [ScreenHit] = []
    for number in candidates {
      let entry = entries[Int(number)]
      if let day, !entry.isListed(on: day) { continue }
      // Most candidates are somebody else: the words of a decision are only made for a hit.
      let sum = PartyComparison.decibans(asked, read[Int(number)])
      guard sum > MatchDecision.differentTo, MatchDecision.probability(decibans: sum) >= least
      else { continue }
      let (decision, names) = PartyComparison.compareNaming(asked, read[Int(number)])
      hits.append(
        ScreenHit(
          entry: entry, listedName: names?.other ?? entry.name, name: names?.one ?? "",
          decision: decision))
    }
    return hits.sorted { one, other in
      if one.decision.decibans != other.decision.decibans {
        return one.decision.decibans > other.decision.decibans
      }
      return (one.entry.listID, one.entry.entryID) < (other.entry.listID, other.entry.entryID)
    }
  }

  /// The entries that each of many parties may be, in the order of the parties, on all cores.
  public func hits(
    of parties: [PartyDescription], on day: TradeDay? = nil, least: Double = 0
  ) -> [[ScreenHit]] {
    ParallelChunks.map(count: parties.count, size: 256) { rows in
      rows.map { hits(parties[$0], on: day, least: least) }
    }.flatMap(\.self)
  }

  /// Entries that share a block with a party, in order.
  private func candidates(_ party: PartyDescription) -> [Int32] {
    var found: Set<Int32> = []
    for name in Set(party.names) {
      let blocks = NameBlocks(NormalisedName(name), country: 0, withSlips: true)
      for key in blocks.allKeys {
        let members = self.blocks.members(of: key)
        guard members.count <= Self.mostInBlock else { continue }
        for member in members where !found.contains(entryOfName[Int(member)]) {
          if LinkCandidates.areNear(blocks.sounds, sounds[Int(member)]) {
            found.insert(entryOfName[Int(member)])
          }
        }
      }
      for key in blocks.wordKeys {
        let members = self.blocks.members(of: key)
        guard members.count <= Self.mostWithWord else { continue }
        for member in members { found.insert(entryOfName[Int(member)]) }
      }
    }
    for address in party.addresses {
      found.formUnion(addresses[NormalisedName(address).text] ?? [])
    }
    return found.sorted()
  }
}

extension PartyDescription {
  /// A listed party as its list has it.
  public init(_ listed: ListedParty) {
    self.init(names: [listed.name] + listed.aliases, country: listed.country)
    addresses = listed.address.map { [$0] } ?? []
  }
}

/// Numbers by block, in two columns sorted by block.
struct BlockTable: Sendable {
  /// That a number is in a block.
  struct Member {
    let block: UInt64
    let number: Int32
  }

  private let blocks: [UInt64]
  private let numbers: [Int32]

  init(_ members: [Member]) {
    var sorted = members
    sorted.sort { $0.block != $1.block ? $0.block < $1.block : $0.number < $1.number }
    blocks = sorted.map(\.block)
    numbers = sorted.map(\.number)
  }

  /// The numbers in a block, ascending.
  func members(of block: UInt64) -> ArraySlice<Int32> {
    var (low, high) = (0, blocks.count)
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle] < block { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < blocks.count, blocks[end] == block { end += 1 }
    return numbers[low..<end]
  }
}
