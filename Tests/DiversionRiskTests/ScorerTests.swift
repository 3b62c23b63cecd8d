import Testing
import TradeModel

@testable import DiversionRisk

@Suite("Scorer")
struct ScorerTests {
  /// Everything that a scorer says of a random trade with random weights.
  private func assessments(_ seed: UInt64) -> (Scorer, [Assessment]) {
    let world = FixtureWorld(.random(seed: seed))
    let scorer = Scorer(weights: .random(seed: seed), prior: 0.01)
    return (scorer, scorer.assess(world.subjects, in: world.context))
  }

  @Test("adds its lines up to the score, which lies in its interval", arguments: 0..<UInt64(100))
  func sum(seed: UInt64) {
    let (scorer, assessments) = assessments(seed)
    #expect(!assessments.isEmpty)
    for assessment in assessments {
      let sum = assessment.lines.reduce(assessment.prior) { $0 + $1.decibans }
      #expect(abs(sum - assessment.decibans) < 1e-9)
      #expect(assessment.lines.map(\.code) == EvidenceLines.codes)
      #expect(assessment.probability == probability(ofDecibans: assessment.decibans))
      #expect(assessment.low <= assessment.probability)
      #expect(assessment.probability <= assessment.high)
      #expect(assessment.band == scorer.band(of: assessment.decibans))
    }
  }

  @Test("says the same with and without words, in full and in brief", arguments: 0..<UInt64(10))
  func words(seed: UInt64) {
    let world = FixtureWorld(.random(seed: seed))
    let scorer = Scorer(weights: .random(seed: seed), prior: 0.01)
    let scores = scorer.scores(of: world.subjects, in: world.context)
    for (subject, score) in zip(world.subjects, scores) {
      let full = scorer.assess(subject, in: world.context)
      let brief = scorer.assess(subject, in: world.context, detail: .brief)
      #expect(full.decibans == score)
      #expect(brief.decibans == score)
      #expect(Set(brief.lines).isSubset(of: full.lines))
      #expect(abs(brief.lines.reduce(brief.prior) { $0 + $1.decibans } - score) < 1e-9)
    }
  }

  @Test("spells out as few of the strongest lines as are asked for", arguments: 0..<UInt64(10))
  func strongest(seed: UInt64) {
    let world = FixtureWorld(.random(seed: seed))
    let scorer = Scorer(weights: .random(seed: seed), prior: 0.01)
    for subject in world.subjects {
      let full = scorer.assess(subject, in: world.context)
      let short = scorer.assess(subject, in: world.context, detail: .strongest(3))
      let fired = full.lines.filter { $0.outcome == .fired && $0.decibans > 0 }
      let weakest = short.lines.map(\.decibans).min() ?? 0
      #expect(short.lines.count == min(3, fired.count))
      #expect(short.lines == full.lines.filter { short.lines.contains($0) })
      #expect(fired.allSatisfy { short.lines.contains($0) || $0.decibans <= weakest })
      #expect((short.decibans, short.low, short.high) == (full.decibans, full.low, full.high))
      #expect(short.refuting.isEmpty && short.counterfactual.english.isEmpty)
    }
  }

  @Test("never lets a line that cannot be checked count", arguments: 0..<UInt64(20))
  func missing(seed: UInt64) {
    let (scorer, assessments) = assessments(seed)
    for line in assessments.flatMap(\.lines) where line.outcome == .notCheckable {
      #expect(line.decibans == 0)
      #expect(line.declarations.isEmpty)
      #expect(line.leastDecibans...line.mostDecibans == scorer.weights.lines[line.code]?.range)
    }
    for line in assessments.flatMap(\.lines) where line.outcome != .notCheckable {
      #expect(line.outcome == (line.uncappedDecibans > 0 ? .fired : .clear))
    }
  }

  @Test("keeps groups within their limits, the strongest lines first", arguments: 0..<UInt64(200))
  func groups(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let weights = WeightSet.random(seed: seed)
    let scorer = Scorer(weights: weights, prior: 0.01)
    let measures = EvidenceLines.codes.map { _ in
      generator.chance(0.3) ? nil : Double.random(in: -1...5, using: &generator)
    }
    let weighed = scorer.weigh(measures.map { $0.map(Sighting.init(measure:)) })
    for (name, limits) in weights.groups {
      let members = EvidenceLines.codes.indices.filter {
        weights.lines[EvidenceLines.codes[$0]]?.group == name
      }
      let alone = members.map { member in
        measures[member].map { scorer.weightOfLine[member].decibans(at: $0) } ?? 0
      }
      let sum = alone.reduce(0, +)
      let limited = min(limits.most, max(limits.least, sum))
      #expect(abs(members.reduce(0) { $0 + weighed[$1] } - limited) < 1e-9)
      for (member, before) in zip(members, alone) {
        let after = weighed[member]
        #expect(abs(after) <= abs(before) && after * before >= 0)
        // Whatever was cut, nothing weaker of its sign may be left.
        if abs(after) < abs(before) - 1e-9 {
          for (other, weight) in zip(members, alone)
          where weight * before > 0 && abs(weight) < abs(before) {
            #expect(abs(weighed[other]) < 1e-9)
          }
        }
      }
    }
  }

