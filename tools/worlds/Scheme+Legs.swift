extension World {
  /// Exports one lot from Korea that will be diverted; nil when the calendar of the world is over.
  mutating func sendDiverted(
    _ cast: Cast, pieces: Int, on day: Int, good: Int? = nil, from exporter: Int? = nil,
    to front: Int? = nil, _ edit: (inout Movement) -> Void = { _ in }
  ) -> Int? {
    let date = workingDay(day)
    guard date <= WorldDay.last - 3 else { return nil }
    let item = good ?? cast.good
    let shipper = exporter ?? cast.exporter
    let consignee = front ?? cast.front
    let number = ship(item, pieces, from: shipper, to: consignee, on: date) { movement in
      movement.scheme = Int32(cast.scheme)
      movement.divertedPieces = Int32(max(1, Int(Double(pieces) * (1 - cast.kept))))
      edit(&movement)
    }
    if movements[number].permit < 0, Control.needsKoreanPermit(Good.all[item], on: date),
      random.happens(cast.falsePermits)
    {
      movements[number].endUser = Int32(consignee)
      movements[number].permit = permits.permit(for: movements[number], &random)
    }
    return number
  }

  /// Sends lots on to the buyer from where they are, after a jittered dwell, and notes their route.
  ///
  /// Returns the onward movement; nil when it would leave after the end of the world's calendar, in
  /// which case the goods are still at the hub.
  @discardableResult
  mutating func sendOn(
    _ cast: Cast, lots: [Int], to buyer: Int? = nil, dwell: Double? = nil, as good: Int? = nil,
    unitsEach: Int = 1, _ edit: (inout Movement) -> Void = { _ in }
  ) -> Int? {
    guard let last = lots.max(by: { arrival(of: $0) < arrival(of: $1) }) else { return nil }
    let wait = max(1, Int(((dwell ?? cast.dwell) * random.jitter(0.45)).rounded()))
    let day = workingDay(arrival(of: last) + wait)
    guard day <= WorldDay.last else { return nil }
    let pieces = lots.reduce(0) { $0 + Int(movements[$1].divertedPieces) } * unitsEach
    let arrived = movements[last]
    let number = ship(
      good ?? Int(arrived.good), pieces, from: Int(arrived.consignee), to: buyer ?? cast.buyer,
      on: day
    ) { movement in
      movement.kind = good == nil ? .reexport : .export
      movement.origin = arrived.origin
      movement.declaredAs = good == nil ? arrived.declaredAs : movement.good
      movement.scheme = Int32(cast.scheme)
      movement.divertedPieces = Int32(pieces)
      edit(&movement)
    }
    movements[number].value *= random.real(1.02...1.5)
    return number
  }

  /// Notes one route for each lot along the legs that follow it.
  mutating func note(_ cast: Cast, lots: [Int], onward: [Int?]) {
    for lot in lots {
      let legs = [lot] + onward.compactMap { $0 }
      schemes[cast.scheme].routes.append(
        .init(legs: legs, pieces: Int(movements[lot].divertedPieces)))
    }
  }

  /// Pieces of a lot in a scheme: a normal order, seldom enormous.
  mutating func lotSize(_ cast: Cast) -> Int {
    random.pieces(typical: Good.all[cast.good].typicalPieces * 0.8, spread: 0.5)
  }
}
