import Testing

@Suite("New final buyer")
struct NewFinalBuyerTests {
  private let code = "geometry.new_final_buyer"

  @Test("counts days since the buyer's first purchase")
  func days() throws {
    try Fixture.chain().expect(
      code, 0, "Golden first bought such goods 0 days before", cites: ["E1", "O1"])
    var trade = Fixture.chain()
    trade.sendOn("O0", "Other hub", day: -20)
    try trade.expect(
      code, 30, "Golden first bought such goods 30 days before", cites: ["E1", "O1", "O0"])
  }

  @Test("cannot be checked without a final buyer")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1")
    try trade.expect(code, nil, "No final buyer is recorded")
  }
}
