extension Typology {
  /// T02: through a second company at another hub before the buyer.
  static let twoHubs = Typology(name: "T02 two_hubs") { world, cast in
    let others = Place.hubs.filter { $0 != world.directory.firms[cast.front].place }
    let second = world.directory.found(
      .trader, in: world.random.pick(others), on: cast.start - world.random.whole(20...400),
      isRegistered: world.random.happens(0.6))
    world.join(second, cast)
    var day = cast.start
    for _ in 0..<world.random.whole(2...4) {
      guard let lot = world.sendDiverted(cast, pieces: world.lotSize(cast), on: day) else { return }
      let between = world.sendOn(cast, lots: [lot], to: second)
      let last = between.flatMap { world.sendOn(cast, lots: [$0]) }
      world.note(cast, lots: [lot], onward: [between, last])
      day += world.random.whole(10...45)
    }
  }
}
