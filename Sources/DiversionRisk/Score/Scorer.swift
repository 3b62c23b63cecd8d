public import TradeModel

/// Adds lines of evidence up to a score that can be checked by hand.
public struct Scorer: Sendable {
  /// The weights in use.
  public let weights: WeightSet
  /// Decibans before any line.
  public let prior: Double
  /// The weights of each line, in the order of `EvidenceLines.all`.
  let weightOfLine: [WeightSet.LineWeights]
  /// The least and the most that each line can weigh.
  private let ranges: [ClosedRange<Double>]
  /// The limits of each group, and which lines belong to it, sorted by name.
  private let groups: [Group]

  private struct Group {
    let limits: WeightSet.GroupLimits
    let members: [Int]
  }

  /// A scorer.
  ///
  /// - Parameters:
  ///   - weights: a weight set without faults.
  ///   - prior: base rate of diversion among scored exports, above 0 and below 1.
  public init(weights: WeightSet, prior: Double) {
    precondition(prior > 0 && prior < 1, "a base rate lies between 0 and 1")
    let faults = weights.faults(expecting: EvidenceLines.codes)
    precondition(faults.isEmpty, "a weight set is checked when it is read: \(faults)")
    self.weights = weights
    // Thousandths of a deciban: the sum can be checked with pencil and paper.
    self.prior =
      ((decibans(prior / (1 - prior)) + (weights.shift ?? 0)) * 1000).rounded() / 1000
    weightOfLine = EvidenceLines.codes.compactMap { weights.lines[$0] }
    let weightOfLine = weightOfLine
    ranges = weightOfLine.map(\.range)
    groups = weights.groups.sorted { $0.key < $1.key }.map { name, limits in
      Group(limits: limits, members: weightOfLine.indices.filter { weightOfLine[$0].group == name })
    }
  }

  /// Scores a subject by all lines, and says why.
  ///
  /// - Parameters:
  ///   - subject: what is scored.
  ///   - context: where to look.
  ///   - detail: whether lines that say nothing are spelt out for subjects in the lowest band too.
  /// - Returns: the score, which its lines add up to.
  public func assess(
    _ subject: Subject, in context: RiskContext, detail: Detail = .full
  ) -> Assessment {
    var observations = observations(of: subject, in: context, detail: detail)
    let sightings = observations.map(Sighting.init)
    let weighed = weigh(sightings)
    let total = Self.tidy(weighed.reduce(prior, +))
    let bounds = bounds(of: sightings)
    var lines: [EvidenceLine] = []
    lines.reserveCapacity(weighed.count)
    for number in spelt(detail, in: band(of: total), sightings, weighed) {
      if observations[number].text == nil {
        observations[number] = EvidenceLines.all[number].observe(subject, in: context)
      }
      lines.append(line(number, observations[number], weighing: weighed[number], in: context))
    }
    var assessment = Assessment(
      prior: prior, lines: lines, decibans: total, probability: probability(ofDecibans: total),
      low: min(probability(ofDecibans: total), probability(ofDecibans: bounds.low)),
      high: max(probability(ofDecibans: total), probability(ofDecibans: bounds.high)),
      band: band(of: total), counterfactual: BilingualText("", ""))
    if case .strongest = detail { return assessment }
    let refuting = RefutingDeclarations(weights: weights).search(
      for: lines, total: total,
      judging: context.citations(of: [Int32(subject.row)] + context.movement(of: subject).records))
    assessment.counterfactual = Counterfactual(weights: weights).text(for: lines, total: total)
    assessment.refuting = refuting.declarations
    assessment.refutingIsSmallest = refuting.isSmallest
    return assessment
  }

  /// How much of an explanation is spelt out.
  public enum Detail: Sendable {
    /// Every line.
    case full
    /// For a subject in the lowest band, not the lines that are clear and weigh nothing.
    case brief
    /// So many of the lines that fired, those that add most, in their order, and nothing else.
    case strongest(Int)
  }

  /// What every line observes, in words as far as it is known before the sum that they are wanted.
  private func observations(
    of subject: Subject, in context: RiskContext, detail: Detail
  ) -> [Observation] {
    var subject = subject
    return zip(EvidenceLines.all, weightOfLine).map { rule, weights in
      subject.words =
        switch detail {
        case .full: .all
        case .brief: .weighing(weights)
        case .strongest: .none
        }
      return rule.observe(subject, in: context)
    }
  }

