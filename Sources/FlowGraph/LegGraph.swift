/// What came in with one leg and went out with another: edges between legs, with quantities.
///
/// Edges are sorted by (source leg, target leg) and no pair of legs has two edges. The graph is
/// about as large as the columns that it was made from: attribution never lists all pairs.
public struct LegGraph: Sendable, Equatable {
  /// The incoming leg of each edge.
  public internal(set) var source: [Int32]
  /// The outgoing leg of each edge.
  public internal(set) var target: [Int32]
  /// The quantity that each edge carries, in thousandths, above zero.
  public internal(set) var quantity: [Int64]
  /// How far-fetched the transform between the families of the two legs is; 0 for one family.
  public internal(set) var penalty: [UInt8]
  /// The edges of source leg `leg` are `offsets[leg]..<offsets[leg + 1]`.
  public internal(set) var offsets: [Int32]

  /// The number of edges.
  public var edgeCount: Int { source.count }
  /// The number of legs, with edges or without.
  public var legCount: Int { offsets.count - 1 }

  /// The edges that leave `leg`, as indices into the columns.
  public func onward(of leg: Int32) -> Range<Int> {
    Int(offsets[Int(leg)])..<Int(offsets[Int(leg) + 1])
  }

  /// The sum of all edge quantities: what the attribution explains.
  public var explainedQuantity: Int64 { quantity.reduce(0, +) }

  /// Makes a graph from columns that are already sorted by (source, target).
  public init(
    legCount: Int, source: [Int32], target: [Int32], quantity: [Int64], penalty: [UInt8]
  ) {
    precondition(
      source.count == target.count && source.count == quantity.count
        && source.count == penalty.count, "edge columns of different lengths")
    var offsets = [Int32](repeating: 0, count: legCount + 1)
    for leg in source { offsets[Int(leg) + 1] += 1 }
    for leg in 0..<legCount { offsets[leg + 1] += offsets[leg] }
    self.init(
      source: source, target: target, quantity: quantity, penalty: penalty, offsets: offsets)
  }

  init(
    source: [Int32], target: [Int32], quantity: [Int64], penalty: [UInt8], offsets: [Int32]
  ) {
    self.source = source
    self.target = target
    self.quantity = quantity
    self.penalty = penalty
    self.offsets = offsets
  }

  /// Asserts that edges are in order, unique, above zero, and that offsets match them.
  public func checkInvariants() {
    assert(offsets.first == 0 && offsets.last == Int32(edgeCount), "offsets do not span edges")
    for leg in 0..<Int32(legCount) {
      for edge in onward(of: leg) { assert(source[edge] == leg, "edge \(edge) misplaced") }
    }
    for edge in 0..<edgeCount {
      assert(quantity[edge] > 0, "edge \(edge) carries nothing")
      assert(target[edge] >= 0 && target[edge] < legCount, "edge \(edge) leads nowhere")
      assert(
        edge == 0 || (source[edge - 1], target[edge - 1]) < (source[edge], target[edge]),
        "edge \(edge) out of order")
    }
  }

  /// The graph with only the edges at `kept`, which are in rising order.
  func keeping(_ kept: [Int32]) -> LegGraph {
    LegGraph(
      legCount: legCount, source: kept.map { source[Int($0)] },
      target: kept.map { target[Int($0)] }, quantity: kept.map { quantity[Int($0)] },
      penalty: kept.map { penalty[Int($0)] })
  }
}
