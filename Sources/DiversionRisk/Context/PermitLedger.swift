import PartyMatch
import TradeModel

/// Permits issued, and what was drawn on each.
struct PermitLedger: Sendable {
  /// What was drawn on a permit up to and with a movement.
  struct Draw: Sendable {
    let movement: Int32
    let piecesSoFar: Double
    /// Whether that is all, or some drew on the permit of whose goods nobody knows how many pieces.
    let isComplete: Bool
  }

  /// Permits of a number: one for each control it licenses.
  private let permits: [String: [Permit]]
  /// Draws on a permit, in order of date.
  private let draws: [String: [Draw]]
  /// Where a movement stands among the draws on its permit; -1 where it draws on none.
  private let positions: [Int32]
  /// Whether any permit is known at all.
  let hasPermits: Bool

  init(permits: [Permit], movements: [Movement], facts: [MovementFacts]) {
    self.permits = Dictionary(grouping: permits, by: \.permitNumber)
    hasPermits = !permits.isEmpty
    var draws: [String: [Draw]] = [:]
    let uncounted = Self.firstUncounted(movements, facts)
    var positions = [Int32](repeating: -1, count: movements.count)
    // Movements are in order of date, so totals so far are as a permit officer would keep them.
    for (number, movement) in movements.enumerated() {
      guard let cited = facts[number].permitNumber, !movement.pieces.isNaN else { continue }
      let soFar = draws[cited]?.last?.piecesSoFar ?? 0
      positions[number] = Int32(draws[cited]?.count ?? 0)
      draws[cited, default: []].append(
        Draw(
          movement: Int32(number), piecesSoFar: soFar + movement.pieces,
          isComplete: uncounted[cited].map { movement.date < $0 } ?? true))
    }
    for (number, list) in draws {
      draws[number] = Self.endingDays(list, movements)
    }
    self.draws = draws
    self.positions = positions
  }

  /// For each permit, the first day on which goods drew on it that are not accounted for in pieces and
  /// of which nothing says how many pieces they are.
  private static func firstUncounted(
    _ movements: [Movement], _ facts: [MovementFacts]
  ) -> [String: TradeDay] {
    var days: [String: TradeDay] = [:]
    for (number, movement) in movements.enumerated()
    where movement.unit != .pieces && movement.pieces.isNaN {
      guard let cited = facts[number].permitNumber else { continue }
      days[cited] = min(days[cited] ?? movement.date, movement.date)
    }
    return days
  }

  /// The draws with each taken at the end of its day: filing in parts must not change what is found.
  private static func endingDays(_ draws: [Draw], _ movements: [Movement]) -> [Draw] {
    var draws = draws
    for position in draws.indices.dropLast().reversed() {
      let (one, next) = (draws[position], draws[position + 1])
      if movements[Int(one.movement)].date == movements[Int(next.movement)].date {
        draws[position] = Draw(
          movement: one.movement, piecesSoFar: next.piecesSoFar, isComplete: next.isComplete)
      }
    }
    return draws
  }

  /// The permits of a number; empty where none is known.
  func permits(_ number: String) -> [Permit] { permits[number] ?? [] }

  /// What was drawn on a permit up to and with the day of a movement; nil where it is not known how
  /// many pieces the movement drew.
  func draw(on number: String, through movement: Int) -> Draw? {
    let position = Int(positions[movement])
    return position < 0 ? nil : draws[number]?[position]
  }

  /// Movements that drew on a permit up to and with one.
  func movements(drawingOn number: String, through movement: Int) -> [Int32] {
    let position = Int(positions[movement])
    return position < 0 ? [] : (draws[number] ?? []).prefix(position + 1).map(\.movement)
  }
}
