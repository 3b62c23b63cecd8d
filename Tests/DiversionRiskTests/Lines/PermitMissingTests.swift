import Testing
import TradeModel

@Suite("Permit missing")
struct PermitMissingTests {
  private let code = "permit.missing"

  private func trade(citing number: String?) -> Fixture {
    var trade = Fixture.chain()
    trade.declarations[0].permitNumber = number
    return trade
  }

  @Test("tells a known permit from an unknown one and from none")
  func needed() throws {
    for (cited, measure, words) in [
      ("P1", 0.0, "Permit P1 is in the register"), ("P9", 2, "Permit P9 is not in the register"),
      (nil, 3, "no permit is cited"),
    ] {
      var trade = trade(citing: cited)
      trade.permit()
      try trade.expect(code, measure, words)
    }
  }

  @Test("is not asked for where no control of the country of export is in force")
  func notNeeded() throws {
    var trade = trade(citing: nil)
    trade.controls = [Fixture.control("3A090", family: "chips", jurisdiction: "US")]
    try trade.expect(code, 1, "No control of KR in force on 2025-01-01 asks for a permit")
  }

  @Test("cannot be checked without a register")
  func missing() throws {
    try trade(citing: "P1").expect(code, nil, "Permit P1 is cited, but there is no permit register")
  }
}
