import Testing
import TradeModel

@Suite("Declared end user")
struct DeclaredEndUserTests {
  private let code = "enduse.declared_end_user"

  @Test("is open where the stated end user or the permit names the buyer")
  func open() throws {
    var trade = Fixture.chain()
    trade.declarations[0].endUser = WrittenParty(name: "Jade", country: Fixture.country("CN"))
    try trade.expect(code, 0, "end user Jade is in CN: declared openly", cites: ["E1", "O1"])
    trade.declarations[0].endUser = WrittenParty(id: "Golden")
    try trade.expect(code, 0, "end user Golden is in HK", cites: ["E1", "O1"])
    trade.declarations[1].consignee.country = Fixture.country("SG")
    try trade.expect(code, 0, "onward buyer Golden is the stated end user", cites: ["E1", "O1"])
    trade.declarations[0].endUser = WrittenParty()
    trade.declarations[0].permitNumber = "P1"
    trade.permit { $0.endUserID = "Golden" }
    try trade.expect(
      code, 0, "Permit P1 was issued for the onward buyer Golden", cites: ["E1", "O1"])
  }

  @Test("is contradicted by goods that went on", arguments: [(2.0, 2), (3, 3), (10, 3)])
  func elsewhere(pieces: Double, measure: Int) throws {
    var trade = Fixture.chain(sentOn: pieces)
    trade.declarations[0].endUser = WrittenParty(name: "Orchid", country: Fixture.country("SG"))
    try trade.expect(
      code, Double(measure),
      measure == 2 ? "Orchid is in no destination" : "Orchid, but \(Int(pieces * 10)) % of the lot",
      cites: measure == 2 ? ["E1"] : ["E1", "O1"])
  }

  @Test("is open where a third country is named, unless the goods went on", arguments: [2.0, 3])
  func thirdCountry(pieces: Double) throws {
    var trade = Fixture.chain(sentOn: pieces)
    trade.declarations[0].endUser = WrittenParty(name: "Bulan", country: Fixture.country("TH"))
    if pieces < 3 {
      try trade.expect(code, 0.5, "end user Bulan is in TH, a third country", cites: ["E1"])
    } else {
      try trade.expect(code, 3, "Bulan, but 30 % of the lot", cites: ["E1", "O1"])
    }
    // Goods that are said to come back go nowhere openly.
    trade.declarations[0].endUser.country = Fixture.country("KR")
    try trade.expect(
      code, pieces < 3 ? 2 : 3, "end user", cites: pieces < 3 ? ["E1"] : ["E1", "O1"])
  }

  @Test(
    "is not asked where the destination is itself of concern, nor answered where none is stated")
  func rest() throws {
    var trade = Fixture()
    trade.ship("E1", to: "CN")
    try trade.expect(code, 1, "destination CN is itself one of concern")
    try Fixture.chain().expect(code, nil, "No end user is stated")
  }
}
