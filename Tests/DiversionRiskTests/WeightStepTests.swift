import Testing

@testable import DiversionRisk

@Suite("Weight steps")
struct WeightStepTests {
  private let line = WeightSet.LineWeights(
    group: "flow", base: -1, steps: [.init(from: 0.3, decibans: 4), .init(from: 0.7, decibans: 6)])

  @Test(
    "weigh what the last step reached says",
    arguments: [(0.0, -1.0), (0.3, 4), (0.69, 4), (0.7, 6), (9, 6)])
  func lastStepReached(measure: Double, decibans: Double) {
    #expect(line.decibans(at: measure) == decibans)
  }

  @Test("span the least and the most of base and steps")
  func range() {
    #expect(line.range == -1...6)
  }
}
