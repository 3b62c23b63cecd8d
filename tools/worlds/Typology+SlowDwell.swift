extension Typology {
  /// Waits at the hub for longer than anybody looks back.
  static let slowDwell = Typology(name: "slow_dwell") { world, cast in
    var day = min(cast.start, WorldDay.asOf - 150)
    for _ in 0..<world.random.whole(2...4) {
      guard let lot = world.sendDiverted(cast, pieces: world.lotSize(cast), on: day) else { return }
      let wait = Double(world.random.whole(80...170))
      world.note(cast, lots: [lot], onward: [world.sendOn(cast, lots: [lot], dwell: wait)])
      day += world.random.whole(10...30)
    }
  }
}
