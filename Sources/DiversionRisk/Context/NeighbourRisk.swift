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

  /// How many neighbours a sentence names; the strongest alone counts.
  static let mostShown = 3

  /// The highest scores with different tags: all but one of them are always somebody else's.
  private struct Top: Sendable {
    private var best: [(neighbour: Neighbour, tag: Int32)] = []

    mutating func offer(_ neighbour: Neighbour, tag: Int32) {
      if let known = best.firstIndex(where: { $0.tag == tag }) {
        guard Self.precedes(neighbour, best[known].neighbour) else { return }
        best.remove(at: known)
      }
      let place = best.firstIndex { Self.precedes(neighbour, $0.neighbour) } ?? best.count
      guard place <= NeighbourRisk.mostShown else { return }
      best.insert((neighbour, tag), at: place)
      if best.count > NeighbourRisk.mostShown + 1 { best.removeLast() }
    }

    func best(besides tag: Int32) -> [Neighbour] {
      Array(best.filter { $0.tag != tag }.prefix(NeighbourRisk.mostShown).map(\.neighbour))
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

  /// The highest scores of other days between the same two, one a day, the highest first.
  func strongestOfPair(_ movement: Movement) -> [Neighbour] {
    pairs[Pair(shipper: movement.shipper, consignee: movement.consignee)]?
      .best(besides: movement.date.raw) ?? []
  }

  /// The highest scores of what the same exporter sent to others, one a consignee, the highest first.
  func strongestOfExporter(_ movement: Movement) -> [Neighbour] {
    exporters[movement.shipper]?.best(besides: movement.consignee.raw) ?? []
  }
}

extension Scorer {
  /// The context with what each export's neighbours scored on their own evidence, and what risk
  /// reaches its parties from others.
  ///
  /// The neighbours are scored without either, so that no score feeds on itself.
  ///
  /// - Parameters:
  ///   - subjects: every export that is scored.
  ///   - context: where to look.
  /// - Returns: the context to score in.
  public func spreading(over subjects: [Subject], in context: RiskContext) -> RiskContext {
    let alone = RiskContext(context, neighbours: nil, influence: nil)
    return alone.spreading(scores(of: subjects, in: alone), of: subjects)
  }
}

extension RiskContext {
  /// The context in which subjects scored so much on their own evidence.
  func spreading(_ scores: [Double], of subjects: [Subject]) -> RiskContext {
    RiskContext(
      self,
      neighbours: NeighbourRisk(subjects: subjects, scores: scores, movements: movements),
      influence: PartyInfluence(subjects: subjects, scores: scores, context: self))
  }
}
