import Testing
import TradeModel

@testable import DiversionRisk

@Suite("Shared contacts")
struct SharedContactsTests {
  private let code = "links.shared_contacts"

  @Test("counts other consignees with the same contacts", arguments: 0...4)
  func sharers(count: Int) throws {
    var trade = Fixture.chain()
    trade.register("Merlion") { $0.phone = "+65 6000 1234" }
    for number in 0..<count {
      trade.ship("S\(number)", "Hanul", "Front \(number)", day: 20)
      trade.register("Front \(number)") { $0.phone = "(65) 60001234" }
    }
    try trade.expect(
      code, Double(count),
      count == 0
        ? "No other consignee of such goods shares"
        : "with \(Phrase.count(count, "other consignee"))",
      cites: ["E1"] + (0..<count).map { "S\($0)" })
  }

  @Test("are nobody's where more than six share them")
  func mass() throws {
    var trade = Fixture.chain()
    trade.register("Merlion") { $0.address = "1 Orchard Road" }
    for number in 0..<6 {
      trade.ship("S\(number)", "Hanul", "Front \(number)") {
        $0.consignee.address = "1 Orchard Road"
      }
    }
    try trade.expect(code, 0, "No other consignee")
  }

  @Test("are neither an owner nor somebody who buys no such goods")
  func others() throws {
    var trade = Fixture.chain()
    trade.ship("S1", "Hanul", "Owner", day: 20)
    trade.ship("S2", "Hanul", "Card shop", day: 20, price: 100)
    trade.register("Merlion") {
      $0.phone = "6000 1234"
      $0.parentID = "Owner"
    }
    trade.register("Card shop") { $0.phone = "6000 1234" }
    try trade.expect(code, 0, "No other consignee")
  }

  @Test("cannot be checked for who is not described")
  func missing() throws {
    try Fixture.chain().expect(code, nil, "No address, officer or telephone of Merlion is known")
  }
}
