/// How much of what is attributed at a hub chance alone would explain.
///
/// - SeeAlso: <doc:ChanceControl>
public struct HubChance: Sendable, Equatable {
  /// What was attributed from one supplier to one buyer.
  public struct Pair: Sendable, Equatable {
    /// The node from which the goods came.
    public let supplier: Int32
    /// The node to which they went.
    public let buyer: Int32
    /// The attributed quantity, above zero.
    public let quantity: Int64
    /// In how many rounds chance attributed at least as much.
    public let reached: Int
  }

  /// The hub.
  public let hub: Int32
  /// The quantity attributed at the hub in all.
  public let quantity: Int64
  /// In how many rounds chance attributed at least as much in all.
  public let reached: Int
  /// The number of rounds.
  public let rounds: Int
  /// Every pair with something attributed, by supplier, then buyer.
  public let pairs: [Pair]

  /// The smallest p-value that so many rounds can give, and the step between two of them.
  public var resolution: Double { 1 / Double(rounds + 1) }

  /// How likely chance is to attribute at least as much as was attributed at the hub.
  public var pValue: Double { Double(reached + 1) * resolution }

  /// How likely chance is to attribute at least as much from the supplier to the buyer.
  public func pValue(of pair: Pair) -> Double { Double(pair.reached + 1) * resolution }
}

extension HubFlows {
  /// Compares what is attributed at some hubs with what chance would attribute.
  ///
  /// In each round the departure days of a hub's outgoing legs are dealt out anew among its legs
  /// of one family and period, and the hub is attributed again. Who sends and receives how much of
  /// what in which period stays as it is; only the order within a period is left to chance.
  ///
  /// What is found about a hub depends on its legs, its number, the rounds and the seed, and not on
  /// other hubs or on the number of cores.
  ///
  /// - Parameters:
  ///   - hubs: The hubs to look at.
  ///   - rounds: How often days are dealt out; p-values come in steps of 1 / (`rounds` + 1).
  ///   - seed: Where the random numbers begin.
  ///   - periodStarts: The days on which periods begin, such as the first of every month, rising.
  /// - Returns: One result for each of `hubs`, in their order.
  /// - Complexity: As attributing each hub `rounds` + 1 times, on all cores; about 200 bytes for
  ///   each of some 131,000 legs at a time and core.
  public func chance(
    at hubs: [Int32], rounds: Int, seed: UInt64, periodStarts: [Int32]
  ) -> [HubChance] {
    precondition(rounds >= 1, "chance needs at least one round, got \(rounds)")
    let shuffle = ChanceShuffle(periodStarts: periodStarts, seed: seed)
    let trials = Parallel.map(count: hubs.count) {
      ChanceTrial(of: self, hub: hubs[$0], shuffle: shuffle)
    }
    // Where nothing was attributed, chance always attributes at least as much.
    let slots = trials.enumerated().flatMap { index, trial in
      trial.quantity == 0 ? [] : trial.slots(of: rounds).map { (trial: index, rounds: $0) }
    }
    let tallies = Parallel.map(count: slots.count) {
      trials[slots[$0].trial].tally(of: slots[$0].rounds, for: self, shuffle: shuffle)
    }
    var sums = trials.map {
      ChanceTally(hub: $0.quantity == 0 ? rounds : 0, pairs: $0.pairs.map { _ in 0 })
    }
    for (slot, tally) in zip(slots, tallies) { sums[slot.trial].add(tally) }
    return zip(trials, sums).map { $0.result(sum: $1, rounds: rounds) }
  }
}
