import Testing
import TradeModel

@Suite("Listed party match")
struct ListedPartyMatchTests {
  private let code = "links.listed_party"

  @Test("is a name in its country, anywhere on the route")
  func hit() throws {
    var trade = Fixture.chain()
    trade.list("GOLDEN Co., Ltd.", in: "HK")
    try trade.expect(
      code, 1, "Golden has the name of entry 7 of list EL (GOLDEN Co., Ltd.)", cites: ["E1", "O1"])
    trade.listed = []
    trade.list("Merlion")
    try trade.expect(code, 1, "Merlion has the name of entry 7")
  }

  @Test("is none in another country, before the listing or after it was lifted")
  func clear() throws {
    let none = "No party of the route has the name"
    for change: (inout ListedParty) -> Void in [
      { $0.country = Fixture.country("JP") }, { $0.designatedOn = Fixture.day(11) },
      { $0.delistedOn = Fixture.day(10) }, { $0.name = "Somebody else" },
    ] {
      var trade = Fixture.chain()
      trade.list("Golden", in: "HK", change)
      try trade.expect(code, 0, none)
    }
  }

  @Test("cannot be checked without a list")
  func missing() throws { try Fixture.chain().expect(code, nil, "no list to screen against") }
}
