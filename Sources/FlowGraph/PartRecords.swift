/// The records of one side of one part, sorted by key.
struct PartRecords {
  /// The packed (hub, strand, day) and the place of each record, in one word; sorted.
  private(set) var words: [UInt64]
  /// Leg numbers by place, rising.
  let legs: [Int32]
  private let firstKey: UInt64
  private let placeBits: UInt64

  init(of partition: HubPartition, part: Int, side: HubSide) {
    let layout = partition.layout
    let records = partition.records(of: side)
    let range = partition.range(of: part, side: side)
    let count = range.count
    let firstNode = partition.firstNodes[part]
    let lastNode = max(firstNode, min(partition.firstNodes[part + 1], layout.nodeCount) - 1)
    let nodeBits = 64 - UInt64(lastNode - firstNode).leadingZeroBitCount
    let keyBits = nodeBits + Int(layout.strandBits + layout.dayBits)
    let placeBits = UInt64(64 - UInt64(count).leadingZeroBitCount)
    precondition(
      keyBits + Int(placeBits) <= 64,
      "nodes, families and days need too many bits: number nodes densely")
    let firstKey = UInt64(firstNode) &<< (layout.strandBits + layout.dayBits)
    legs = Array(records.legs[range])
    words = [UInt64](capacity: count) { words in
      let keys = records.keys.span
      for index in range {
        let key = keys[index] &- firstKey  // every key of the part is at least its first
        words.append(key &<< placeBits | UInt64(truncatingIfNeeded: words.count))
      }
    }
    self.firstKey = firstKey
    self.placeBits = placeBits
    RadixSort.sort(&words, bits: Int(placeBits)..<(Int(placeBits) + keyBits))
  }

  /// The key of a sorted word.
  func key(of word: UInt64) -> UInt64 { (word &>> placeBits) &+ firstKey }

  /// The place of a sorted word among the legs.
  func place(of word: UInt64) -> Int {
    Int(truncatingIfNeeded: word & ((1 &<< placeBits) &- 1))
  }

  /// The leg numbers by key.
  var sortedLegs: [Int32] {
    let words = words.span
    let legs = legs.span
    return [Int32](capacity: words.count) { sorted in
      for index in words.indices { sorted.append(legs[place(of: words[index])]) }
    }
  }
}
