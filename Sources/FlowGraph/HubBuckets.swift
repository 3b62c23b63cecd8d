/// Legs of one side of a hub in (family, day) buckets; arriving legs of another dwell class, and legs
/// of a group of `LegPairs`, lie apart.
struct HubBuckets {
  /// Legs of one family, day and group.
  struct Bucket {
    var family: Int16
    /// The dwell class of arriving legs, 0 for leaving ones.
    var dwellClass: Int
    var day: Int32
    /// The group of `LegPairs` to which the legs belong, -1 for none.
    var group: Int32
    /// Where the legs are listed.
    var members: Range<Int>
    var quantity: Int64
  }

  /// The buckets, by family, dwell class and day.
  private(set) var buckets: [Bucket] = []
  /// The legs of all buckets.
  private(set) var legs: [Int32] = []
  /// The sum of their quantities.
  private(set) var total: Int64 = 0

  /// Adds a bucket of some legs, if there are any.
  mutating func append(
    _ members: ArraySlice<Int32>, family: Int16, dwellClass: Int, day: Int32, group: Int32,
    of columns: LegColumns
  ) {
    guard !members.isEmpty else { return }
    var quantity: Int64 = 0
    for leg in members {
      let (sum, overflow) = quantity.addingReportingOverflow(columns.quantity[Int(leg)])
      precondition(!overflow, "linked legs of one hub must sum to at most Int64.max thousandths")
      quantity = sum
    }
    let (sum, overflow) = total.addingReportingOverflow(quantity)
    precondition(!overflow, "linked legs of one hub must sum to at most Int64.max thousandths")
    total = sum
    buckets.append(
      Bucket(
        family: family, dwellClass: dwellClass, day: day, group: group,
        members: legs.count..<(legs.count + members.count), quantity: quantity))
    legs += members
  }

  /// Visits every lot of these with every demand of the others that may draw on it.
  func forEachAdmissible(
    _ demands: HubBuckets, windows: DwellWindows, transforms: FamilyTransforms,
    _ visit: (_ lot: Int, _ demand: Int) -> Void
  ) {
    let demandRuns = demands.strandRuns
    let lotRuns = strandRuns
    for demandRun in demandRuns {
      for lotRun in lotRuns {
        let from = buckets[lotRun.lowerBound].family
        let to = demands.buckets[demandRun.lowerBound].family
        guard transforms.penalty(from: from, to: to) != nil else { continue }
        let window = windows.byClass[buckets[lotRun.lowerBound].dwellClass]
        var first = demandRun.lowerBound
        for lot in lotRun {
          let earliest = Int(buckets[lot].day) + Int(window.minimum)
          let latest = Int(buckets[lot].day) + Int(window.maximum)
          while first < demandRun.upperBound, Int(demands.buckets[first].day) < earliest {
            first += 1
          }
          var demand = first
          while demand < demandRun.upperBound, Int(demands.buckets[demand].day) <= latest {
            visit(lot, demand)
            demand += 1
          }
        }
      }
    }
  }

  /// Runs of buckets of one family and dwell class.
  private var strandRuns: [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in buckets.indices {
      if index > 0 && buckets[index - 1].family == buckets[index].family
        && buckets[index - 1].dwellClass == buckets[index].dwellClass
      {
        runs[runs.count - 1] = runs[runs.count - 1].lowerBound..<(index + 1)
      } else {
        runs.append(index..<(index + 1))
      }
    }
    return runs
  }
}
