extension Typology {
  /// T06: orders of several times the usual size in the weeks before a control date.
  static let anticipation = Typology(name: "T06 anticipation") { world, cast in
    let control = Control.koreaListsChips
    for months in 3...5 {
      // What the buyer at the hub used to order, and kept.
      world.ship(
        cast.good, world.lotSize(cast), from: cast.exporter, to: cast.front,
        on: world.workingDay(control - 30 * months))
    }
    var day = control - world.random.whole(40...58)
    for _ in 0..<world.random.whole(2...4) {
      let pieces = world.lotSize(cast) * world.random.whole(3...5)
      guard let lot = world.sendDiverted(cast, pieces: pieces, on: day) else { return }
      world.note(cast, lots: [lot], onward: [world.sendOn(cast, lots: [lot])])
      day += world.random.whole(5...15)
    }
  }
}
