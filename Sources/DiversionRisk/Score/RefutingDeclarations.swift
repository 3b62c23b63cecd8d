import TradeModel

/// The smallest set of declarations without which a score would leave its band.
///
/// A line rests on the declarations that it cites besides the export judged: without all of them it
/// does not hold and adds nothing, while groups stay limited. Lines that rest on the export alone, or
/// on more than they cite, cannot be refuted so. Of equally small sets the one that leaves the lowest
/// score is taken, of those the first in order.
///
/// - SeeAlso: <doc:Scoring>
struct RefutingDeclarations {
  /// What a search came to.
  struct Found: Equatable {
    /// The declarations, in order; empty where no set is enough.
    var declarations: [DeclarationIdentity] = []
    /// Whether no smaller set is enough; false where the search was ended before all were ruled out.
    var isSmallest = true
  }

  let weights: WeightSet
  /// How many choices of lines are looked at before the smallest set so far has to do.
  ///
  /// Exports of invented worlds take tens, and a choice takes a few microseconds.
  var mostChoices = 2_000

  /// Looks for the set by branch and bound over the lines.
  ///
  /// - Parameters:
  ///   - lines: the lines of the score.
  ///   - total: their sum and the prior.
  ///   - subject: the export judged and the records of the same movement, which are never part of it.
  /// - Returns: the set, and whether it is proven the smallest.
  /// - Complexity: O(2^lines) at worst, ended after `mostChoices` choices of O(citations) each.
  func search(
    for lines: [EvidenceLine], total: Double, judging subject: [DeclarationIdentity]
  ) -> Found {
    guard let threshold = weights.bands.least(of: weights.bands.band(of: total)) else {
      return Found()
    }
    let refutable = lines.filter { line in
      line.outcome == .fired && line.uncappedDecibans > 0
        && !EvidenceLines.restsOnMore.contains(line.code)
        && line.declarations.contains { !subject.contains($0) }
    }
    let cited = refutable.map { Set($0.declarations).subtracting(subject) }
    var search = Search(
      GroupedScore(of: lines, weights, total), threshold: threshold,
      refutable: refutable, cited: cited, mostChoices: mostChoices)
    return search.run()
  }
}

/// The score that is left when lines fall.
private struct GroupedScore {
  private let total: Double
  /// What the lines of each group come to before its limits, by name.
  private let groups: [(limits: WeightSet.GroupLimits, sum: Double)]
  private let number: [String: Int]

  init(of lines: [EvidenceLine], _ weights: WeightSet, _ total: Double) {
    self.total = total
    let known = weights.groups.sorted { $0.key < $1.key }
    number = Dictionary(uniqueKeysWithValues: zip(known.map(\.key), 0...))
    groups = known.map { name, limits in
      (limits, lines.filter { $0.group == name }.reduce(0) { $0 + $1.uncappedDecibans })
    }
  }

  /// The group of a line; nil for one that the weight set does not know, which adds nothing.
  func group(of line: EvidenceLine) -> Int? { number[line.group] }

  /// The score with so much less in each group.
  func left(without less: [Double]) -> Double {
    let left = zip(groups, less).reduce(total) { left, entry in
      let (group, less) = entry
      guard less > 0 else { return left }
      func limited(_ value: Double) -> Double {
        min(group.limits.most, max(group.limits.least, value))
      }
      return left - limited(group.sum) + limited(group.sum - less)
    }
    // As scores are tidied: the last digits of binary fractions decide nothing.
    return (left * 1e9).rounded() / 1e9
  }

  var count: Int { groups.count }
}

/// Lines are made to fall, or kept, one after another; what cannot beat the best is cut off.
private struct Search {
  private struct Line {
    let weight: Double
    let group: Int
    /// The bundles of declarations that it rests on.
    let bundles: [Int]
  }

  private enum Choice {
    case open
    case kept
  }

  private let score: GroupedScore
  private let threshold: Double
  private let lines: [Line]
  /// Declarations cited by the same lines, which go together.
  private let bundles: [[DeclarationIdentity]]
  private let mostChoices: Int
  private var choices = 0
  private var best: (declarations: [DeclarationIdentity], left: Double)?

  init(
    _ score: GroupedScore, threshold: Double, refutable: [EvidenceLine],
    cited: [Set<DeclarationIdentity>], mostChoices: Int
  ) {
    self.score = score
    self.threshold = threshold
    self.mostChoices = mostChoices
    var citing: [DeclarationIdentity: [Int]] = [:]
    for (number, declarations) in cited.enumerated() {
      for declaration in declarations { citing[declaration, default: []].append(number) }
    }
    let bundled = Dictionary(grouping: citing.keys) { citing[$0] ?? [] }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
    bundles = bundled.map { $0.value.sorted() }
    lines = refutable.enumerated().compactMap { number, line in
      score.group(of: line).map { group in
        Line(
          weight: line.uncappedDecibans, group: group,
          bundles: bundled.indices.filter { bundled[$0].key.contains(number) })
      }
    }
  }

