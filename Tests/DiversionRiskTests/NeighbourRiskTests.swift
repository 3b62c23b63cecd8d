import Testing
import TradeModel

@testable import DiversionRisk

@Suite("Neighbour risk")
struct NeighbourRiskTests {
  @Test("of any number of neighbours the strongest other one is found", arguments: 0..<UInt64(100))
  func agreesWithSlowTwin(seed: UInt64) {
    let world = FixtureWorld(.random(seed: seed))
    let context = world.context
    var generator = SeededGenerator(seed: seed)
    let scores = world.subjects.map { _ in Double(Int.random(in: 0..<9, using: &generator)) }
    let risk = NeighbourRisk(
      subjects: world.subjects, scores: scores, movements: context.movements)
    for subject in world.subjects {
      let own = context.movement(of: subject)
      let others = zip(world.subjects, scores).map { (context.movement(of: $0), $1) }
        .filter { $0.0.shipper == own.shipper }
      let pair = others.filter { $0.0.consignee == own.consignee && $0.0.date != own.date }
      let elsewhere = others.filter { $0.0.consignee != own.consignee }
      // Of each day, and of each consignee, the highest; of those the three highest.
      let days = Dictionary(grouping: pair) { $0.0.date }
      let consignees = Dictionary(grouping: elsewhere) { $0.0.consignee }
      func highest<Key>(_ groups: [Key: [(Movement, Double)]]) -> [Double] {
        groups.values.compactMap { $0.map(\.1).max() }.sorted(by: >).prefix(3).map { $0 }
      }
      #expect(risk.strongestOfPair(own).map(\.score) == highest(days))
      #expect(risk.strongestOfExporter(own).map(\.score) == highest(consignees))
    }
  }

  @Test("neighbours can only raise a score", arguments: 0..<UInt64(100))
  func onlyRaises(seed: UInt64) {
    let world = FixtureWorld(.random(seed: seed))
    var weights = WeightSet.random(seed: seed)
    for code in ["propagated.same_pair", "propagated.same_exporter"] {
      weights.lines[code]?.base = 0
      weights.lines[code]?.steps = [.init(from: -20, decibans: 3), .init(from: -10, decibans: 6)]
    }
    weights.lines["propagated.influence"]?.base = 0
    weights.lines["propagated.influence"]?.steps = [.init(from: 0.001, decibans: 3)]
    let scorer = Scorer(weights: weights, prior: 0.01)
    let alone = scorer.scores(of: world.subjects, in: world.context)
    let spread = scorer.spreading(over: world.subjects, in: world.context)
    for (before, after) in zip(alone, scorer.scores(of: world.subjects, in: spread)) {
      #expect(after >= before - 1e-9)
    }
  }
}
