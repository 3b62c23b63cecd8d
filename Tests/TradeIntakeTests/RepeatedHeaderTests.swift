import Testing
import TradeModel

@testable import TradeIntake

@Suite("Repeated headers")
struct RepeatedHeaderTests {
  @Test("a header in the middle, as in files that were joined, is a reject and no row")
  func joinedFiles() throws {
    let reading = try Reading(
      "party_id,name\nP1,A\nparty_id,name\nparty_id,nome\nP2,B\n", as: .parties)
    #expect(reading.rejects.map(\.reason) == ["header repeated"])
    #expect(reading.rejects.map(\.row) == [3])
    #expect(reading.records.count == 3)
  }
}
