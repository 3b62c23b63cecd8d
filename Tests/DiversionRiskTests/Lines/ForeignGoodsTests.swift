import Testing
import TradeModel

@Suite("Foreign goods")
struct ForeignGoodsTests {
  private let code = "exporter.foreign_goods"

  private func trade(importer: String?, day: Int = -10, made: String? = "TW") -> Fixture {
    var trade = Fixture()
    trade.ship("E1") { $0.originCountry = made.map(Fixture.country) }
    if let importer {
      trade.ship("I1", "Formosa", importer, from: "TW", to: "KR", day: day) { $0.kind = .import }
    }
    return trade
  }

  @Test("are one where the exporter never brought them in")
  func leaked() throws {
    try trade(importer: "Gangnam").expect(code, 1, "Hanul is not recorded to have imported")
    try trade(importer: "Hanul", day: 5).expect(code, 1, "Hanul is not recorded to have imported")
  }

  @Test("are nothing where it did, or where they were made at home")
  func honest() throws {
    try trade(importer: "Hanul").expect(code, 0, "in 1 lot", cites: ["E1", "I1"])
    try trade(importer: nil, made: "KR").expect(code, 0, "made in KR")
  }

  @Test("cannot be checked without a country of manufacture or import records")
  func missing() throws {
    try trade(importer: "Gangnam", made: nil).expect(code, nil, "is not stated")
    try trade(importer: nil).expect(code, nil, "import records of KR do not come in")
  }
}
