/// How risk spreads over links, and how far.
public struct InfluenceRules: Sendable, Equatable {
  /// The share of its risk that a node adds to each node that it is linked with.
  public let strength: Double
  /// The most risk that a node can have.
  public let cap: Double
  /// The most links that risk is passed on over.
  public let maxLinks: Int

  /// Makes rules; `strength` is to stay the same from run to run.
  ///
  /// Below one over the spectral radius, for which ``PartyNetwork/spectralBound(rounds:)`` gives an
  /// upper bound, what longer walks could add falls geometrically. A strength derived from the
  /// network at hand would fall when a link is added, and everybody's risk with it.
  public init(strength: Double, cap: Double, maxLinks: Int) {
    precondition(strength >= 0 && strength.isFinite, "strength must be 0 or more, got \(strength)")
    precondition(cap > 0 && cap.isFinite, "the cap must be above 0, got \(cap)")
    precondition(
      maxLinks >= 0 && maxLinks <= 64, "risk passes over 0 to 64 links, got \(maxLinks)")
    self.strength = strength
    self.cap = cap
    self.maxLinks = maxLinks
  }
}

/// The risk of every node after spreading, and what it came from.
///
/// - SeeAlso: <doc:InfluenceOfLinks>
public struct InfluenceSpread: Sendable {
  /// The risk of each node, from 0 to the cap.
  public let risks: [Double]
  /// By how much the risk of any node could rise at most if risk were passed on for ever.
  public let remainder: Double

  let neighbours: SimpleNetwork
  let rules: InfluenceRules
  /// For each number of links, the weight of the strongest walk of that length to each node.
  let strongest: [[Double]]
}

extension PartyNetwork {
  /// Spreads prior risk over links in both directions: capped linear belief propagation.
  ///
  /// The risk of a node is its prior and, for each node that it is linked with, `strength` times
  /// the risk of that node, but never more than the cap. More prior risk anywhere, or one more
  /// link, never lowers the risk of any node.
  ///
  /// - Parameters:
  ///   - priors: The risk of each node by itself, 0 or more.
  ///   - rules: How risk spreads.
  /// - Returns: The risk of every node, and what is needed to explain it.
  /// - Complexity: O(`maxLinks` × links) time on all cores; 8 × `maxLinks` bytes a node.
  public func influence(of priors: [Double], by rules: InfluenceRules) -> InfluenceSpread {
    precondition(
      priors.count == nodeCount, "priors must have one entry for each of \(nodeCount) nodes")
    precondition(
      priors.allSatisfy { $0 >= 0 && $0.isFinite }, "priors must be finite and 0 or more")
    let neighbours = SimpleNetwork(of: self)
    let first = priors.map { min($0, rules.cap) }
    var risks = first
    var change = first
    var strongest = [priors]
    for _ in 0..<rules.maxLinks {
      let sums = neighbours.sums(of: risks)
      let before = risks
      risks = zip(priors, sums).map { min(rules.cap, $0 + rules.strength * $1) }
      change = zip(risks, before).map { $0 - $1 }
      let highest = neighbours.highest(of: strongest[strongest.count - 1])
      strongest.append(highest.map { $0 * rules.strength })
    }
    let remainder = SpectralBound(of: neighbours, rounds: 20)
      .remainder(after: change, strength: rules.strength)
    return InfluenceSpread(
      risks: risks, remainder: min(remainder, rules.cap), neighbours: neighbours, rules: rules,
      strongest: strongest)
  }

  /// A proven upper bound on the spectral radius of the links in both directions.
  ///
  /// It is never above the highest number of others that a node is linked with, and falls towards
  /// the radius with more `rounds`.
  public func spectralBound(rounds: Int = 20) -> Double {
    SpectralBound(of: SimpleNetwork(of: self), rounds: rounds).value
  }
}
