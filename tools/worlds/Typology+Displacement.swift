extension Typology {
  /// T22: when one hub asks for permits, the same buyer is served through another.
  static let displacement = Typology(name: "T22 displacement") { world, cast in
    let malaysia = world.directory.anyone(
      Directory.resellers, in: Place.index("MY"), &world.random)
    let other = world.directory.found(
      .trader, in: world.random.pick(Place.hubs.filter { $0 != Place.index("MY") }),
      on: Control.malaysiaPermit - world.random.whole(30...500),
      isRegistered: world.random.happens(0.6))
    for company in [malaysia, other] { world.join(company, cast) }
    for (front, start, lots) in [
      (malaysia, Control.malaysiaPermit - world.random.whole(70...140), 2),
      (other, Control.malaysiaPermit + world.random.whole(3...25), 3),
    ] {
      var day = start
      for _ in 0..<lots {
        guard let lot = world.sendDiverted(cast, pieces: world.lotSize(cast), on: day, to: front)
        else { return }
        world.note(cast, lots: [lot], onward: [world.sendOn(cast, lots: [lot])])
        day += world.random.whole(8...24)
      }
    }
  }

  /// T23: a neighbour with next to no demand is named as the destination, by way of the real one.
  static let tinyNeighbour = Typology(name: "T23 tiny_neighbour") { world, cast in
    let consignee = world.directory.found(
      .trader, in: Place.tinyNeighbour, on: cast.start - world.random.whole(30...500),
      isRegistered: world.random.happens(0.5))
    world.join(consignee, cast)
    let transit = UInt8(Place.index(world.random.pick(["CN", "HK"])))
    var day = cast.start
    for _ in 0..<world.random.whole(2...4) {
      let lot = world.sendDiverted(
        cast, pieces: world.lotSize(cast), on: day, to: consignee
      ) { movement in
        movement.transit = transit
        movement.neverArrives = true
      }
      guard let lot else { return }
      world.note(cast, lots: [lot], onward: [])
      day += world.random.whole(12...40)
    }
  }
}
