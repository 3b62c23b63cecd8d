/// What a ranking put where: labels in the order of a score, and how good that order is.
///
/// Equal scores are one step of the curve, so that nothing depends on the order of rows.
public struct RankedOutcomes: Sendable {
  /// Whether each place holds a positive, best first.
  public let labels: [Bool]
  /// What each place is worth; all 1 where nothing was said.
  public let values: [Double]
  /// The scores, falling.
  public let scores: [Double]

  /// Ranks labels by score; of equal scores the earlier comes first.
  ///
  /// - Parameters:
  ///   - scores: one a row; not a number counts as lowest.
  ///   - labels: whether the row is a positive.
  ///   - values: what the row is worth, such as a diverted value.
  public init(scores: [Double], labels: [Bool], values: [Double]? = nil) {
    precondition(scores.count == labels.count, "one label for each score")
    precondition(values.map { $0.count == labels.count } ?? true, "one value for each label")
    let known = scores.map { $0.isNaN ? -.infinity : $0 }
    let order = known.indices.sorted { one, other in
      known[one] != known[other] ? known[one] > known[other] : one < other
    }
    self.scores = order.map { known[$0] }
    self.labels = order.map { labels[$0] }
    self.values = values.map { values in order.map { values[$0] } } ?? labels.map { _ in 1 }
  }

  /// How many positives there are.
  public var positives: Int { labels.count { $0 } }

  /// The share of positives: what a score that knows nothing reaches.
  public var prevalence: Double {
    labels.isEmpty ? 0 : Double(positives) / Double(labels.count)
  }

  /// Area under the precision–recall curve as average precision: Σ (Rₙ − Rₙ₋₁)·Pₙ over the
  /// thresholds, no interpolation; nil without a positive.
  ///
  /// - SeeAlso: Davis and Goadrich, *The relationship between precision-recall and ROC curves*, 2006.
  public var averagePrecision: Double? {
    let positives = positives
    guard positives > 0 else { return nil }
    var area = 0.0
    var (found, foundBefore) = (0, 0)
    for place in labels.indices {
      if labels[place] { found += 1 }
      let isLastOfStep = place + 1 == labels.count || scores[place + 1] != scores[place]
      guard isLastOfStep else { continue }
      area += Double(found - foundBefore) / Double(positives) * Double(found) / Double(place + 1)
      foundBefore = found
    }
    return area
  }

  /// How far the area lies between knowing nothing (0) and knowing all (1); nil without a positive.
  public var skill: Double? {
    averagePrecision.map { ($0 - prevalence) / max(1e-12, 1 - prevalence) }
  }

  /// Share of positives among the first places.
  public func precision(at count: Int) -> Double {
    let first = labels.prefix(count)
    return first.isEmpty ? 0 : Double(first.count { $0 }) / Double(first.count)
  }

  /// Share of the positives that are among the first places.
  public func recall(at count: Int) -> Double {
    Double(labels.prefix(count).count { $0 }) / Double(max(1, positives))
  }

  /// Share of all value that is among the first places.
  public func valueRecall(at count: Int) -> Double {
    values.prefix(count).reduce(0, +) / max(1e-9, values.reduce(0, +))
  }

  /// Points of the precision–recall curve, one a step, from the top of the ranking down.
  public var curve: [(recall: Double, precision: Double)] {
    let positives = max(1, positives)
    var found = 0
    var points: [(recall: Double, precision: Double)] = []
    for place in labels.indices {
      if labels[place] { found += 1 }
      if place + 1 == labels.count || scores[place + 1] != scores[place] {
        points.append((Double(found) / Double(positives), Double(found) / Double(place + 1)))
      }
    }
    return points
  }
}
