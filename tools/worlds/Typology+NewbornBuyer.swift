extension Typology {
  /// T07: a company founded weeks ago buys more than it could ever pay for, and only that.
  static let newbornBuyer = Typology(name: "T07 newborn_buyer") { world, cast in
    let newborn = world.directory.found(
      world.random.pick([.trader, .other]), in: world.directory.firms[cast.front].place,
      on: cast.start - world.random.whole(6...70), isRegistered: world.random.happens(0.8))
    world.join(newborn, cast)
    var day = cast.start
    for _ in 0..<world.random.whole(1...3) {
      let pieces = world.lotSize(cast) * world.random.whole(2...5)
      guard let lot = world.sendDiverted(cast, pieces: pieces, on: day, to: newborn) else { return }
      world.note(cast, lots: [lot], onward: [world.sendOn(cast, lots: [lot])])
      day += world.random.whole(7...30)
    }
  }
}