  @Test("never falls with more of any evidence", arguments: 0..<UInt64(100))
  func monotone(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let scorer = Scorer(weights: .random(seed: seed), prior: 0.01)
    var measures = EvidenceLines.codes.map { _ in
      Optional(Double.random(in: -1...5, using: &generator))
    }
    var score = scorer.weigh(measures.map { $0.map(Sighting.init(measure:)) }).reduce(0, +)
    for line in measures.indices {
      let weight = scorer.weightOfLine[line]
      let rises = weight.base <= (weight.steps.last?.decibans ?? weight.base)
      measures[line] = measures[line].map { $0 + (rises ? 1 : -1) }
      let more = scorer.weigh(measures.map { $0.map(Sighting.init(measure:)) }).reduce(0, +)
      #expect(more >= score - 1e-9, "\(EvidenceLines.codes[line])")
      score = more
    }
  }

  @Test("names facts without which the band is what it says", arguments: 0..<UInt64(100))
  func counterfactual(seed: UInt64) {
    let (scorer, assessments) = assessments(seed)
    for assessment in assessments {
      let text = assessment.counterfactual.english
      let named = assessment.lines.filter { text.contains("“\($0.text.english)”") }
      let lower = RiskBand.allCases.first { text.contains(" to \($0.rawValue) if") }
      let isUnique = Set(named.map(\.text.english)).count == named.count
      guard let lower, isUnique, !text.contains(" more.") else { continue }
      #expect(lower < assessment.band)
      #expect(!named.isEmpty && named.allSatisfy { $0.outcome == .fired })
      #expect(scorer.band(of: score(assessment, without: named, scorer)) == lower, "\(text)")
    }
  }

  @Test("says that a band stays only where it does", arguments: 0..<UInt64(100))
  func stays(seed: UInt64) {
    let (scorer, assessments) = assessments(seed)
    for assessment in assessments
    where assessment.counterfactual.english.hasPrefix("Stays in this band") {
      let fired = assessment.lines.filter { $0.outcome == .fired }
      #expect(scorer.band(of: score(assessment, without: fired, scorer)) == assessment.band)
    }
  }

  /// The score with some lines at their least suspicious weight.
  private func score(
    _ assessment: Assessment, without removed: [EvidenceLine], _ scorer: Scorer
  ) -> Double {
    scorer.weights.groups.sorted { $0.key < $1.key }.reduce(assessment.prior) { total, group in
      let sum = assessment.lines.filter { $0.group == group.key }.reduce(0.0) { sum, line in
        let least = min(0, scorer.weights.lines[line.code]?.range.lowerBound ?? 0)
        return sum + (removed.contains(line) ? least : line.uncappedDecibans)
      }
      return total + min(group.value.most, max(group.value.least, sum))
    }
  }

  @Test("starts from the base rate", arguments: [(0.5, 0.0), (0.001, -29.996), (0.01, -19.956)])
  func prior(rate: Double, decibans: Double) {
    #expect(Scorer(weights: .random(seed: 0), prior: rate).prior == decibans)
  }

  @Test(
    "puts a score in its band",
    arguments: [
      (-25.001, RiskBand.low), (-25, .elevated), (-15.001, .elevated), (-15, .high),
      (-5, .critical),
      (40, .critical),
    ])
  func bands(decibans: Double, band: RiskBand) {
    let scorer = Scorer(weights: .random(seed: 0), prior: 0.01)
    #expect(scorer.band(of: decibans) == band)
    #expect(scorer.weights.bands.least(of: band) ?? -.infinity <= decibans)
  }
}

@Suite("Weight set")
struct WeightSetTests {
  @Test("tells what is wrong with it")
  func faults() {
    let codes = EvidenceLines.codes
    let sound = WeightSet.random(seed: 1)
    #expect(sound.faults(expecting: codes).isEmpty)
    func fault(_ change: (inout WeightSet) -> Void) -> [String] {
      var set = sound
      change(&set)
      return set.faults(expecting: codes)
    }
    let line = codes[0]
    #expect(fault { $0.lines[line] = nil } == ["line \(line) has no weights"])
    #expect(fault { $0.lines["x.y"] = $0.lines[line] } == ["there is no line x.y"])
    #expect(fault { $0.lines[line]?.group = "x" } == ["line \(line): there is no group x"])
    let level = fault {
      $0.lines[line]?.steps = [.init(from: 2, decibans: 1), .init(from: 2, decibans: 1)]
    }
    #expect(level.contains("line \(line): steps must rise in `from`"))
    #expect(
      fault {
        $0.lines[line]?.base = 0
        $0.lines[line]?.steps = [.init(from: 1, decibans: 2), .init(from: 2, decibans: 1)]
      } == ["line \(line): weights must rise or fall all the way"])
    let limits = "group group 0: least must be 0 or below, most 0 or above"
    #expect(fault { $0.groups["group 0"]?.least = 1 } == [limits])
    #expect(fault { $0.groups["group 0"]?.most = -1 } == [limits])
    #expect(
      fault { $0.bands.high = 99 } == ["bands must rise: elevated, high, critical"])
  }
}

@Suite("Evidence lines")
struct EvidenceLinesTests {
  @Test("have a code each, in a group of that name or another")
  func codes() {
    #expect(Set(EvidenceLines.codes).count == EvidenceLines.codes.count)
    #expect(EvidenceLines.codes.allSatisfy { $0.split(separator: ".").count == 2 })
  }
}
