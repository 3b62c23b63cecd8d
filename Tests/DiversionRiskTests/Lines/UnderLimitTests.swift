import Testing
import TradeModel

@Suite("Under the limit")
struct UnderLimitTests {
  private let code = "conduct.under_limit"

  @Test("counts days just under the value of the control", arguments: 1...4)
  func days(count: Int) throws {
    var trade = Fixture()
    for number in 1...count {
      trade.ship("E\(number)", day: number, price: 4_800) { $0.controlCode = "EC1" }
    }
    trade.ship("E1b", day: 1, price: 4_700) { $0.controlCode = "EC1" }
    trade.ship("F1", day: 7, price: 4_400) { $0.controlCode = "EC1" }
    trade.ship("F2", day: 8, price: 5_000)
    trade.ship("F3", "Rival", day: 9, price: 4_900) { $0.controlCode = "EC1" }
    let found = try trade.finding(code)
    #expect(found.measure == Double(count))
    #expect(
      found.text.contains(
        "USD 4,800 a piece, the control holds from USD 5,000: just under it on \(count)"))
    #expect(Set(found.cited) == Set(["E1b"] + (1...count).map { "E\($0)" }))
  }

  @Test("is nothing for a lot at the value or far below it", arguments: [5_000.0, 20_000, 1_000])
  func elsewhere(price: Double) throws {
    var trade = Fixture()
    trade.ship("E1", price: price) { $0.controlCode = "EC1" }
    trade.ship("E2", day: 3, price: 4_900) { $0.controlCode = "EC1" }
    try trade.expect(code, 0, "just under it on 0 days")
  }

  @Test("cannot be checked without a limit or a unit value")
  func missing() throws {
    var trade = Fixture()
    trade.ship("E1", price: nil) { $0.controlCode = "EC1" }
    try trade.expect(code, nil, "no unit value to hold against the limit")
    trade.controls[0].minimumUnitValueUSD = nil
    try trade.expect(code, nil, "names a value from which it holds")
  }
}
