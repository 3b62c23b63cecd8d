/// The flow network of one hub: source → lots → demands → sink, over (family, day) buckets.
///
/// Chosen legs are in buckets of their own, so that the pairs asked about can be told apart.
struct HubNetwork {
  /// Legs of one family and day, chosen or not.
  struct Bucket {
    var family: Int16
    var day: Int32
    var isChosen: Bool
    /// Where the legs are listed.
    var members: Range<Int>
    var quantity: Int64
  }

  /// All buckets of one side, by family and day.
  struct Side {
    private(set) var buckets: [Bucket] = []
    private(set) var legs: [Int32] = []

    /// The buckets of chosen legs.
    var chosenOnly: Side {
      var side = self
      side.buckets.removeAll { !$0.isChosen }
      return side
    }

    /// Adds a bucket of some legs, if there are any.
    mutating func append(
      _ members: ArraySlice<Int32>, family: Int16, day: Int32, isChosen: Bool,
      of columns: LegColumns
    ) {
      guard !members.isEmpty else { return }
      let quantity = members.reduce(Int64(0)) { $0 + columns.quantity[Int($1)] }
      buckets.append(
        Bucket(
          family: family, day: day, isChosen: isChosen,
          members: legs.count..<(legs.count + members.count), quantity: quantity))
      legs += members
    }
  }

  /// A connection of a lot to a demand whose pairs are all chosen.
  private struct ChosenArc {
    var arc: Int
    var lot: Int
    var demand: Int
  }

  private let lots: [Bucket]
  private let demands: [Bucket]
  private let lotLegs: [Int32]
  private let demandLegs: [Int32]
  private var network: FlowNetwork
  private var lotArcs: [Int] = []
  private var demandArcs: [Int] = []
  private var chosenArcs: [ChosenArc] = []

  private static let source = 0
  private static let sink = 1

  init(
    lots lotSide: Side, demands demandSide: Side, window: DwellWindow,
    transforms: FamilyTransforms
  ) {
    lots = lotSide.buckets
    demands = demandSide.buckets
    lotLegs = lotSide.legs
    demandLegs = demandSide.legs
    network = FlowNetwork(nodeCount: 2 + lots.count + demands.count)
    for (index, lot) in lots.enumerated() {
      lotArcs.append(
        network.addArc(from: Self.source, to: 2 + index, capacity: lot.quantity))
    }
    for (index, demand) in demands.enumerated() {
      demandArcs.append(
        network.addArc(
          from: 2 + lots.count + index, to: Self.sink, capacity: demand.quantity))
    }
    connect(window: window, transforms: transforms)
  }

  /// Connects every lot to the demands that may draw on it.
  private mutating func connect(window: DwellWindow, transforms: FamilyTransforms) {
    for demandRun in Self.familyRuns(of: demands) {
      for lotRun in Self.familyRuns(of: lots) {
        guard
          transforms.penalty(
            from: lots[lotRun.lowerBound].family, to: demands[demandRun.lowerBound].family) != nil
        else { continue }
        var first = demandRun.lowerBound
        for lot in lotRun {
          let earliest = Int(lots[lot].day) + Int(window.minimum)
          let latest = Int(lots[lot].day) + Int(window.maximum)
          while first < demandRun.upperBound, Int(demands[first].day) < earliest { first += 1 }
          var demand = first
          while demand < demandRun.upperBound, Int(demands[demand].day) <= latest {
            let arc = network.addArc(
              from: 2 + lot, to: 2 + lots.count + demand, capacity: FlowNetwork.unlimited)
            if lots[lot].isChosen && demands[demand].isChosen {
              chosenArcs.append(ChosenArc(arc: arc, lot: lot, demand: demand))
            }
            demand += 1
          }
        }
      }
    }
  }

  /// Runs of buckets of one family.
  private static func familyRuns(of buckets: [Bucket]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in buckets.indices {
      if index > 0 && buckets[index - 1].family == buckets[index].family {
        runs[runs.count - 1] = runs[runs.count - 1].lowerBound..<(index + 1)
      } else {
        runs.append(index..<(index + 1))
      }
    }
    return runs
  }

  /// Adds as much flow as possible.
  mutating func augment() -> Int64 { network.augment(from: Self.source, to: Self.sink) }

  /// Takes all flow off the chosen pairs, closes them, and returns how much that was.
  mutating func closeChosenPairs() -> Int64 {
    var cancelled: Int64 = 0
    for chosen in chosenArcs {
      let quantity = network.flow(on: chosen.arc)
      network.cancel(
        quantity, on: [lotArcs[chosen.lot], chosen.arc, demandArcs[chosen.demand]])
      network.close(chosen.arc)
      cancelled += quantity
    }
    return cancelled
  }

  /// The minimum cut, once the flow is maximal.
  func minimumCut() -> FlowCut {
    let isReachable = network.reachable(from: Self.source)
    var inLegs: [Int32] = []
    var outLegs: [Int32] = []
    var capacity: Int64 = 0
    for (index, lot) in lots.enumerated() where !isReachable[2 + index] {
      inLegs += lotLegs[lot.members]
      capacity += lot.quantity
    }
    for (index, demand) in demands.enumerated() where isReachable[2 + lots.count + index] {
      outLegs += demandLegs[demand.members]
      capacity += demand.quantity
    }
    return FlowCut(inLegs: inLegs.sorted(), outLegs: outLegs.sorted(), capacity: capacity)
  }
}
