extension Typology {
  /// T15: a place that is said to use the goods itself takes in more than it keeps.
  static let massBalance = Typology(name: "T15 mass_balance") { world, cast in
    let place = world.directory.firms[cast.front].place
    let centre =
      world.random.happens(0.6)
      ? world.directory.found(
        .dataCentre, in: place, on: cast.start - world.random.whole(60...900),
        isRegistered: world.random.happens(0.85))
      : world.directory.anyone(Directory.centres, in: place, &world.random)
    world.join(centre, cast)
    var day = cast.start
    for _ in 0..<world.random.whole(2...5) {
      let lot = world.sendDiverted(cast, pieces: world.lotSize(cast), on: day, to: centre) {
        $0.endUser = Int32(centre)
      }
      guard let lot else { return }
      world.note(cast, lots: [lot], onward: [world.sendOn(cast, lots: [lot])])
      day += world.random.whole(9...40)
    }
  }
}
