extension Typology {
  /// T16: leaves for a far country by way of a hub or of Hong Kong, and never arrives.
  static let ghostTransit = Typology(name: "T16 ghost_transit") { world, cast in
    let named = world.random.pick(["SG", "MY", "TH", "KZ", "VN", "AE"])
    let place = Place.index(named)
    let consignee = world.directory.found(
      .trader, in: place, on: cast.start - world.random.whole(60...900),
      isRegistered: world.random.happens(0.5))
    world.join(consignee, cast)
    let transit = UInt8(Place.index(world.random.pick(["HK", "HK", "SG", "MY"])))
    var day = cast.start
    for _ in 0..<world.random.whole(2...4) {
      let lot = world.sendDiverted(
        cast, pieces: world.lotSize(cast), on: day, to: consignee
      ) { movement in
        movement.transit = transit
        movement.neverArrives = true
      }
      guard let lot else { return }
      // The second leg is taken off at the place of transit; no office sees it.
      world.note(cast, lots: [lot], onward: [])
      day += world.random.whole(10...40)
    }
  }
}