  /// The lines that are spelt out, in order.
  private func spelt(
    _ detail: Detail, in band: RiskBand, _ sightings: [Sighting?], _ weighed: [Double]
  ) -> [Int] {
    switch detail {
    case .brief where band == .low:
      // A measure of no weight is not worth the words.
      return sightings.indices.filter { number in
        sightings[number].map { weightOfLine[number].decibans(of: $0) != 0 } ?? true
      }
    case .full, .brief: return Array(sightings.indices)
    case .strongest(let count):
      let fired = sightings.indices.filter { number in
        guard let sighting = sightings[number], weighed[number] > 0 else { return false }
        return weightOfLine[number].decibans(of: sighting) > 0
      }
      let strongest = fired.sorted { one, other in
        weighed[one] != weighed[other] ? weighed[one] > weighed[other] : one < other
      }
      return strongest.prefix(count).sorted()
    }
  }

  /// The score of a subject in decibans, without words.
  public func score(of subject: Subject, in context: RiskContext) -> Double {
    Self.tidy(weigh(sightings(of: subject, in: context)).reduce(prior, +))
  }

  /// The sum as a person adds it up, without the last digits of binary fractions.
  private static func tidy(_ decibans: Double) -> Double {
    (decibans * 1e9).rounded() / 1e9
  }

  /// What every line measures, in the order of `EvidenceLines.codes`; nil where it cannot be checked.
  public func measures(of subject: Subject, in context: RiskContext) -> [Double?] {
    sightings(of: subject, in: context).map { $0?.measure }
  }

  /// What every line measures, and how sure it is of whom it looks at.
  private func sightings(of subject: Subject, in context: RiskContext) -> [Sighting?] {
    var subject = subject
    subject.words = .none
    return EvidenceLines.all.map { Sighting($0.observe(subject, in: context)) }
  }

  private func line(
    _ number: Int, _ observation: Observation, weighing decibans: Double, in context: RiskContext
  ) -> EvidenceLine {
    let weight = weightOfLine[number]
    var line = EvidenceLine(
      code: EvidenceLines.codes[number], group: weight.group, outcome: .notCheckable,
      text: observation.text?.endingOnce ?? BilingualText("", ""))
    guard let sighting = Sighting(observation) else {
      line.leastDecibans = ranges[number].lowerBound
      line.mostDecibans = ranges[number].upperBound
      return line
    }
    let alone = weight.decibans(of: sighting)
    line.outcome = alone > 0 ? .fired : .clear
    line.declarations = context.citations(of: observation.rows)
    line.decibans = decibans
    line.uncappedDecibans = alone
    line.leastDecibans = alone
    line.mostDecibans = alone
    return line
  }

  /// What each measure adds, after the lines of each group were cut down to what the group may add.
  ///
  /// The strongest line counts first; of equals the earlier in the list.
  func weigh(_ sightings: [Sighting?]) -> [Double] {
    var weighed = zip(weightOfLine, sightings).map { weight, sighting in
      sighting.map(weight.decibans(of:)) ?? 0
    }
    for group in groups {
      let sum = group.members.reduce(0) { $0 + weighed[$1] }
      if sum > group.limits.most {
        Self.cut(&weighed, sum - group.limits.most, from: group.members, sign: 1)
      } else if sum < group.limits.least {
        Self.cut(&weighed, group.limits.least - sum, from: group.members, sign: -1)
      }
    }
    return weighed
  }

  private static func cut(
    _ weighed: inout [Double], _ excess: Double, from members: [Int], sign: Double
  ) {
    let weakestFirst = members.filter { weighed[$0] * sign > 0 }.sorted { one, other in
      let (first, second) = (abs(weighed[one]), abs(weighed[other]))
      return first != second ? first < second : one > other
    }
    var excess = excess
    for index in weakestFirst where excess > 0 {
      let cut = min(excess, abs(weighed[index]))
      weighed[index] -= cut * sign
      excess -= cut
    }
  }

  /// The score with every line that cannot be checked at either end of what it could weigh.
  private func bounds(of sightings: [Sighting?]) -> (low: Double, high: Double) {
    var (low, high) = (prior, prior)
    for group in groups {
      var (least, most) = (0.0, 0.0)
      for number in group.members {
        let weight = weightOfLine[number]
        if let sighting = sightings[number] {
          least += weight.decibans(of: sighting)
          most += weight.decibans(of: sighting)
        } else {
          least += ranges[number].lowerBound
          most += ranges[number].upperBound
        }
      }
      low += max(group.limits.least, min(group.limits.most, least))
      high += max(group.limits.least, min(group.limits.most, most))
    }
    return (low, high)
  }

  /// The band of a score in decibans.
  public func band(of decibans: Double) -> RiskBand {
    weights.bands.band(of: decibans)
  }
}
