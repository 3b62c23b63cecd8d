/// How much can and how much must have passed from some incoming to some outgoing legs of a hub.
///
/// *Must* means: in every allocation that explains the recorded outflow as fully as possible.
public struct FlowBounds: Sendable, Equatable {
  /// At least this much must have passed over the pairs: the least over all maximum flows.
  public let lower: Int64
  /// At most this much can have passed over the pairs: their maximum flow by themselves.
  public let upper: Int64
  /// The most outflow of the hub's families concerned that recorded inflow explains at all.
  public let explained: Int64
  /// The most of it that can be explained without the pairs.
  public let others: Int64
  /// The legs that bind `explained`: its certificate.
  public let explainedCut: FlowCut
  /// The legs that bind `others`: its certificate.
  public let othersCut: FlowCut
  /// The legs that bind `upper`: its certificate.
  public let upperCut: FlowCut
  /// The certificate of `lower`: cuts that every other pair meets all of and every pair asked about
  /// all but one of, so that their number times `explained`, less their sum, must be on the pairs.
  ///
  /// None where `lower` is 0; one, `othersCut`, where `lower` is `explained - others`.
  public let lowerCuts: [FlowCut]
}

/// A minimum cut of a hub: legs whose quantities together no flow can exceed.
///
/// Every admissible pair that may carry flow has its incoming leg in `inLegs` or its outgoing leg
/// in `outLegs`, so no flow is larger than what these legs sum to.
public struct FlowCut: Sendable, Equatable {
  /// The incoming legs that bind, rising.
  public let inLegs: [Int32]
  /// The outgoing legs that bind, rising.
  public let outLegs: [Int32]
  /// The sum of their quantities, equal to the flow that they bound.
  public let capacity: Int64

  /// Makes a cut from its legs and the sum of their quantities.
  public init(inLegs: [Int32], outLegs: [Int32], capacity: Int64) {
    self.inLegs = inLegs
    self.outLegs = outLegs
    self.capacity = capacity
  }
}

/// How much can and how much must have passed along a whole chain of legs.
public struct ChainBounds: Sendable, Equatable {
  /// At least this much must have passed, by the inequality of Fréchet over consecutive hubs.
  public let lower: Int64
  /// At most this much can have passed.
  public let upper: Int64
  /// The bounds at each hub between two legs, in order.
  public let pairs: [FlowBounds]

  /// Makes bounds from their parts.
  public init(lower: Int64, upper: Int64, pairs: [FlowBounds]) {
    self.lower = lower
    self.upper = upper
    self.pairs = pairs
  }
}
