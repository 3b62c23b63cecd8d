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
    let found = RefutingDeclarations(weights: weights).set(
      for: lines, total: total(lines), judging: [own])
    #expect(found == [other(1), other(2), other(3)])
  }

  @Test("are none for lines that rest on the export alone, and in the lowest band")
  func none() {
    let alone = [line("a.1", "a", 8, []), line("b.1", "b", 8, [])]
    let refuting = RefutingDeclarations(weights: weights)
    #expect(refuting.set(for: alone, total: total(alone), judging: [own]).isEmpty)
    let low = [line("a.1", "a", 1, [other(1)])]
    #expect(refuting.set(for: low, total: total(low), judging: [own]).isEmpty)
  }

  @Test("are as few as trying every set finds", arguments: 0..<UInt64(100))
  func asTryingAll(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let lines = (0..<6).map { number in
      line(
        "l.\(number)", generator.chance(0.5) ? "a" : "b",
        Double(Int.random(in: -2...8, using: &generator)),
        (0..<6).filter { _ in generator.chance(0.3) }.map(other))
    }
    let all = total(lines)
    let found = RefutingDeclarations(weights: weights).set(for: lines, total: all, judging: [own])
    let threshold = weights.bands.least(of: weights.bands.band(of: all)) ?? -.infinity
    func left(without removed: Set<DeclarationIdentity>) -> Double {
      total(
        lines.filter { line in
          let rests = Set(line.declarations).subtracting([own])
          return line.uncappedDecibans <= 0 || rests.isEmpty || !rests.isSubset(of: removed)
        })
    }
    let sizes = (0..<64).map { choice in
      Set((0..<6).filter { choice & (1 << $0) != 0 }.map(other))
    }.filter { left(without: $0) < threshold }.map(\.count)
    #expect(found.count == sizes.min() ?? 0)
    if !found.isEmpty { #expect(left(without: Set(found)) < threshold) }
  }
}
