extension Typology {
  /// T19: out to a hub, back to another Korean firm, and out again to somebody else.
  static let roundTrip = Typology(name: "T19 round_trip") { world, cast in
    let first = world.directory.anyone(
      Directory.resellers, in: world.random.pick(Place.hubs), &world.random)
    let second = world.directory.anyone([.trader], in: Place.korea, &world.random)
    for company in [first, second] { world.join(company, cast) }
    var day = cast.start
    for _ in 0..<world.random.whole(1...3) {
      let pieces = world.lotSize(cast)
      let date = world.workingDay(day)
      guard date < WorldDay.last - 80 else { return }
      let scheme = Int32(cast.scheme)
      let out = world.ship(cast.good, pieces, from: cast.exporter, to: first, on: date) {
        $0.scheme = scheme
      }
      let home = world.workingDay(world.arrival(of: out) + world.random.whole(4...25))
      let back = world.ship(cast.good, pieces, from: first, to: second, on: home) { movement in
        movement.kind = .reexport
        movement.origin = UInt8(Place.korea)
        movement.nature = .goodsReturn
        movement.scheme = scheme
      }
      let again = world.arrival(of: back) + world.random.whole(4...20)
      guard let lot = world.sendDiverted(cast, pieces: pieces, on: again, from: second) else {
        return
      }
      world.note(cast, lots: [lot], onward: [world.sendOn(cast, lots: [lot])])
      day += world.random.whole(20...60)
    }
  }
}
