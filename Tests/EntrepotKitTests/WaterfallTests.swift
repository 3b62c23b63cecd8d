import Testing
import TradeModel

@testable import EntrepotKit

@Suite("Waterfalls")
struct WaterfallTests {
  @Test("add up from the prior to the score, line by line")
  func sums() {
    let waterfall = Waterfall(Samples.assessment([12.5, -3, 0, 7.25]), language: .english)
    #expect(waterfall.rows.map(\.decibans) == [-20, 12.5, -3, 0, 7.25])
    #expect(waterfall.rows.map(\.sum) == [-20, -7.5, -10.5, -10.5, -3.25])
    #expect(waterfall.rows.first?.label == "prior")
    #expect(waterfall.rows.dropFirst().map(\.label).first == "flow.line0")
  }

  @Test("every score of the sample is the sum of its lines, and its probability follows")
  func sample() throws {
    let analysis = try SampleAnalysis.shared.get().analysis
    #expect(!analysis.routes.isEmpty)
    for route in analysis.routes {
      let score = route.assessment
      let sum = try #require(Waterfall(score, language: .korean).rows.last?.sum)
      #expect(abs(sum - score.decibans) < 1e-9)
      #expect(score.low <= score.probability && score.probability <= score.high)
    }
  }

  @Test("say outcome, decibans, sum, finding and declarations in both languages")
  func lines() {
    let assessment = Samples.assessment([12.5, -3])
    let english = Waterfall(assessment, language: .english).lines(in: .english)
    #expect(english[1].contains("fired") && english[1].contains("+12.5"))
    #expect(english[1].contains("-7.5") && english[1].contains("finding 0"))
    #expect(english[2].hasSuffix("↳ KR/D0/1"))
    #expect(english.contains { $0.hasPrefix("sum -10.5 dB") && $0.contains("band high") })
    #expect(english.contains("check first: see the goods"))
    #expect(english.last == "A score is a risk indicator, not proof of an offence.")
    let korean = Waterfall(assessment, language: .korean).lines(in: .korean)
    #expect(korean[1].contains("적중") && korean[1].contains("사실 0"))
    #expect(korean.contains("먼저 확인할 사실: 현물 확인"))
    #expect(korean.last == "점수는 위험 지표이며 위법의 증거가 아님.")
  }

  @Test("say what a line would weigh alone where its group is at the limit")
  func capped() {
    var assessment = Samples.assessment([5])
    assessment.lines[0].uncappedDecibans = 9
    let line = Waterfall(assessment, language: .english).rows[1].text
    #expect(line == "finding 0 (+9.0 dB alone; the group flow is at its limit)")
  }

  @Test("name a few declarations and say how many more there are")
  func manyDeclarations() {
    var assessment = Samples.assessment([5])
    assessment.lines[0].declarations = (1...7).map(Samples.identity)
    let lines = Waterfall(assessment, language: .english).lines(in: .english, declarationsShown: 2)
    #expect(lines[2].hasSuffix("↳ KR/D1/1, KR/D2/1, and 5 more"))
  }

  @Test(
    "show decibans with sign, and as many digits as add up",
    arguments: [(0.0, "0.0"), (-0.0, "0.0"), (3, "+3.0"), (-3.25, "-3.25"), (0.1 + 0.2, "+0.3")])
  func signs(value: Double, text: String) {
    #expect(Waterfall.signed(value) == text)
  }
}
