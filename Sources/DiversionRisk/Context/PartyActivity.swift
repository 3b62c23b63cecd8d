import PartyMatch
import TradeModel

/// When parties were first seen in any trade, and how much they appear.
struct PartyActivity: Sendable {
  private let firstDay: [Int32]
  private let rowCount: [Int32]

  init(records: RecordColumns, partyCount: Int) {
    var firstDay = [Int32](repeating: .max, count: partyCount)
    var rowCount = [Int32](repeating: 0, count: partyCount)
    for row in 0..<records.count where records.movesGoods(row) {
      for party in [Int(records.shipper[row].raw), Int(records.consignee[row].raw)] {
        firstDay[party] = min(firstDay[party], records.date[row])
        rowCount[party] += 1
      }
    }
    self.firstDay = firstDay
    self.rowCount = rowCount
  }

  /// The first day a party is seen in any declaration; nil if only in withdrawn ones.
  func firstDay(of party: PartyIndex) -> TradeDay? {
    let day = firstDay[Int(party.raw)]
    return day == .max ? nil : TradeDay(raw: day)
  }

  /// Goods lines in which a party sends or receives.
  func rowCount(of party: PartyIndex) -> Int { Int(rowCount[Int(party.raw)]) }
}
