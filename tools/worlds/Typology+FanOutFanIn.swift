extension Typology {
  /// T03: several new consignees within weeks, all of which supply one buyer.
  static let fanOutFanIn = Typology(name: "T03 fan_out_fan_in") { world, cast in
    let hub = world.directory.firms[cast.front].place
    var fronts = [cast.front]
    for _ in 0..<world.random.whole(2...5) {
      let place = world.random.happens(0.75) ? hub : world.random.pick(Place.hubs)
      let front = world.directory.found(
        world.random.happens(0.6) ? .trader : .other, in: place,
        on: cast.start - world.random.whole(15...300), isRegistered: world.random.happens(0.5))
      world.join(front, cast)
      fronts.append(front)
    }
    // Many of them sit at one address, as mail-box companies do.
    let address = world.directory.firms[cast.front].address
    for front in fronts where world.random.happens(0.4) {
      world.directory.change(front) { $0.address = address }
    }
    for front in fronts {
      let day = cast.start + world.random.below(45)
      guard let lot = world.sendDiverted(cast, pieces: world.lotSize(cast), on: day, to: front)
      else { continue }
      world.note(cast, lots: [lot], onward: [world.sendOn(cast, lots: [lot])])
    }
  }
}
