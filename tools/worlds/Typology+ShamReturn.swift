extension Typology {
  /// Sent on as a "return" or a "repair" to somebody who never had the goods.
  static let shamReturn = Typology(name: "sham_return") { world, cast in
    let nature: Movement.Nature = world.random.happens(0.6) ? .goodsReturn : .repair
    var day = cast.start
    for _ in 0..<world.random.whole(2...4) {
      guard let lot = world.sendDiverted(cast, pieces: world.lotSize(cast), on: day) else { return }
      let onward = world.sendOn(cast, lots: [lot]) { movement in
        movement.nature = nature
        movement.value *= 0.4
      }
      world.note(cast, lots: [lot], onward: [onward])
      day += world.random.whole(9...35)
    }
  }
}
