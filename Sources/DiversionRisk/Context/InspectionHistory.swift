import PartyMatch
import TradeModel

/// What inspections found of parties, on other goods lines than the one judged.
struct InspectionHistory: Sendable {
  private let diverted: [PartyIndex: [Int32]]
  private let cleared: [PartyIndex: [Int32]]
  private let downstream: [PartyIndex: [Int32]]
  /// Whether any outcome is known at all.
  let hasOutcomes: Bool

  init(
    outcomes: [Outcome], filed: FiledRows, records: RecordColumns,
    movementOfRow: [Int32], flow: RouteFlow, movements: [Movement]
  ) {
    hasOutcomes = !outcomes.isEmpty
    let rows = Self.rows(of: Set(outcomes.map(\.identity)), filed: filed, records: records)
    var diverted: [PartyIndex: [Int32]] = [:]
    var cleared: [PartyIndex: [Int32]] = [:]
    var downstream: [PartyIndex: [Int32]] = [:]
    for outcome in outcomes {
      guard let row = rows[outcome.identity] else { continue }
      let parties = [records.shipper[Int(row)], records.consignee[Int(row)]]
      for party in parties {
        switch outcome.outcome {
        case .diverted: diverted[party, default: []].append(row)
        case .cleared: cleared[party, default: []].append(row)
        }
      }
      guard outcome.outcome == .diverted, movementOfRow[Int(row)] >= 0 else { continue }
      for onward in flow.onward(of: Int(movementOfRow[Int(row)])) {
        downstream[movements[onward.movement].consignee, default: []].append(row)
      }
    }
    self.diverted = diverted
    self.cleared = cleared
    self.downstream = downstream
  }

  /// The last row under each of some identities.
  private static func rows(
    of inspected: Set<DeclarationIdentity>, filed: FiledRows, records: RecordColumns
  ) -> [DeclarationIdentity: Int32] {
    let keys = Set(inspected.map(RecordColumns.orderKey(of:)))
    var rows: [DeclarationIdentity: Int32] = [:]
    for row in filed.rows where keys.contains(records.orderKey[Int(row)]) {
      guard let identity = filed.identity(of: row, in: records) else { continue }
      if inspected.contains(identity) { rows[identity] = row }
    }
    return rows
  }

  /// Goods lines of a party that inspections found diverted, without the one judged.
  func diverted(_ party: PartyIndex, besides row: Int) -> [Int32] {
    (diverted[party] ?? []).filter { Int($0) != row }
  }

  /// Goods lines of a party that inspections cleared, without the one judged.
  func cleared(_ party: PartyIndex, besides row: Int) -> [Int32] {
    (cleared[party] ?? []).filter { Int($0) != row }
  }

  /// Goods lines found diverted whose goods were sent on to a party.
  func downstream(_ party: PartyIndex, besides row: Int) -> [Int32] {
    (downstream[party] ?? []).filter { Int($0) != row }
  }
}
