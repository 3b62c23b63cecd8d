/// How a walker moves over a network: with each step to a receiver in proportion to quantity, but
/// with some probability back to where the walk began.
///
/// From a node that sends nothing the walker goes back to where it began. Made once for a network,
/// it answers *personalised PageRank* for any seeds: in which share of all steps the walker is at
/// each node.
///
/// - SeeAlso: <doc:PersonalisedPageRank>
public struct RandomWalk: Sendable {
  /// The probability of going back with each step.
  public let restart: Double

  let network: PartyNetwork
  /// The quantity that each node sends in all.
  let outflow: [Double]
  /// For each inward place, the probability that the walker at the sender takes that link.
  private let chances: [Double]
  /// Where runs of nodes begin that have about equally many links, and the end of the last.
  private let runs: [Int]

  /// Runs that are updated together from the values of before.
  private static let runsInBlock = 32
  private static let blockCount = 16

  /// Prepares walks over `network` that go back with probability `restart`.
  ///
  /// - Complexity: O(links) time on all cores; 8 bytes a link and 8 a node.
  public init(over network: PartyNetwork, restart: Double = 0.15) {
    precondition(
      restart > 0 && restart < 1, "restart must be between 0 and 1, got \(restart)")
    self.network = network
    self.restart = restart
    let outflow = Self.outflow(of: network)
    self.outflow = outflow
    let linkCount = network.linkCount
    let pieces = Parallel.pieceCount(rows: linkCount)
    chances = SlicedColumn<Double>.buildUnlessEmpty(count: linkCount) { chances in
      _ = Parallel.map(count: pieces) { piece in
        let places = Parallel.rows(of: piece, in: pieces, count: linkCount)
        let quantities = network.quantities.span
        let senders = network.senders.span
        let links = network.inwardLinks.span
        let outflow = outflow.span
        chances.withSlice(places) { chances in
          for place in places {
            let all = outflow[Int(senders[place])]
            let part = Double(quantities[Int(links[place])])
            chances[place &- places.lowerBound] = all > 0 ? part / all : 0
          }
        }
      }
    }
    runs = Self.runs(of: network)
  }

  private static func outflow(of network: PartyNetwork) -> [Double] {
    let pieces = Parallel.pieceCount(rows: network.nodeCount)
    return SlicedColumn<Double>.buildUnlessEmpty(count: network.nodeCount) { outflow in
      _ = Parallel.map(count: pieces) { piece in
        let nodes = Parallel.rows(of: piece, in: pieces, count: network.nodeCount)
        let quantities = network.quantities.span
        let offsets = network.linkOffsets.span
        outflow.withSlice(nodes) { outflow in
          for node in nodes {
            var sum: Int64 = 0
            for link in Int(offsets[node])..<Int(offsets[node + 1]) {
              sum &+= quantities[link]  // all links together fit
            }
            outflow[node &- nodes.lowerBound] = Double(sum)
          }
        }
      }
    }
  }

  /// Cuts the nodes into runs of about equally many inward links and nodes.
  private static func runs(of network: PartyNetwork) -> [Int] {
    let count = blockCount * runsInBlock
    let all = network.linkCount + network.nodeCount
    var runs = [0]
    for node in 0..<network.nodeCount {
      let load = Int(network.inwardOffsets[node]) + node
      while runs.count < count, load * count >= all * runs.count { runs.append(node) }
    }
    while runs.count <= count { runs.append(network.nodeCount) }
    return runs
  }

  /// In which share of all steps a walker from `seeds` is at each node, by power iteration.
  ///
  /// - Parameters:
  ///   - seeds: Where walks begin, each equally often; a node named twice counts twice.
  ///   - tolerance: How far the answer may be off, summed over all nodes; 1e-12 or more.
  /// - Returns: One share a node; they sum to 1.
  /// - Complexity: O(links × log(1 / tolerance) / restart) at worst, on all cores.
  public func shares(from seeds: [Int32], tolerance: Double = 1e-6) -> [Double] {
    precondition(!seeds.isEmpty, "a walk needs a seed")
    precondition(tolerance >= 1e-12, "a tolerance of \(tolerance) is below what numbers can hold")
    var starts = [Double](repeating: 0, count: network.nodeCount)
    for seed in seeds { starts[Int(seed)] += restart / Double(seeds.count) }
    var visits = starts
    // The change of one round bounds the error of the sum, and normalising doubles it at most.
    let target = tolerance / 2 * restart / (1 - restart)
    while true {
      rescale(&visits)
      var change = 0.0
      for block in 0..<Self.blockCount { change += update(&visits, starts: starts, block: block) }
      let sum = visits.reduce(0, +)
      if change <= target * sum { return visits.map { $0 / sum } }
    }
  }

  /// Scales all visits so that as much comes in at the seeds as is lost on the way.
  ///
  /// What is wrong with the whole fades slowly, what is wrong between nodes fast; this puts the
  /// whole right at once.
  private func rescale(_ visits: inout [Double]) {
    let flows = outflow.span
    var values = visits.mutableSpan
    var lost = 0.0
    for node in values.indices {
      lost += flows[node] > 0 ? values[node] * restart : values[node]
    }
    let scale = restart / lost
    for node in values.indices { values[node] *= scale }
  }

  /// Brings the nodes of one block up to date with all others; by how much they changed in all.
  private func update(_ visits: inout [Double], starts: [Double], block: Int) -> Double {
    let first = block * Self.runsInBlock
    let nodes = runs[first]..<runs[first + Self.runsInBlock]
    let fresh = inflow(of: nodes, firstRun: first, visits: visits)
    let flows = fresh.span
    let origins = starts.span
    var values = visits.mutableSpan
    var change = 0.0
    for index in flows.indices {
      let node = nodes.lowerBound &+ index
      let value = origins[node] + (1 - restart) * flows[index]
      change += abs(value - values[node])
      values[node] = value
    }
    return change
  }

  /// What walkers bring to each of some nodes with their next step.
  private func inflow(of nodes: Range<Int>, firstRun: Int, visits: [Double]) -> [Double] {
    let network = network
    let chances = chances
    let runs = runs
    return SlicedColumn<Double>.buildUnlessEmpty(count: nodes.count) { inflow in
      _ = Parallel.map(count: Self.runsInBlock) { run in
        let run = runs[firstRun + run]..<runs[firstRun + run + 1]
        let offsets = network.inwardOffsets.span
        let senders = network.senders.span
        let chances = chances.span
        let visits = visits.span
        let slots = (run.lowerBound - nodes.lowerBound)..<(run.upperBound - nodes.lowerBound)
        inflow.withSlice(slots) { inflow in
          for node in run {
            var sum = 0.0
            for place in Int(offsets[node])..<Int(offsets[node + 1]) {
              sum += visits[Int(senders[place])] * chances[place]
            }
            inflow[node &- run.lowerBound] = sum
          }
        }
      }
    }
  }
}
