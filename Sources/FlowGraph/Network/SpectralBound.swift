/// A positive vector x with A x ≤ λ x, for the undirected links A of a network; so λ ≥ ρ(A).
///
/// - SeeAlso: <doc:InfluenceOfLinks>
struct SpectralBound: Sendable {
  /// λ, above the spectral radius.
  private(set) var value: Double
  /// x, above zero everywhere.
  private(set) var vector: [Double]

  /// Tries the vectors of `rounds` steps of the power method and keeps the best.
  init(of network: SimpleNetwork, rounds: Int) {
    vector = Array(repeating: 1, count: network.nodeCount)
    value = .infinity
    var trial = vector
    for _ in 0..<max(1, rounds) {
      let sums = network.sums(of: trial)
      let bound = Self.highestRatio(sums, trial) * network.roundingMargin
      if bound < value {
        value = bound
        vector = trial
      }
      // A + 1 has the same vectors, keeps all entries above zero and does not swing.
      let scale = 1 / (zip(sums, trial).map(+).max() ?? 1)
      // Any vector above zero will do, so tiny entries may be lifted.
      trial = zip(sums, trial).map { max(($0 + $1) * scale, 1e-100) }
    }
  }

  private static func highestRatio(_ sums: [Double], _ vector: [Double]) -> Double {
    zip(sums, vector).reduce(0) { max($0, $1.0 / $1.1) }
  }

  /// How much further spreading could add to any node after a round that changed risks by `change`.
  func remainder(after change: [Double], strength: Double) -> Double {
    let factor = strength * value
    guard factor > 0, let widest = vector.max() else { return 0 }
    let share = Self.highestRatio(change, vector)
    guard share > 0 else { return 0 }
    guard factor < 1 else { return .infinity }
    return share * widest * factor / (1 - factor)
  }
}

/// The undirected links of a network, to be summed over.
struct SimpleNetwork: Sendable {
  private let network: PartyNetwork
  private let isRepeated: [Bool]
  /// More than all roundings of one sum can amount to.
  let roundingMargin: Double

  init(of network: PartyNetwork) {
    let neighbours = SimpleNeighbours(of: network)
    self.network = network
    isRepeated = neighbours.isRepeated
    roundingMargin = 1 + Double(neighbours.degrees.max() ?? 0) * 0x1p-52 + 0x1p-50
  }

  var nodeCount: Int { network.nodeCount }

  /// For each node, the sum of the values of all it is linked with, in rising order of those.
  ///
  /// Sums are rounded, so that another order would come to another sum: with this one, the direction
  /// of a link and a link back change nothing, and a link more lowers nothing.
  func sums(of values: [Double]) -> [Double] { folded(values) { $0 + $1 } }

  /// For each node, the highest of the values of all it is linked with, or 0.
  func highest(of values: [Double]) -> [Double] { folded(values) { max($0, $1) } }

  @inline(__always)  // the step must be part of the loop: a call for each link costs five times it
  private func folded(
    _ values: [Double], _ step: @Sendable (Double, Double) -> Double
  ) -> [Double] {
    let pieces = Parallel.pieceCount(rows: nodeCount)
    return SlicedColumn<Double>.buildUnlessEmpty(count: nodeCount) { folded in
      _ = Parallel.map(count: pieces) { piece in
        let nodes = Parallel.rows(of: piece, in: pieces, count: nodeCount)
        let receivers = network.receivers.span
        let senders = network.senders.span
        let outward = network.linkOffsets.span
        let inward = network.inwardOffsets.span
        let isRepeated = isRepeated.span
        let values = values.span
        folded.withSlice(nodes) { folded in
          for node in nodes {
            var sum = 0.0
            let end = Int(outward[node + 1])
            var link = Int(outward[node])
            for place in Int(inward[node])..<Int(inward[node + 1]) where !isRepeated[place] {
              while link < end, receivers[link] < senders[place] {
                if Int(receivers[link]) != node { sum = step(sum, values[Int(receivers[link])]) }
                link &+= 1  // at most the number of links
              }
              sum = step(sum, values[Int(senders[place])])
            }
            for link in link..<end where Int(receivers[link]) != node {
              sum = step(sum, values[Int(receivers[link])])
            }
            folded[node &- nodes.lowerBound] = sum
          }
        }
      }
    }
  }

  /// The nodes that `node` is linked with, those it sends to first.
  func neighbours(of node: Int32) -> [Int32] {
    network.links(from: node).map { network.receivers[$0] }.filter { $0 != node }
      + network.inwardPlaces(of: node).filter { !isRepeated[$0] }.map { network.senders[$0] }
  }
}
