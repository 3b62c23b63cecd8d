/// The buckets of several legs that have been drawn upon, by counterparty.
///
/// Within a bucket, legs of one counterparty form a group, so that a shipment split into several
/// legs of one day counts as it would have counted whole. Groups are in order of falling quantity,
/// then of lowest leg number; legs within a group likewise. A bucket is laid out when a draw first
/// has to be shared, which most never need.
struct Crowds: Sendable {
  /// What is left of each group.
  var groupRemaining: [Int64] = []
  /// What is left of each leg.
  var legRemaining: [Int64] = []
  private var legs: [Int32] = []
  /// The crowd of each bucket, or -1.
  private var crowdOfBucket: [Int32]
  /// The first group of each crowd that may have something left, and one past its last.
  private var openGroups: [Int32] = []
  private var groupEnds: [Int32] = []
  /// The first leg of each group that may have something left, and one past its last.
  private var openLegs: [Int32] = []
  private var legEnds: [Int32] = []

  init(bucketCount: Int) {
    crowdOfBucket = Array(repeating: -1, count: bucketCount)
  }

  /// The groups of a bucket that has been laid out, without the empty ones at its front.
  func groups(of bucket: Int) -> Range<Int> {
    let crowd = Int(crowdOfBucket[bucket])
    return Int(openGroups[crowd])..<Int(groupEnds[crowd])
  }

  /// The legs of a group, without the empty ones at its front.
  func members(of group: Int) -> Range<Int> {
    Int(openLegs[group])..<Int(legEnds[group])
  }

  func leg(at member: Int) -> Int32 { legs[member] }

  /// Lays out a bucket unless that has been done.
  ///
  /// - Parameters:
  ///   - bucket: The bucket to lay out.
  ///   - side: The side that it belongs to; if it has several legs, with nothing drawn from it
  ///     but what is in `side.drawn`.
  ///   - counterparties: For each leg number the node at its other end.
  mutating func layOut(_ bucket: Int, of side: BucketedLegs, counterparties: [Int32]) {
    guard crowdOfBucket[bucket] < 0 else { return }
    crowdOfBucket[bucket] = Int32(truncatingIfNeeded: groupEnds.count)
    openGroups.append(Int32(truncatingIfNeeded: groupRemaining.count))
    let places = side.members(of: bucket)
    if places.count == 1 {
      // A single leg may have been drawn upon before, when there was nothing to share.
      append(leg: side.legs[places.lowerBound], remaining: side.remaining[bucket])
      closeGroup(first: legs.count - 1, quantity: side.remaining[bucket])
    } else {
      let grouped = CounterpartyGroups(
        places.map {
          CounterpartyGroups.Member(
            counterparty: counterparties[Int(side.legs[$0])], leg: side.legs[$0],
            quantity: side.quantities[$0])
        })
      for group in grouped.groups {
        let first = legs.count
        for member in grouped.members[group.range] {
          append(leg: member.leg, remaining: member.quantity)
        }
        closeGroup(first: first, quantity: group.quantity)
      }
    }
    groupEnds.append(Int32(truncatingIfNeeded: groupRemaining.count))
    if places.count > 1 && !side.drawn.isEmpty { takeOff(bucket, of: side) }
  }

  /// Takes off what had been drawn before the sweep began, as those draws did.
  private mutating func takeOff(_ bucket: Int, of side: BucketedLegs) {
    var drawn: [Int32: Int64] = [:]
    for place in side.members(of: bucket) { drawn[side.legs[place]] = side.drawn[place] }
    for group in groups(of: bucket) {
      for member in members(of: group) {
        let quantity = drawn[legs[member]] ?? 0
        legRemaining[member] -= quantity
        groupRemaining[group] -= quantity
      }
      passEmptyLegs(of: group)
    }
    passEmptyGroups(of: bucket)
  }

  private mutating func append(leg: Int32, remaining: Int64) {
    legs.append(leg)
    legRemaining.append(remaining)
  }

  private mutating func closeGroup(first: Int, quantity: Int64) {
    openLegs.append(Int32(truncatingIfNeeded: first))
    legEnds.append(Int32(truncatingIfNeeded: legs.count))
    groupRemaining.append(quantity)
  }

  /// Passes over emptied groups at the front, so that a crowded bucket is walked only once.
  mutating func passEmptyGroups(of bucket: Int) {
    let crowd = Int(crowdOfBucket[bucket])
    while openGroups[crowd] < groupEnds[crowd], groupRemaining[Int(openGroups[crowd])] == 0 {
      openGroups[crowd] += 1
    }
  }

  /// Passes over emptied legs at the front of a group.
  mutating func passEmptyLegs(of group: Int) {
    while openLegs[group] < legEnds[group], legRemaining[Int(openLegs[group])] == 0 {
      openLegs[group] += 1
    }
  }
}

/// Legs of one bucket by counterparty, in canonical order.
struct CounterpartyGroups {
  /// One leg.
  struct Member {
    var counterparty: Int32
    var leg: Int32
    var quantity: Int64
  }

  /// Legs of one counterparty, at `range` of all members.
  struct Group {
    var range: Range<Int>
    var quantity: Int64
    var lowestLeg: Int32
  }

  private(set) var members: [Member]
  private(set) var groups: [Group] = []

  init(_ unsorted: [Member]) {
    members = unsorted
    members.sort {
      ($0.counterparty, $1.quantity, $0.leg) < ($1.counterparty, $0.quantity, $1.leg)
    }
    for (index, member) in members.enumerated() {
      if index > 0 && members[index - 1].counterparty == member.counterparty {
        let last = groups.count - 1
        groups[last].quantity += member.quantity
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
