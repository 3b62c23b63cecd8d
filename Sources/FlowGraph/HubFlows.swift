/// Questions about what could have flowed through single hubs, answered exactly.
///
/// Made once from the columns, it holds the legs sorted by hub, family and day, so that each
/// question costs only as much as the hub that it is about.
///
/// ```swift
/// let hubs = HubFlows(of: legs, within: window, transforms: transforms)
/// let bounds = hubs.bounds(hub: 7, inLegs: [12], outLegs: [40, 41])
/// ```
public struct HubFlows: Sendable {
  /// The legs that the questions are about.
  public let columns: LegColumns
  /// How long the goods of each leg may stay at a hub.
  public let windows: DwellWindows
  /// Which families may leave as which others.
  public let transforms: FamilyTransforms

  private let arriving: [Int32]
  private let leaving: [Int32]
  private let arrivingOffsets: [Int32]
  private let leavingOffsets: [Int32]
  /// For every family the other families that may be made from it.
  let products: [[Int16]]

  /// Sorts the legs of `columns` by hub; one window holds for all.
  public init(
    of columns: LegColumns, within window: DwellWindow, transforms: FamilyTransforms
  ) {
    self.init(of: columns, within: DwellWindows(window), transforms: transforms)
  }

  /// Sorts the legs of `columns` by hub.
  ///
  /// - Complexity: O(legs × key bits / 11) time, 8 bytes a leg.
  public init(
    of columns: LegColumns, within windows: DwellWindows, transforms: FamilyTransforms
  ) {
    columns.checkInvariants()
    windows.check(columns)
    precondition(
      columns.family.allSatisfy { Int($0) < transforms.familyCount },
      "a leg has a family outside 0..<\(transforms.familyCount)")
    self.columns = columns
    self.windows = windows
    self.transforms = transforms
    products = Self.products(of: transforms)
    let partition = HubPartition(of: columns)
    let sorted = Parallel.map(count: partition.count * 2) { index in
      PartRecords(
        of: partition, part: index / 2, side: index % 2 == 0 ? .arriving : .leaving
      ).sortedLegs
    }
    // Parts are in order of their nodes, so the sorted parts in a row are sorted.
    arriving = stride(from: 0, to: sorted.count, by: 2).flatMap { sorted[$0] }
    leaving = stride(from: 1, to: sorted.count, by: 2).flatMap { sorted[$0] }
    let nodeCount = partition.layout.nodeCount
    arrivingOffsets = Self.offsets(of: arriving, nodes: columns.receiver, nodeCount: nodeCount)
    leavingOffsets = Self.offsets(of: leaving, nodes: columns.sender, nodeCount: nodeCount)
  }

  /// The number of nodes, one more than the highest number of a node with a leg that takes part.
  public var nodeCount: Int { arrivingOffsets.count - 1 }

  /// The legs that come in at a hub and take part, by family, dwell class, day of arrival
  /// and number.
  public func arrivingLegs(at hub: Int32) -> ArraySlice<Int32> {
    guard hub >= 0, Int(hub) < nodeCount else { return [] }
    return arriving[Int(arrivingOffsets[Int(hub)])..<Int(arrivingOffsets[Int(hub) + 1])]
  }

  /// The legs that go out of a hub and take part, by family, day of departure and number.
  public func leavingLegs(of hub: Int32) -> ArraySlice<Int32> {
    guard hub >= 0, Int(hub) < nodeCount else { return [] }
    return leaving[Int(leavingOffsets[Int(hub)])..<Int(leavingOffsets[Int(hub) + 1])]
  }

  /// The part of `legs`, which are of one side of a hub, that is of one family.
  func legs(_ legs: ArraySlice<Int32>, of family: Int16) -> ArraySlice<Int32> {
    let start = firstIndex(in: legs, notBelow: Int(family))
    return legs[start..<firstIndex(in: legs[start...], notBelow: Int(family) + 1)]
  }

  /// Runs of legs of one family each, found by bisection.
  func familyRuns(of legs: ArraySlice<Int32>) -> [ArraySlice<Int32>] {
    var runs: [ArraySlice<Int32>] = []
    var rest = legs
    while let leg = rest.first {
      let run = self.legs(rest, of: columns.family[Int(leg)])
      runs.append(run)
      rest = rest[run.endIndex...]
    }
    return runs
  }

  /// Runs of arriving legs of one family and dwell class each, within which days rise.
  func strandRuns(of legs: ArraySlice<Int32>) -> [ArraySlice<Int32>] {
    let families = familyRuns(of: legs)
    guard windows.byClass.count > 1, !columns.dwellClass.isEmpty else { return families }
    return families.flatMap { family in
      var runs: [ArraySlice<Int32>] = []
      var rest = family
      while let leg = rest.first {
        let dwellClass = columns.dwellClass(of: leg)
        let run = rest.prefix { columns.dwellClass(of: $0) == dwellClass }
        runs.append(run)
        rest = rest[run.endIndex...]
      }
      return runs
    }
  }

  private func firstIndex(in legs: ArraySlice<Int32>, notBelow family: Int) -> Int {
    var low = legs.startIndex
    var step = 1
    // Doubling steps first, because most runs are short.
    while low + step < legs.endIndex, Int(columns.family[Int(legs[low + step])]) < family {
      low += step
      step *= 2
    }
    var high = min(low + step, legs.endIndex)
    while low < high {
      let middle = (low + high) / 2
      if Int(columns.family[Int(legs[middle])]) < family { low = middle + 1 } else { high = middle }
    }
    return low
  }

  static func products(of transforms: FamilyTransforms) -> [[Int16]] {
    var products = [[Int16]](repeating: [], count: transforms.familyCount)
    for (to, origins) in transforms.origins.enumerated() {
      for origin in origins { products[Int(origin.family)].append(Int16(to)) }
    }
    return products
  }

  /// Whether an incoming leg's goods can have left with an outgoing leg.
  public func admits(inLeg: Int32, outLeg: Int32) -> Bool {
    let incoming = Int(inLeg)
    let outgoing = Int(outLeg)
    return columns.takesPart(leg: incoming) && columns.takesPart(leg: outgoing)
      && columns.receiver[incoming] == columns.sender[outgoing]
      && transforms.penalty(from: columns.family[incoming], to: columns.family[outgoing]) != nil
      && windows.window(of: inLeg, in: columns).admits(
        arrival: columns.arrival[incoming], departure: columns.departure[outgoing])
  }

  static func offsets(of legs: [Int32], nodes: [Int32], nodeCount: Int) -> [Int32] {
    var offsets = [Int32](repeating: 0, count: nodeCount + 1)
    for leg in legs { offsets[Int(nodes[Int(leg)]) + 1] += 1 }
    for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
    return offsets
  }
}
