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
    let ranked = fired.map { index in
      (index: index, drop: total - score(without: [index], lines, total))
    }.sorted { one, other in
      one.drop != other.drop ? one.drop > other.drop : one.index < other.index
    }
    var removed: [Int] = []
    var left = total
    for candidate in ranked {
      removed.append(candidate.index)
      left = score(without: removed, lines, total)
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

  /// The score with some fired lines at their least suspicious weight.
  private func score(without removed: [Int], _ lines: [EvidenceLine], _ total: Double) -> Double {
    var before: [String: Double] = [:]
    var after: [String: Double] = [:]
    for (index, line) in lines.enumerated() {
      before[line.group, default: 0] += line.uncappedDecibans
      let least = weights.lines[line.code]?.range.lowerBound ?? 0
      after[line.group, default: 0] +=
        removed.contains(index) ? min(0, least) : line.uncappedDecibans
    }
    return weights.groups.keys.sorted().reduce(total) { sum, name in
      guard let limits = weights.groups[name] else { return sum }
      func limited(_ value: Double) -> Double { min(limits.most, max(limits.least, value)) }
      return sum - limited(before[name] ?? 0) + limited(after[name] ?? 0)
    }
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
