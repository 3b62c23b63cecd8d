import TradeModel

/// The smallest set of declarations without which a score would leave its band.
///
/// A line rests on the declarations that it cites besides the export judged: without all of them it
/// does not hold and adds nothing, while groups stay limited. Lines that rest on the export alone
/// cannot be refuted so. The set is smallest among all choices of the ten lines that add most.
struct RefutingDeclarations {
  let weights: WeightSet
  /// Choices of lines are tried one by one up to this many lines.
  static let mostLines = 10
  /// A set of more declarations than this is nothing that a person would check.
  static let mostDeclarations = 60

  /// The set, in order; empty where there is none.
  ///
  /// - Parameters:
  ///   - lines: the lines of the score.
  ///   - total: their sum and the prior.
  ///   - subject: the export judged and the records of the same movement, which are never part of it.
  /// - Returns: the declarations, sorted.
  /// - Complexity: O(2^lines) for at most ten lines.
  func set(
    for lines: [EvidenceLine], total: Double, judging subject: [DeclarationIdentity]
  ) -> [DeclarationIdentity] {
    guard let threshold = weights.bands.least(of: weights.bands.band(of: total)) else { return [] }
    let candidates = lines.indices.filter { index in
      lines[index].outcome == .fired && lines[index].uncappedDecibans > 0
        && lines[index].declarations.contains { !subject.contains($0) }
    }.sorted { one, other in
      let (first, second) = (lines[one].uncappedDecibans, lines[other].uncappedDecibans)
      return first != second ? first > second : one < other
    }.prefix(Self.mostLines)
    let cited = Array(
      Set(candidates.flatMap { lines[$0].declarations }.filter { !subject.contains($0) }).sorted()
        .prefix(Self.mostDeclarations))
    let numbers = Dictionary(uniqueKeysWithValues: zip(cited, 0..<cited.count))
    var chosen: [(line: Int, mask: UInt64)] = []
    for candidate in candidates {
      let rests = lines[candidate].declarations.filter { !subject.contains($0) }
      let positions = rests.compactMap { numbers[$0] }
      // A line that rests on more than can be looked through cannot be taken away.
      guard positions.count == rests.count else { continue }
      chosen.append((candidate, positions.reduce(0) { $0 | 1 << UInt64($1) }))
    }
    return smallest(of: chosen, lines, total, threshold).map { mask in
      cited.indices.filter { mask & (1 << UInt64($0)) != 0 }.map { cited[$0] }
    } ?? []
  }

  private func smallest(
    of chosen: [(line: Int, mask: UInt64)], _ lines: [EvidenceLine], _ total: Double,
    _ threshold: Double
  ) -> UInt64? {
    let groups = Groups(lines, weights)
    var best: (size: Int, mask: UInt64, left: Double)?
    for choice in 1..<(1 << chosen.count) {
      var mask: UInt64 = 0
      for position in chosen.indices where choice & (1 << position) != 0 {
        mask |= chosen[position].mask
      }
      let size = mask.nonzeroBitCount
      if let best, size > best.size { continue }
      // Whatever else rests on nothing but these falls as well.
      let fallen = chosen.filter { $0.mask & ~mask == 0 }.map(\.line)
      let most = fallen.reduce(0) { $0 + lines[$1].uncappedDecibans }
      guard total - most < threshold else { continue }
      let left = groups.score(without: fallen, of: lines, from: total)
      guard left < threshold else { continue }
      let isBetter =
        best.map { known in
          size != known.size
            ? size < known.size
            : left != known.left ? left < known.left : mask < known.mask
        } ?? true
      if isBetter { best = (size, mask, left) }
    }
    return best?.mask
  }

  /// What each group comes to before its limits.
  private struct Groups {
    private let sums: [String: Double]
    private let weights: WeightSet

    init(_ lines: [EvidenceLine], _ weights: WeightSet) {
      var sums: [String: Double] = [:]
      for line in lines { sums[line.group, default: 0] += line.uncappedDecibans }
      self.sums = sums
      self.weights = weights
    }

    func score(without fallen: [Int], of lines: [EvidenceLine], from total: Double) -> Double {
      var less: [String: Double] = [:]
      for index in fallen { less[lines[index].group, default: 0] += lines[index].uncappedDecibans }
      return less.sorted { $0.key < $1.key }.reduce(total) { left, entry in
        guard let limits = weights.groups[entry.key], let sum = sums[entry.key] else { return left }
        func limited(_ value: Double) -> Double { min(limits.most, max(limits.least, value)) }
        return left - limited(sum) + limited(sum - entry.value)
      }
    }
  }
}
