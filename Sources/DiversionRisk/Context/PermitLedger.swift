import PartyMatch
import TradeModel

/// Permits issued, and what was drawn on each.
struct PermitLedger: Sendable {
  /// Permits of a number: one for each control it licenses.
  private let permits: [String: [Permit]]
  /// Pieces drawn on a permit, in order of date: (day, movement, pieces so far).
  private let draws: [String: [Draw]]
  /// Whether any permit is known at all.
  let hasPermits: Bool

  struct Draw: Sendable {
    let movement: Int32
    let piecesSoFar: Double
  }

  init(
    permits: [Permit], movements: [Movement], details: [Int32: Declaration], parties: PartyBook
  ) {
    self.permits = Dictionary(grouping: permits, by: \.permitNumber)
    hasPermits = !permits.isEmpty
    var draws: [String: [Draw]] = [:]
    var totals: [String: Double] = [:]
    // Movements are in order of date, so totals so far are as a permit officer would keep them.
    for (number, movement) in movements.enumerated() {
      guard let cited = details[movement.record]?.permitNumber, !movement.pieces.isNaN else {
        continue
      }
      totals[cited, default: 0] += movement.pieces
      draws[cited, default: []].append(
        Draw(movement: Int32(number), piecesSoFar: totals[cited, default: 0]))
    }
    self.draws = draws
  }

  /// The permits of a number; empty where none is known.
  func permits(_ number: String) -> [Permit] { permits[number] ?? [] }

  /// Pieces drawn on a permit up to and with a movement.
  func pieces(drawnOn number: String, through movement: Int) -> Double? {
    draws[number]?.last { Int($0.movement) <= movement }?.piecesSoFar
  }

  /// Movements that drew on a permit up to and with one.
  func movements(drawingOn number: String, through movement: Int) -> [Int32] {
    (draws[number] ?? []).map(\.movement).filter { Int($0) <= movement }
  }
}
