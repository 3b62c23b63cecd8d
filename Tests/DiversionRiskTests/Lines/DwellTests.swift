import Testing
import TradeModel

@Suite("Dwell")
struct DwellTests {
  @Test("counts from the recorded arrival, else from departure", arguments: [(nil, 10), (4, 6)])
  func days(arrival: Int?, days: Int) throws {
    var trade = Fixture.chain()
    trade.declarations[0].arrivedOn = arrival.map(Fixture.day)
    try trade.expect("flow.dwell", Double(days), "after \(days) days", cites: ["E1", "O1"])
  }

  @Test("cannot be checked where nothing went on to a destination of concern")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1")
    trade.sendOn("O1", to: "JP")
    try trade.expect("flow.dwell", nil, "no dwell is known")
  }
}
