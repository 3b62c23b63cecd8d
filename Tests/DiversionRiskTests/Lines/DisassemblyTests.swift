import Testing
import TradeModel

@Suite("Disassembly")
struct DisassemblyTests {
  private let code = "flow.disassembly"

  @Test("is the share that left as goods of another family", arguments: [(40.0, 50), (80, 100)])
  func apart(chips: Double, percent: Int) throws {
    var trade = Fixture.chain(sentOn: chips)
    trade.families.append(Fixture.servers)
    trade.controls.append(Fixture.control("EC2", family: "servers"))
    trade.declarations[0].hsCode = "847180"
    try trade.expect(
      code, Double(percent) / 100, "\(percent) % of the lot came in as servers and left as chips",
      cites: ["E1", "O1"])
  }

  @Test("is nothing within one family")
  func same() throws { try Fixture.chain().expect(code, 0, "no part of what came in as chips") }

  @Test("is nothing for assembly: chips in, servers out")
  func assembly() throws {
    var trade = Fixture.chain(sentOn: 1)
    var chips = Fixture.chips
    chips.becomes = ["servers"]
    trade.families = [chips, Fixture.servers]
    trade.controls.append(Fixture.control("EC2", family: "servers"))
    trade.declarations[1].hsCode = "847180"
    try trade.expect(code, 0, "no part of what came in as chips")
  }

  @Test("cannot be checked without an onward movement")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1")
    try trade.expect(code, nil, "whose goods could be compared")
  }
}
