/// One side of a part's hubs: buckets of legs of one (hub, strand, day), in key order.
struct BucketedLegs: Sendable {
  /// The leg numbers, by bucket, then by number.
  let legs: [Int32]
  /// The quantity of each leg.
  let quantities: [Int64]
  /// The packed (hub, strand, day) of each bucket, rising.
  let keys: [UInt64]
  /// Legs of bucket `bucket` are at `offsets[bucket]..<offsets[bucket + 1]`.
  let offsets: [Int32]
  /// What is left of each bucket.
  var remaining: [Int64]
  /// What had been drawn from each leg before; empty when nothing had.
  private(set) var drawn: [Int64] = []

  /// The number of buckets.
  var count: Int { keys.count }

  /// Where the legs of a bucket lie.
  func members(of bucket: Int) -> Range<Int> {
    Int(offsets[bucket])..<Int(offsets[bucket + 1])
  }

  /// Whether the bucket is a single leg.
  func isSingle(_ bucket: Int) -> Bool { offsets[bucket + 1] &- offsets[bucket] == 1 }

  /// The buckets of one side of one part.
  init(of columns: LegColumns, partition: HubPartition, part: Int, side: HubSide) {
    let records = PartRecords(of: partition, part: part, side: side)
    // Looked up by rising leg number, before sorting, because that order is kind to the cache.
    let unsorted = Self.quantities(of: records.legs, in: columns)
    let words = records.words.span
    let amounts = unsorted.span
    legs = records.sortedLegs
    quantities = [Int64](capacity: words.count) { quantities in
      for index in words.indices { quantities.append(amounts[records.place(of: words[index])]) }
    }
    let offsets = Self.offsets(of: records)
    let starts = offsets.span
    self.offsets = offsets
    keys = [UInt64](capacity: starts.count - 1) { keys in
      for bucket in 0..<(starts.count - 1) {
        keys.append(records.key(of: words[Int(starts[bucket])]))
      }
    }
    remaining = Self.sums(of: quantities, offsets: offsets)
  }

  /// Takes off what had been drawn from each leg number before.
  mutating func takeOff(_ drawnByLeg: [Int64]) {
    drawn = legs.map { drawnByLeg[Int($0)] }
    for bucket in 0..<count {
      for place in members(of: bucket) { remaining[bucket] -= drawn[place] }
    }
  }

  private static func quantities(of legs: [Int32], in columns: LegColumns) -> [Int64] {
    let legs = legs.span
    let quantities = columns.quantity.span
    return [Int64](capacity: legs.count) { found in
      for index in legs.indices { found.append(quantities[Int(legs[index])]) }
    }
  }

  /// Where each run of equal keys begins, and the end of the last.
  private static func offsets(of records: PartRecords) -> [Int32] {
    let words = records.words.span
    return [Int32](capacity: words.count + 1) { offsets in
      var last: UInt64 = 0
      for index in words.indices {
        let key = records.key(of: words[index])
        if index == 0 || key != last { offsets.append(Int32(truncatingIfNeeded: index)) }
        last = key
      }
      offsets.append(Int32(truncatingIfNeeded: words.count))
    }
  }

  private static func sums(of quantities: [Int64], offsets: [Int32]) -> [Int64] {
    let quantities = quantities.span
    let offsets = offsets.span
    return [Int64](capacity: offsets.count - 1) { sums in
      for bucket in 0..<(offsets.count - 1) {
        var sum: Int64 = 0
        for index in Int(offsets[bucket])..<Int(offsets[bucket + 1]) {
          let (total, overflow) = sum.addingReportingOverflow(quantities[index])
          precondition(
            !overflow && total <= Int64.max / 4,
            "legs of one hub, family and day must sum to at most Int64.max / 4 thousandths")
          sum = total
        }
        sums.append(sum)
      }
    }
  }
}
