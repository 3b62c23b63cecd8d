import Testing
import TradeModel

@testable import DiversionRisk

@Suite("Refuting declarations")
struct RefutingDeclarationsTests {
  private let own = DeclarationIdentity(source: "KR", declarationID: "E", line: 1)

  private func other(_ number: Int) -> DeclarationIdentity {
    DeclarationIdentity(source: "SG", declarationID: "O\(number)", line: 1)
  }

  private func line(
    _ code: String, _ group: String, _ decibans: Double, _ cited: [DeclarationIdentity]
  ) -> EvidenceLine {
    var line = EvidenceLine(
      code: code, group: group, outcome: decibans > 0 ? .fired : .clear,
      text: BilingualText(english: "", korean: ""), declarations: [own] + cited)
    line.uncappedDecibans = decibans
    return line
  }

  private let weights = WeightSet(
    version: "t", bands: .init(elevated: -12, high: -6, critical: 0),
    groups: ["a": .init(least: -5, most: 8), "b": .init(least: -5, most: 10)], lines: [:])

  /// The sum after groups were limited.
  private func total(_ lines: [EvidenceLine]) -> Double {
    weights.groups.reduce(-14) { sum, group in
      let members = lines.filter { $0.group == group.key }.reduce(0) { $0 + $1.uncappedDecibans }
      return sum + min(group.value.most, max(group.value.least, members))
    }
  }

  @Test("are those that the deciding lines rest on, with what a full group held back counted in")
  func groups() {
    let lines = [
      line("a.1", "a", 8, [other(1)]), line("a.2", "a", 8, [other(2), other(3)]),
      line("b.1", "b", 3, []),
    ]
    // -14 + 8 + 3 = -3: high. Without either line of the full group the other still counts.
    let found = RefutingDeclarations(weights: weights).search(
      for: lines, total: total(lines), judging: [own])
    #expect(found == .init(declarations: [other(1), other(2), other(3)]))
  }

  @Test("are none for lines that rest on the export alone, and in the lowest band")
  func none() {
    let alone = [line("a.1", "a", 8, []), line("b.1", "b", 8, [])]
    let refuting = RefutingDeclarations(weights: weights)
    #expect(refuting.search(for: alone, total: total(alone), judging: [own]) == .init())
    let low = [line("a.1", "a", 1, [other(1)])]
    #expect(refuting.search(for: low, total: total(low), judging: [own]) == .init())
  }

  @Test("leave a line alone that rests on more than it cites")
  func restsOnMore() {
    let lines = [line("propagated.influence", "a", 8, [other(1)]), line("b.1", "b", 3, [])]
    let found = RefutingDeclarations(weights: weights).search(
      for: lines, total: total(lines), judging: [own])
    #expect(found == .init())
  }

  /// Lines of two groups that cite up to so many declarations, some of them the same ones.
  private func lines(
    _ count: Int, citing declarations: Int, each chance: Double, _ generator: inout SeededGenerator
  ) -> [EvidenceLine] {
    (0..<count).map { number in
      line(
        "l.\(number)", generator.chance(0.5) ? "a" : "b",
        Double(Int.random(in: -2...5, using: &generator)),
        (0..<declarations).filter { _ in generator.chance(chance) }.map(other))
    }
  }

  /// The score without the lines of which nothing is left.
  private func left(_ lines: [EvidenceLine], without removed: Set<DeclarationIdentity>) -> Double {
    total(
      lines.filter { line in
        let rests = Set(line.declarations).subtracting([own])
        return line.uncappedDecibans <= 0 || rests.isEmpty || !rests.isSubset(of: removed)
      })
  }

  @Test(
    "are the set that trying every one finds, of any number of lines", arguments: 0..<UInt64(300))
  func asTryingAll(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...24, using: &generator)
    let lines = lines(
      count, citing: 8, each: Double.random(in: 0.1...0.5, using: &generator), &generator)
    let all = total(lines)
    let found = RefutingDeclarations(weights: weights, mostChoices: .max).search(
      for: lines, total: all, judging: [own])
    let threshold = weights.bands.least(of: weights.bands.band(of: all)) ?? -.infinity
    let sets = (0..<256).map { choice in (0..<8).filter { choice & (1 << $0) != 0 }.map(other) }
      .map { (set: $0, left: left(lines, without: Set($0))) }
      .filter { $0.left < threshold }
    let best = sets.min { one, other in
      if one.set.count != other.set.count { return one.set.count < other.set.count }
      return one.left != other.left
        ? one.left < other.left : one.set.lexicographicallyPrecedes(other.set)
    }
    #expect(found == .init(declarations: best?.set ?? []))
  }

  @Test("are found among sixty lines on forty declarations", arguments: 0..<UInt64(10))
  func many(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let lines = lines(60, citing: 40, each: 0.06, &generator)
    let all = total(lines)
    let threshold = weights.bands.least(of: weights.bands.band(of: all)) ?? -.infinity
    let found = RefutingDeclarations(weights: weights).search(
      for: lines, total: all, judging: [own])
    guard !found.declarations.isEmpty else { return }
    #expect(left(lines, without: Set(found.declarations)) < threshold)
    // No declaration of it can stay.
    for kept in found.declarations {
      #expect(left(lines, without: Set(found.declarations).subtracting([kept])) >= threshold)
    }
  }

  @Test("are the smallest found, and said to be no more, where the search is ended")
  func ended() {
    var generator = SeededGenerator(seed: 3)
    var ended = 0
    for _ in 0..<30 {
      let lines = lines(24, citing: 10, each: 0.3, &generator)
      let all = total(lines)
      let whole = RefutingDeclarations(weights: weights, mostChoices: .max).search(
        for: lines, total: all, judging: [own])
      let brief = RefutingDeclarations(weights: weights, mostChoices: 2).search(
        for: lines, total: all, judging: [own])
      #expect(whole.isSmallest)
      #expect(brief.declarations.count >= whole.declarations.count)
      #expect(brief.declarations.isEmpty == whole.declarations.isEmpty)
      if brief.isSmallest { #expect(brief == whole) } else { ended += 1 }
    }
    #expect(ended > 0)
  }
}
