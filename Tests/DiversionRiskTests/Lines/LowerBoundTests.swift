import Testing

@Suite("Lower bound")
struct LowerBoundTests {
  private let code = "flow.lower_bound"

  @Test("is what other suppliers cannot account for", arguments: [(10, 0), (15, 5), (20, 10)])
  func least(sent: Int, least: Int) throws {
    var trade = Fixture.chain(sentOn: Double(sent))
    trade.ship("E2", "Rival")
    try trade.expect(
      code, Double(least) / Double(sent),
      "Of \(sent) that Merlion sent to destinations of concern, at least \(least) and at most 10 "
        + "came from Hanul.", cites: ["E1", "O1"])
  }

  @Test("is everything where there is no other supplier")
  func only() throws {
    try Fixture.chain().expect(code, 1, "at least 10 and at most 10", cites: ["E1", "O1"])
  }

  @Test("cannot be checked without an onward movement")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1")
    try trade.expect(code, nil, "nothing must have come from this exporter")
  }
}
