public import TradeModel

/// The single fact to check first: what would take a score out of its band.
struct Counterfactual {
  let weights: WeightSet

  /// Says which line, if it did not hold, would lower the band, or which lines together would.
  ///
  /// A line that does not hold is taken at its least suspicious weight; groups stay limited, so
  /// taking one line away can let another count in full.
  func text(for lines: [EvidenceLine], total: Double) -> BilingualText {
    let band = weights.bands.band(of: total)
    let fired = lines.indices.filter { lines[$0].outcome == .fired && lines[$0].decibans > 0 }
    guard let threshold = weights.bands.least(of: band), !fired.isEmpty else {
      return BilingualText(
        "No single fact lowers this score by a band.", "단일 사실로 등급이 낮아지지 않음.")
    }
    let sums = GroupSums(of: lines, weights, total)
    let ranked = fired.map { index in
      (index: index, drop: total - sums.score(without: [index]))
    }.sorted { one, other in
      one.drop != other.drop ? one.drop > other.drop : one.index < other.index
    }
    var removed: [Int] = []
    var left = total
    for candidate in ranked {
      removed.append(candidate.index)
      left = sums.score(without: removed)
      if left < threshold { break }
    }
    guard left < threshold else {
      return BilingualText(
        "Stays in this band even if every line that fired did not hold.",
        "적중한 모든 근거가 사실이 아니어도 등급이 유지됨.")
    }
    return sentence(removed.map { lines[$0] }, from: band, to: weights.bands.band(of: left))
  }

  private func sentence(
    _ lines: [EvidenceLine], from band: RiskBand, to lower: RiskBand
  ) -> BilingualText {
    let english = lines.prefix(3).map { "“\($0.text.english)”" }.joined(separator: " and ")
    let korean = lines.prefix(3).map { "“\($0.text.korean)”" }.joined(separator: ", ")
    let more = lines.count > 3 ? " and \(lines.count - 3) more" : ""
    let moreKorean = lines.count > 3 ? " 외 \(lines.count - 3)건" : ""
    return BilingualText(
      "Falls from \(band.rawValue) to \(lower.rawValue) if this does not hold: \(english)\(more).",
      "다음이 사실이 아니면 \(band.korean)에서 \(lower.korean)(으)로 낮아짐: \(korean)\(moreKorean).")
  }
}

/// The lines of a score by group, so that it can be added up again without some of them.
private struct GroupSums {
  private let total: Double
  /// The limits of the groups, in the order of their names.
  private let limits: [WeightSet.GroupLimits]
  /// What the lines of each group come to before its limits.
  private let before: [Double]
  private let lines: [(group: Int, weight: Double, least: Double)]

  init(of lines: [EvidenceLine], _ weights: WeightSet, _ total: Double) {
    let known = weights.groups.sorted { $0.key < $1.key }
    let numbers = Dictionary(uniqueKeysWithValues: zip(known.map(\.key), 0...))
    self.total = total
    limits = known.map(\.value)
    self.lines = lines.map { line in
      (
        numbers[line.group] ?? -1, line.uncappedDecibans,
        min(0, weights.lines[line.code]?.range.lowerBound ?? 0)
      )
    }
    before = Self.sums(of: self.lines, groups: known.count, without: [])
  }

  /// The score with some fired lines at their least suspicious weight.
  func score(without removed: [Int]) -> Double {
    let after = Self.sums(of: lines, groups: limits.count, without: removed)
    return limits.indices.reduce(total) { sum, group in
      sum - limited(before[group], group) + limited(after[group], group)
    }
  }

  private func limited(_ value: Double, _ group: Int) -> Double {
    min(limits[group].most, max(limits[group].least, value))
  }

  private static func sums(
    of lines: [(group: Int, weight: Double, least: Double)], groups: Int, without removed: [Int]
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: groups)
    for (index, line) in lines.enumerated() where line.group >= 0 {
      sums[line.group] += removed.contains(index) ? line.least : line.weight
    }
    return sums
  }
}

extension RiskBand {
  /// The word for it in Korean.
  public var korean: String {
    switch self {
    case .low: "낮음"
    case .elevated: "주의"
    case .high: "높음"
    case .critical: "심각"
    }
  }
}
