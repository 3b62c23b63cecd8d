import Testing
import TradeModel

@Suite("Description disagrees")
struct DescriptionDisagreesTests {
  private let code = "item.description_disagrees"

  @Test(
    "compares the code with the usual one of the description",
    arguments: [
      ("847330", 0.0, "The code 8473.30 is the usual one"),
      ("847180", 1, "Declared under 8471.80, but goods so described are usually 8473.30"),
      ("850440", 2, "Declared under 8504.40, but goods so described are usually 8473.30"),
    ])
  func code(declared: String, measure: Double, words: String) throws {
    var trade = Fixture()
    trade.families.append(Fixture.servers)
    trade.learn("h100 module")
    trade.ship("E1") {
      $0.goodsDescription = "H100 module"
      $0.hsCode = declared
    }
    try trade.expect(code, measure, words)
  }

  @Test("cannot be checked for a description that is not known")
  func missing() throws { try Fixture.chain().expect(code, nil, "Too few goods") }
}
