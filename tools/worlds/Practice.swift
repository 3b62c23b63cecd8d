/// A way in which honest companies move goods; together they make up nearly all of a world.
struct Practice: Sendable {
  let name: String
  /// How often it happens, relative to the others.
  let share: Double
  /// Plays one episode of it.
  let play: @Sendable (inout World) -> Void

  static let all: [Practice] = [
    .ordinaryTrade, .directSale, .domesticSupply, .distributor, .consignmentStock,
    .assemblyAndTest, .serverAssembly, .goodsReturn, .repair, .demoLoan, .groupCompanies,
    .dataCentre, .bondedTransit,
  ]
}

extension World {
  /// Plays honest episodes until about `rows` rows are recorded of them, and counts the look-alikes.
  mutating func playHonestTrade(until rows: Double) -> Int {
    let choice = WeightedChoice(
      members: Practice.all.indices.map { Int32($0) }, weights: Practice.all.map(\.share))
    var recorded = 0.0
    var counted = 0
    while recorded < rows {
      Practice.all[choice.pick(&random)].play(&self)
      for movement in movements[counted...] {
        recorded += Recorder.expectedRows(of: movement)
      }
      counted = movements.count
    }
    return movements.count { $0.isLookAlike && Int($0.departure) == Place.korea }
  }

  /// Goods of the families, controlled or of the kind that shares their codes.
  mutating func familyGood(controlled: Double) -> Int {
    if random.happens(controlled) {
      return random.pick(weights: [14, 10, 8, 5, 14, 33, 14])
    }
    return Good.controlled.count + random.pick(weights: [12, 14, 9, 17, 22, 22, 8])
  }

  mutating func pieces(of good: Int) -> Int {
    random.pieces(typical: Good.all[good].typicalPieces)
  }

  /// A hub, the larger the more often; Hong Kong is one for honest trade too.
  mutating func hub() -> Int {
    let places = Place.hubs + [Place.index("HK")]
    return places[
      random.pick(weights: plan.hubWeights + [Place.all[Place.index("HK")].weight])]
  }

  mutating func market() -> Int {
    Place.markets[random.pick(weights: plan.marketWeights)]
  }

  /// Exports from Korea as an honest company does: under a permit where one is needed, nearly always.
  @discardableResult
  mutating func exportHonestly(
    _ good: Int, _ pieces: Int, from shipper: Int, to consignee: Int, on day: Int,
    _ edit: (inout Movement) -> Void = { _ in }
  ) -> Int {
    let needsPermit = Control.needsKoreanPermit(Good.all[good], on: day)
    if day - 12 > WorldDay.first, random.happens(needsPermit ? 0.03 : 0.006) {
      // Filed too early, withdrawn, and filed again properly.
      ship(good, pieces, from: shipper, to: consignee, on: day - random.whole(1...12)) {
        $0.status = .withdrawn
      }
    }
    let number = ship(good, pieces, from: shipper, to: consignee, on: day, edit)
    let movement = movements[number]
    if Int(movement.departure) == Place.korea, needsPermit, random.happens(0.91) {
      movements[number].permit = permits.permit(for: movement, &random)
    }
    if Good.all[good].isControlled, Place.all[Int(movement.destination)].role != .market {
      movements[number].isLookAlike = true
    }
    return number
  }

  /// Sends on what came in, as an honest company does, after some days.
  ///
  /// Controlled goods go to a destination of concern only with authorisation, which the export then
  /// says by naming the end user.
  @discardableResult
  mutating func sendOnHonestly(
    _ arrivals: [Int], pieces: Int, after days: Int, to consignee: Int? = nil,
    as good: Int? = nil, _ edit: (inout Movement) -> Void = { _ in }
  ) -> Int? {
    guard let last = arrivals.max(by: { arrival(of: $0) < arrival(of: $1) }) else { return nil }
    let arrived = movements[last]
    let day = workingDay(arrival(of: last) + days)
    guard day <= WorldDay.last, pieces > 0 else { return nil }
    let item = good ?? Int(arrived.good)
    let hub = Int(arrived.consignee)
    let buyer = consignee ?? onwardBuyer(of: hub, Good.all[item], on: day)
    let isConcern = Place.all[directory.firms[buyer].place].role == .concern
    if isConcern, Control.isControlled(Good.all[item], on: day) {
      for arrival in arrivals { movements[arrival].endUser = Int32(buyer) }
    }
    let margin = random.real(0.98...1.25)
    return ship(item, pieces, from: hub, to: buyer, on: day) { movement in
      movement.kind = good == nil ? .reexport : .export
      movement.origin = arrived.origin
      movement.value *= margin
      if isConcern { movement.endUser = Int32(buyer) }
      movement.isLookAlike = Good.all[item].isControlled
      edit(&movement)
    }
  }

  private mutating func onwardBuyer(of hub: Int, _ good: Good, on day: Int) -> Int {
    let toConcern = Control.isControlled(good, on: day) ? 0.07 : 0.3
    if random.happens(toConcern) {
      let place = Place.concerns[random.pick(weights: Place.concerns.map { Place.all[$0].weight })]
      return directory.regular(of: hub, Directory.users, in: place, &random)
    }
    let place = random.happens(0.25) ? self.hub() : market()
    return directory.regular(
      of: hub, random.happens(0.6) ? Directory.users : Directory.resellers, in: place, &random)
  }
}
