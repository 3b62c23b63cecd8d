public import TradeModel

/// Adds lines of evidence up to a score that can be checked by hand.
public struct Scorer: Sendable {
  /// The weights in use.
  public let weights: WeightSet
  /// Decibans before any line.
  public let prior: Double

  /// A scorer.
  ///
  /// - Parameters:
  ///   - weights: a weight set without faults.
  ///   - prior: base rate of diversion among scored exports, above 0 and below 1.
  public init(weights: WeightSet, prior: Double) {
    precondition(prior > 0 && prior < 1, "a base rate lies between 0 and 1")
    self.weights = weights
    // Thousandths of a deciban: the sum can be checked with pencil and paper.
    self.prior = (decibans(prior / (1 - prior)) * 1000).rounded() / 1000
  }

  /// Scores a subject by all lines.
  public func assess(_ subject: Subject, in context: RiskContext) -> Assessment {
    var lines = EvidenceLines.all.map { rule in
      line(of: rule, observing: rule.observe(subject, in: context), in: context)
    }
    applyGroupLimits(&lines)
    return assessment(of: lines)
  }

  private func line(
    of rule: any EvidenceRule, observing observation: Observation, in context: RiskContext
  ) -> EvidenceLine {
    guard let weight = weights.lines[rule.code] else {
      preconditionFailure("the weight set was checked for \(rule.code) when it was read")
    }
    switch observation {
    case .notCheckable(let text):
      var line = EvidenceLine(
        code: rule.code, group: weight.group, outcome: .notCheckable, text: text)
      line.leastDecibans = weight.range.lowerBound
      line.mostDecibans = weight.range.upperBound
      return line
    case .measured(let measure, let text, let rows):
      let decibans = weight.decibans(at: measure)
      var seen: Set<DeclarationIdentity> = []
      var line = EvidenceLine(
        code: rule.code, group: weight.group, outcome: decibans > 0 ? .fired : .clear, text: text,
        declarations: rows.compactMap(context.identity(of:)).filter { seen.insert($0).inserted })
      line.decibans = decibans
      line.uncappedDecibans = decibans
      line.leastDecibans = decibans
      line.mostDecibans = decibans
      return line
    }
  }

  /// Cuts the lines of each group down to what the group may add; the strongest counts first.
  private func applyGroupLimits(_ lines: inout [EvidenceLine]) {
    for (name, limits) in weights.groups {
      let members = lines.indices.filter { lines[$0].group == name }
      var excess = members.reduce(0) { $0 + lines[$1].uncappedDecibans } - limits.most
      for index in weakestFirst(members, in: lines, sign: 1) where excess > 0 {
        let cut = min(excess, lines[index].decibans)
        lines[index].decibans -= cut
        excess -= cut
      }
      var shortfall = limits.least - members.reduce(0) { $0 + lines[$1].uncappedDecibans }
      for index in weakestFirst(members, in: lines, sign: -1) where shortfall > 0 {
        let cut = min(shortfall, -lines[index].decibans)
        lines[index].decibans += cut
        shortfall -= cut
      }
    }
  }

  private func weakestFirst(
    _ members: [Int], in lines: [EvidenceLine], sign: Double
  ) -> [Int] {
    members.filter { lines[$0].uncappedDecibans * sign > 0 }.sorted { one, other in
      let (first, second) = (
        abs(lines[one].uncappedDecibans), abs(lines[other].uncappedDecibans)
      )
      // Of equals the later in the list gives way, so that the order of lines decides.
      return first != second ? first < second : one > other
    }
  }

  /// The score that some lines add up to.
  func assessment(of lines: [EvidenceLine]) -> Assessment {
    let total = lines.reduce(prior) { $0 + $1.decibans }
    let band = band(of: total)
    return Assessment(
      prior: prior, lines: lines, decibans: total, probability: probability(ofDecibans: total),
      low: min(
        probability(ofDecibans: total), probability(ofDecibans: bound(lines, \.leastDecibans))),
      high: max(
        probability(ofDecibans: total), probability(ofDecibans: bound(lines, \.mostDecibans))),
      band: band, counterfactual: Counterfactual(weights: weights).text(for: lines, total: total))
  }

  /// The score with every line at one end of what it could weigh, groups limited as ever.
  private func bound(_ lines: [EvidenceLine], _ end: KeyPath<EvidenceLine, Double>) -> Double {
    var sums: [String: Double] = [:]
    for line in lines { sums[line.group, default: 0] += line[keyPath: end] }
    return weights.groups.keys.sorted().reduce(prior) { total, name in
      guard let limits = weights.groups[name] else { return total }
      return total + min(limits.most, max(limits.least, sums[name] ?? 0))
    }
  }

  /// The band of a score in decibans.
  public func band(of decibans: Double) -> RiskBand {
    weights.bands.band(of: decibans)
  }
}
