extension Typology {
  /// A permit for one consignee is cited for another, or drawn on far beyond its quantity.
  static let permitAbuse = Typology(name: "permit_abuse") { world, cast in
    let start = max(cast.start, Control.koreaListsChips + 10)
    let pieces = world.lotSize(cast)
    let overdraws = world.random.happens(0.5)
    let named = world.directory.anyone(
      Directory.users, in: world.directory.firms[cast.front].place, &world.random)
    var permit: Int32 = -1
    var day = start
    for _ in 0..<world.random.whole(3...5) {
      guard let lot = world.sendDiverted(cast, pieces: pieces, on: day) else { return }
      if permit < 0 {
        var model = world.movements[lot]
        if !overdraws { model.consignee = Int32(named) }
        permit = world.permits.issue(
          good: cast.good, movement: model, pieces: pieces, from: start - 30, until: start + 335,
          &world.random)
      }
      world.movements[lot].permit = permit
      world.note(cast, lots: [lot], onward: [world.sendOn(cast, lots: [lot])])
      day += world.random.whole(10...35)
    }
  }
}
