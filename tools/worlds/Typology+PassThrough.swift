extension Typology {
  /// T01: in from Korea, out to the buyer, the same goods within the usual time.
  static let passThrough = Typology(name: "T01 pass_through") { world, cast in
    var day = cast.start
    for _ in 0..<world.random.whole(2...6) {
      guard let lot = world.sendDiverted(cast, pieces: world.lotSize(cast), on: day) else { return }
      world.note(cast, lots: [lot], onward: [world.sendOn(cast, lots: [lot])])
      day += world.random.whole(9...40)
    }
  }
}
