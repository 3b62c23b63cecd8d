/// One side of a part's hubs: buckets of legs of one (hub, family, day), in key order.
///
/// Within a bucket, legs of one counterparty form a group, so that a shipment split into several
/// legs of one day counts as it would have counted whole. Groups are in order of falling quantity,
/// then of lowest leg number; legs within a group likewise.
struct BucketedLegs: Sendable {
  /// The leg numbers, by bucket, group and place in the group.
  private(set) var legs: [Int32]
  /// What is left of each leg; kept up to date only where a group has several legs.
  var legRemaining: [Int64]
  /// Legs of group `group` are at `groupOffsets[group]..<groupOffsets[group + 1]`.
  private(set) var groupOffsets: [Int32]
  /// What is left of each group; kept up to date only where a bucket has several groups or legs.
  var groupRemaining: [Int64]
  /// Groups of bucket `bucket` are at `bucketOffsets[bucket]..<bucketOffsets[bucket + 1]`.
  private(set) var bucketOffsets: [Int32]
  /// What is left of each bucket.
  var bucketRemaining: [Int64]
  private var firstOpenGroups: [Int32] = []
  private var firstOpenLegs: [Int32] = []
  /// The packed (hub, family, day) of each bucket, rising.
  private(set) var keys: [UInt64]

  /// The number of buckets.
  var count: Int { keys.count }

  /// Whether the bucket is a single leg.
  func isSingle(_ bucket: Int) -> Bool {
    // Groups and legs are both listed in bucket order, so one group of one leg is one step each.
    bucketOffsets[bucket + 1] - bucketOffsets[bucket] == 1
      && groupOffsets[Int(bucketOffsets[bucket]) + 1] - groupOffsets[Int(bucketOffsets[bucket])]
        == 1
  }

  /// The groups of a bucket, without the empty ones at its front.
  func openGroups(of bucket: Int) -> Range<Int> {
    Int(firstOpenGroups[bucket])..<Int(bucketOffsets[bucket + 1])
  }

  /// The legs of a group, without the empty ones at its front.
  func openMembers(of group: Int) -> Range<Int> {
    Int(firstOpenLegs[group])..<Int(groupOffsets[group + 1])
  }

  /// Passes over emptied groups at the front, so that a crowded bucket is walked only once.
  mutating func passEmptyGroups(of bucket: Int) {
    while firstOpenGroups[bucket] < bucketOffsets[bucket + 1],
      groupRemaining[Int(firstOpenGroups[bucket])] == 0
    {
      firstOpenGroups[bucket] += 1
    }
  }

  /// Passes over emptied legs at the front of a group.
  mutating func passEmptyLegs(of group: Int) {
    while firstOpenLegs[group] < groupOffsets[group + 1],
      legRemaining[Int(firstOpenLegs[group])] == 0
    {
      firstOpenLegs[group] += 1
    }
  }

  /// All legs of a bucket.
  func members(ofBucket bucket: Int) -> Range<Int> {
    Int(
      groupOffsets[Int(bucketOffsets[bucket])])..<Int(
        groupOffsets[Int(bucketOffsets[bucket + 1])])
  }

  /// The buckets of one side of one part.
  init(of columns: LegColumns, partition: HubPartition, part: Int, side: HubSide) {
    var records = PartRecords(of: columns, partition: partition, part: part, side: side)
    let count = records.words.count
    legs = []
    legs.reserveCapacity(count)
    legRemaining = []
    legRemaining.reserveCapacity(count)
    groupOffsets = [0]
    groupOffsets.reserveCapacity(count + 1)
    groupRemaining = []
    groupRemaining.reserveCapacity(count)
    bucketOffsets = [0]
    bucketOffsets.reserveCapacity(count + 1)
    bucketRemaining = []
    bucketRemaining.reserveCapacity(count)
    keys = []
    keys.reserveCapacity(count)
    records.sort()
    var start = 0
    while start < count {
      let key = records.key(at: start)
      var end = start + 1
      while end < count, records.key(at: end) == key { end += 1 }
      if end - start == 1 {
        let place = records.place(at: start)
        appendGroup(leg: records.legs[place], quantity: records.quantities[place])
      } else {
        appendGroups(of: records, range: start..<end, columns: columns, side: side)
      }
      closeBucket(key: key)
      start = end
    }
    firstOpenGroups = Array(bucketOffsets.dropLast())
    firstOpenLegs = Array(groupOffsets.dropLast())
  }

  private mutating func appendGroup(leg: Int32, quantity: Int64) {
    legs.append(leg)
    legRemaining.append(quantity)
    groupOffsets.append(Int32(truncatingIfNeeded: legs.count))
    groupRemaining.append(quantity)
  }