  mutating func run() -> RefutingDeclarations.Found {
    // If all of them together are not enough, nothing is.
    consider(Array(repeating: true, count: bundles.count))
    guard best != nil else { return RefutingDeclarations.Found() }
    branch(
      Array(repeating: false, count: bundles.count), Array(repeating: .open, count: lines.count))
    return RefutingDeclarations.Found(
      declarations: best?.declarations ?? [], isSmallest: choices <= mostChoices)
  }

  /// Keeps a set of bundles if it is enough and better than the best; says whether it is enough.
  @discardableResult
  private mutating func consider(_ removed: [Bool]) -> Bool {
    guard isEnough(removed) else { return false }
    // Until all was looked at, something in it may still be spared.
    var removed = removed
    for bundle in bundles.indices.reversed() where removed[bundle] {
      removed[bundle] = false
      if !isEnough(removed) { removed[bundle] = true }
    }
    let left = left { missing(of: lines[$0], removed) == 0 }
    let set = bundles.indices.filter { removed[$0] }.flatMap { bundles[$0] }.sorted()
    let isBetter =
      best.map { known in
        if set.count != known.declarations.count { return set.count < known.declarations.count }
        return left != known.left
          ? left < known.left : set.lexicographicallyPrecedes(known.declarations)
      } ?? true
    if isBetter { best = (set, left) }
    return true
  }

  private func isEnough(_ removed: [Bool]) -> Bool {
    left { missing(of: lines[$0], removed) == 0 } < threshold
  }

  private mutating func branch(_ removed: [Bool], _ fate: [Choice]) {
    choices += 1
    guard choices <= mostChoices, !consider(removed), let best else { return }
    let size = bundles.indices.reduce(0) { $0 + (removed[$1] ? bundles[$1].count : 0) }
    let budget = best.declarations.count - size
    let missing = lines.map { self.missing(of: $0, removed) }
    let open = lines.indices.filter {
      fate[$0] == .open && missing[$0] > 0 && missing[$0] <= budget
    }
    // Whatever could still fall within the budget is not enough, or takes too many.
    var falls = missing.map { $0 == 0 }
    let now = left { falls[$0] }
    for line in open { falls[line] = true }
    guard left(without: { falls[$0] }) < threshold,
      leastMore(to: now - threshold, removed, open, missing) <= budget,
      let next = open.max(by: { isWorse($0, $1, missing) })
    else { return }
    var more = removed
    for bundle in lines[next].bundles { more[bundle] = true }
    // A line that is kept must not fall with others: that set is looked at where it is made to fall.
    let breaksPromise = lines.indices.contains {
      fate[$0] == .kept && self.missing(of: lines[$0], more) == 0
    }
    if !breaksPromise { branch(more, fate) }
    var without = fate
    without[next] = .kept
    branch(removed, without)
  }

  /// Decibans for each declaration more; of equals the later line is worse.
  private func isWorse(_ one: Int, _ other: Int, _ missing: [Int]) -> Bool {
    let first = lines[one].weight / Double(missing[one])
    let second = lines[other].weight / Double(missing[other])
    return first != second ? first < second : one > other
  }

  /// How many declarations more it takes at the least to lose so many decibans.
  ///
  /// Each line's weight is shared out among what it still rests on. All lines that a set of declarations
  /// brings down weigh no more together than their shares of those declarations.
  private func leastMore(
    to drop: Double, _ removed: [Bool], _ open: [Int], _ missing: [Int]
  ) -> Int {
    var shares = Array(repeating: 0.0, count: bundles.count)
    for line in open {
      for bundle in lines[line].bundles where !removed[bundle] {
        shares[bundle] += lines[line].weight / Double(missing[line])
      }
    }
    var (count, sum) = (0, 0.0)
    let richest = bundles.indices.filter { shares[$0] > 0 }.sorted { shares[$0] > shares[$1] }
    for bundle in richest {
      for _ in bundles[bundle] {
        // A little more than the roundings, so that no set is ruled out by one.
        if sum + 1e-6 > drop { return count }
        sum += shares[bundle]
        count += 1
      }
    }
    return sum + 1e-6 > drop ? count : .max
  }

  /// How many declarations a line still rests on.
  private func missing(of line: Line, _ removed: [Bool]) -> Int {
    line.bundles.reduce(0) { $0 + (removed[$1] ? 0 : bundles[$1].count) }
  }

  /// The score that is left without the lines that fall.
  private func left(without falls: (Int) -> Bool) -> Double {
    var less = Array(repeating: 0.0, count: score.count)
    for number in lines.indices where falls(number) {
      less[lines[number].group] += lines[number].weight
    }
    return score.left(without: less)
  }
}
