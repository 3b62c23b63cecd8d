extension Typology {
  /// T18: imported into Korea for own use, then exported by another firm.
  static let domesticLeak = Typology(name: "T18 domestic_leak") { world, cast in
    let user = world.directory.anyone(Directory.users, in: Place.korea, &world.random)
    let leaker = world.directory.anyone([.trader], in: Place.korea, &world.random)
    let maker = world.directory.anyone(Directory.sellers, in: Place.index("US"), &world.random)
    for company in [user, leaker] { world.join(company, cast) }
    var day = cast.start
    for _ in 0..<world.random.whole(1...3) {
      let pieces = world.lotSize(cast)
      let date = world.workingDay(day)
      guard date < WorldDay.last - 40 else { return }
      world.ship(cast.good, pieces, from: maker, to: user, on: date) { movement in
        movement.kind = .importing
        movement.endUser = Int32(user)
        movement.scheme = Int32(cast.scheme)
      }
      let origin = UInt8(Place.index("US"))
      let lot = world.sendDiverted(
        cast, pieces: pieces, on: date + world.random.whole(12...60), from: leaker
      ) { $0.origin = origin }
      guard let lot else { return }
      world.note(cast, lots: [lot], onward: [world.sendOn(cast, lots: [lot])])
      day += world.random.whole(20...70)
    }
  }
}
