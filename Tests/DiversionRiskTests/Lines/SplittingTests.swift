import Testing

@testable import DiversionRisk

@Suite("Splitting")
struct SplittingTests {
  @Test("counts days within thirty of the lot, before and after", arguments: 1...6)
  func days(count: Int) throws {
    var trade = Fixture()
    trade.ship("E1")
    for number in 1..<count {
      trade.ship("S\(number)", day: number.isMultiple(of: 2) ? number : -number)
    }
    trade.ship("E1b")
    trade.ship("F1", day: -31)
    trade.ship("F2", day: 31)
    trade.ship("F3", "Rival", day: 9)
    let found = try trade.finding("conduct.splitting")
    #expect(found.measure == Double(count))
    let days = Phrase.count(count, "day")
    #expect(found.text.contains("Hanul sent Merlion such goods on \(days) within 60 days"))
    #expect(Set(found.cited) == Set(["E1", "E1b"] + (1..<count).map { "S\($0)" }))
  }
}