  private mutating func closeBucket(key: UInt64) {
    var sum: Int64 = 0
    for group in Int(bucketOffsets[count])..<groupRemaining.count {
      let (total, overflow) = sum.addingReportingOverflow(groupRemaining[group])
      precondition(
        !overflow && total <= Int64.max / 4,
        "legs of one hub, family and day must sum to at most Int64.max / 4 thousandths")
      sum = total
    }
    keys.append(key)
    bucketRemaining.append(sum)
    bucketOffsets.append(Int32(truncatingIfNeeded: groupRemaining.count))
  }

  /// Adds the legs of one bucket, grouped by counterparty, in canonical order.
  private mutating func appendGroups(
    of records: PartRecords, range: Range<Int>, columns: LegColumns, side: HubSide
  ) {
    let members = CounterpartyGroups(
      range.map { index in
        let place = records.place(at: index)
        let leg = records.legs[place]
        return CounterpartyGroups.Member(
          counterparty: side == .arriving ? columns.sender[Int(leg)] : columns.receiver[Int(leg)],
          leg: leg, quantity: records.quantities[place])
      })
    for group in members.groups {
      for member in members.sorted[group.range] {
        legs.append(member.leg)
        legRemaining.append(member.quantity)
      }
      groupOffsets.append(Int32(truncatingIfNeeded: legs.count))
      groupRemaining.append(group.quantity)
    }
  }
}

/// Legs of one bucket by counterparty, in canonical order.
struct CounterpartyGroups {
  struct Member {
    var counterparty: Int32
    var leg: Int32
    var quantity: Int64
  }

  struct Group {
    var range: Range<Int>
    var quantity: Int64
    var lowestLeg: Int32
  }

  private(set) var sorted: [Member]
  private(set) var groups: [Group] = []

  init(_ members: [Member]) {
    sorted = members
    sorted.sort {
      ($0.counterparty, $1.quantity, $0.leg) < ($1.counterparty, $0.quantity, $1.leg)
    }
    for (index, member) in sorted.enumerated() {
      if index > 0 && sorted[index - 1].counterparty == member.counterparty {
        let last = groups.count - 1
        let (sum, overflow) = groups[last].quantity.addingReportingOverflow(member.quantity)
        precondition(!overflow, "legs of one hub, family and day exceed Int64 in sum")
        groups[last].quantity = sum
        groups[last].range = groups[last].range.lowerBound..<(index + 1)
        groups[last].lowestLeg = min(groups[last].lowestLeg, member.leg)
      } else {
        groups.append(
          Group(range: index..<(index + 1), quantity: member.quantity, lowestLeg: member.leg))
      }
    }
    groups.sort { ($1.quantity, $0.lowestLeg) < ($0.quantity, $1.lowestLeg) }
  }
}

/// The records of one side of one part, gathered from all pieces and sorted by key.
struct PartRecords {
  /// Key and place, packed.
  private(set) var words: [UInt64]
  /// Leg numbers by place.
  private(set) var legs: [Int32]
  /// Quantities by place.
  private(set) var quantities: [Int64]
  private let firstKey: UInt64
  private let placeBits: UInt64
  private let keyBits: Int

  init(of columns: LegColumns, partition: HubPartition, part: Int, side: HubSide) {
    let layout = partition.layout
    let count = partition.recordCount(of: part, side: side)
    let firstNode = partition.firstNodes[part]
    let lastNode = max(firstNode, min(partition.firstNodes[part + 1], layout.nodeCount) - 1)
    let nodeBits = 64 - UInt64(lastNode - firstNode).leadingZeroBitCount
    keyBits = nodeBits + Int(layout.familyBits + layout.dayBits)
    placeBits = UInt64(64 - UInt64(count).leadingZeroBitCount)
    precondition(
      keyBits + Int(placeBits) <= 64,
      "nodes, families and days need too many bits: number nodes densely")
    firstKey = UInt64(firstNode) &<< (layout.familyBits + layout.dayBits)
    words = []
    words.reserveCapacity(count)
    legs = []
    legs.reserveCapacity(count)
    quantities = []
    quantities.reserveCapacity(count)
    let amounts = columns.quantity.span
    for piece in partition.pieces(of: side) {
      let keys = piece.keys.span
      let numbers = piece.legs.span
      for index in Int(piece.offsets[part])..<Int(piece.offsets[part + 1]) {
        let key = keys[index] &- firstKey  // every key of the part is at least its first
        words.append(key &<< placeBits | UInt64(truncatingIfNeeded: legs.count))
        legs.append(numbers[index])
        quantities.append(amounts[Int(numbers[index])])
      }
    }
  }

  mutating func sort() {
    RadixSort.sort(&words, bits: Int(placeBits)..<(Int(placeBits) + keyBits))
  }

  func key(at index: Int) -> UInt64 { (words[index] &>> placeBits) &+ firstKey }

  func place(at index: Int) -> Int { Int(words[index] & ((1 &<< placeBits) &- 1)) }
}
