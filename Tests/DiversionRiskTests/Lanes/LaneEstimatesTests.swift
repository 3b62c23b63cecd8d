import Testing
import TradeModel

@testable import DiversionRisk

/// Korea's trade with hubs and direct buyers over two years, with a control in the second.
@Suite("Lane estimates")
struct LaneEstimatesTests {
  private static let control = TradeDay(raw: 20_089)  // 1 January 2025, month 12 of the series.
  private static let month = OfficialStatistics.ordinal(of: control) + 5
  private static let quiet = ["FR", "IT", "ES", "PT", "PL", "SE", "FI", "NO", "AT", "BE", "GR"]

  /// Statistics in which chips through Singapore rise and direct ones fall by some factors.
  private func estimates(
    hub: Double, direct: Double, others: Double = 1, asOf: TradeDay = control + 400
  ) -> LaneEstimates {
    var generator = SeededGenerator(seed: 7)
    var flows: [CountryFlow] = []
    func add(_ from: String, _ to: String, _ hs6: String, _ kind: TradeFlow, _ times: Double) {
      for month in 0..<24 {
        var flow = CountryFlow(
          month: Fixture.day(-363 + 31 * month), reporter: Fixture.country(from),
          partner: Fixture.country(to), flow: kind, hs6: hs6)
        let noise = Double.random(in: 0.95...1.05, using: &generator)
        flow.valueUSD = 100_000 * noise * (month >= 12 ? times : 1)
        flows.append(flow)
      }
    }
    add("KR", "SG", "847330", .export, hub)
    add("SG", "CN", "847330", .reexport, hub)
    add("KR", "CN", "847330", .export, direct)
    for country in Self.quiet { add("KR", country, "847330", .export, 1) }
    for number in 0..<12 {
      add("KR", "SG", "\(950300 + number)", .export, others)
      add("KR", "FR", "\(950300 + number)", .export, 1)
    }
    let catalogue = GoodsCatalogue(
      families: [Fixture.chips], controls: [Fixture.control("EC1", family: "chips", from: 0)])
    return LaneEstimates(
      OfficialStatistics(flows, catalogue: catalogue), catalogue: catalogue,
      origins: [Fixture.country("KR")], asOf: asOf)
  }

  private func lane(_ estimates: LaneEstimates) -> (substitution: Double?, decibans: Double?) {
    let (from, via, to) = (Fixture.country("KR"), Fixture.country("SG"), Fixture.country("CN"))
    return (
      estimates.substitution(from: from, via: via, to: to, family: 0, month: Self.month),
      estimates.decibans(from: from, via: via, to: to, family: 0, month: Self.month)
    )
  }

  @Test("see what took the place of direct trade")
  func substitution() throws {
    let found = lane(estimates(hub: 1.5, direct: 0.25))
    #expect(abs(try #require(found.substitution) - 0.5 / 0.75) < 0.05)
    #expect(lane(estimates(hub: 1.5, direct: 1.2)).substitution == nil)
  }

  @Test("weigh a rise that neither other goods nor other countries show, up to the cap")
  func weighs() throws {
    let found = try #require(lane(estimates(hub: 4, direct: 0.25)).decibans)
    #expect(found > 2 && found <= LaneEstimates.most)
  }

  @Test("weigh nothing where other goods rose as much, or the hub did not rise")
  func placebo() {
    #expect(lane(estimates(hub: 4, direct: 0.25, others: 8)).decibans == 0)
    #expect(lane(estimates(hub: 0.9, direct: 0.25)).decibans == 0)
  }

  @Test("say nothing of a control after the day")
  func asOf() {
    let found = lane(estimates(hub: 4, direct: 0.25, asOf: Self.control + -1))
    #expect(found.substitution == nil && found.decibans == nil)
  }

  @Test("take off the usual gap and the lag of a stage")
  func gaps() throws {
    var flows: [CountryFlow] = []
    for (partner, lost) in [("SG", 1.0), ("VN", 1.0), ("MY", 0.5)] {
      for month in 0..<14 {
        let sent = 1_000 * Double(month % 5 + 1)
        for (kind, reporter, other, value, late) in [
          (TradeFlow.export, "KR", partner, sent, 0),
          (.import, partner, "KR", sent * 1.1 * lost, 1),
        ] where month + late < 14 {
          var flow = CountryFlow(
            month: Fixture.day(-363 + 31 * (month + late)), reporter: Fixture.country(reporter),
            partner: Fixture.country(other), flow: kind, hs6: "847330")
          flow.valueUSD = value
          flows.append(flow)
        }
      }
    }
    let catalogue = GoodsCatalogue(families: [Fixture.chips], controls: [])
    let estimates = LaneEstimates(
      OfficialStatistics(flows, catalogue: catalogue), catalogue: catalogue,
      origins: [Fixture.country("KR")], asOf: Self.control)
    let month = OfficialStatistics.ordinal(of: Fixture.day(-363)) + 4
    func gap(_ to: String) -> Double? {
      estimates.mirrorGap(
        from: Fixture.country("KR"), to: Fixture.country(to), family: 0, month: month)
    }
    #expect(abs(try #require(gap("SG"))) < 1e-3)
    // Half of what was sent to Malaysia never shows there: log 2.
    #expect(abs(try #require(gap("MY")) - 0.693) < 1e-2)
    #expect(gap("TH") == nil)
  }
}
