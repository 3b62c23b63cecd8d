extension Typology {
  /// T10: a property firm, a pharmacy or a maker of games buys AI servers.
  static let lineOfBusiness = Typology(name: "T10 line_of_business") { world, cast in
    let industry = world.random.pick(["6810", "4772", "3240", "5610", "9329"])
    let front = world.directory.found(
      .other, in: world.directory.firms[cast.front].place,
      on: cast.start - world.random.whole(300...4_000), isRegistered: true)
    world.directory.change(front) { $0.industry = industry }
    world.join(front, cast)
    let good = world.random.happens(0.5) ? Good.server : Good.card
    var day = cast.start
    for _ in 0..<world.random.whole(1...3) {
      let pieces = world.pieces(of: good)
      guard let lot = world.sendDiverted(cast, pieces: pieces, on: day, good: good, to: front)
      else { return }
      world.note(cast, lots: [lot], onward: [world.sendOn(cast, lots: [lot])])
      day += world.random.whole(10...45)
    }
  }
}
