extension Typology {
  /// T05: direct sales stop with the control, and the same buyer is served through a hub.
  static let substitution = Typology(name: "T05 substitution") { world, cast in
    let control = Control.koreaListsChips
    for months in 2...5 {
      // Legal at the time, and honest: the buyer was an open customer before the control.
      world.ship(
        cast.good, world.lotSize(cast), from: cast.exporter, to: cast.buyer,
        on: world.workingDay(control - 30 * months))
    }
    var day = max(cast.start, control + world.random.whole(8...50))
    for _ in 0..<world.random.whole(2...5) {
      guard let lot = world.sendDiverted(cast, pieces: world.lotSize(cast), on: day) else { return }
      world.note(cast, lots: [lot], onward: [world.sendOn(cast, lots: [lot])])
      day += world.random.whole(12...45)
    }
  }
}
