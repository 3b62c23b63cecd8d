import PartyMatch
import TradeModel

/// What the other exports of the same parties scored on their own evidence.
///
/// Risk spreads from the strongest neighbour alone, so that harmless trade beside it dilutes nothing;
/// a score never comes back to the export that it started from.
struct NeighbourRisk: Sendable {
  /// A neighbour and its score in decibans.
  struct Neighbour: Sendable {
    let movement: Int
    let score: Double
  }

  /// The two highest scores with different tags: one of them is always somebody else's.
  private struct Top: Sendable {
    private var first: (neighbour: Neighbour, tag: Int32)?
    private var second: (neighbour: Neighbour, tag: Int32)?

    mutating func offer(_ neighbour: Neighbour, tag: Int32) {
      let offered = (neighbour: neighbour, tag: tag)
      guard let known = first else {
        first = offered
        return
      }
      if known.tag == tag {
        if Self.precedes(neighbour, known.neighbour) { first = offered }
      } else if Self.precedes(neighbour, known.neighbour) {
        second = first
        first = offered
      } else if second.map({ Self.precedes(neighbour, $0.neighbour) }) ?? true {
        second = offered
      }
    }

    func best(besides tag: Int32) -> Neighbour? {
      first.map { $0.tag == tag } ?? true ? second?.neighbour : first?.neighbour
    }

    /// Higher scores first; of equals the earlier movement.
    private static func precedes(_ one: Neighbour, _ other: Neighbour) -> Bool {
      one.score != other.score ? one.score > other.score : one.movement < other.movement
    }
  }

  private struct Pair: Hashable {
    let shipper: PartyIndex
    let consignee: PartyIndex
  }

  private var pairs: [Pair: Top] = [:]
  private var exporters: [PartyIndex: Top] = [:]

  init(subjects: [Subject], scores: [Double], movements: [Movement]) {
    for (subject, score) in zip(subjects, scores) {
      let movement = movements[subject.movement]
      let neighbour = Neighbour(movement: subject.movement, score: score)
      let pair = Pair(shipper: movement.shipper, consignee: movement.consignee)
      // Lots of one day are one lot: splitting on paper must not make a consignment its own neighbour.
      pairs[pair, default: Top()].offer(neighbour, tag: movement.date.raw)
      exporters[movement.shipper, default: Top()].offer(neighbour, tag: movement.consignee.raw)
    }
  }

  /// The highest score of another day between the same two.
  func strongestOfPair(_ movement: Movement) -> Neighbour? {
    pairs[Pair(shipper: movement.shipper, consignee: movement.consignee)]?
      .best(besides: movement.date.raw)
  }

  /// The highest score of what the same exporter sent to others.
  func strongestOfExporter(_ movement: Movement) -> Neighbour? {
    exporters[movement.shipper]?.best(besides: movement.consignee.raw)
  }
}

extension Scorer {
  /// The context with what each export's neighbours scored on their own evidence.
  ///
  /// The neighbours are scored without it, so that no score feeds on itself.
  ///
  /// - Parameters:
  ///   - subjects: every export that is scored.
  ///   - context: where to look.
  /// - Returns: the context to score in.
  public func spreading(over subjects: [Subject], in context: RiskContext) -> RiskContext {
    let alone = RiskContext(context, neighbours: nil)
    return RiskContext(
      context,
      neighbours: NeighbourRisk(
        subjects: subjects, scores: scores(of: subjects, in: alone), movements: context.movements))
  }
}
