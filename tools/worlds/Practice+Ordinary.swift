extension Practice {
  /// Everything else that is traded: the background of every customs database.
  static let ordinaryTrade = Practice(name: "ordinary trade", share: 62) { world in
    let good =
      Good.controlled.count + Good.neighbours.count + world.random.below(Good.ordinary.count)
    let isExport = world.random.happens(0.58)
    let korean = world.directory.anyone(Directory.sellers, in: Place.korea, &world.random)
    let places = WorldPlaces.abroad
    let place = places[world.random.pick(weights: places.map { Place.all[$0].weight })]
    let foreign = world.directory.regular(of: korean, Firm.Kind.allCases, in: place, &world.random)
    let day = world.anyDay()
    for repeats in 0..<world.random.whole(1...3) {
      let date = world.workingDay(day + 30 * repeats)
      guard date <= WorldDay.last else { break }
      let pieces = world.pieces(of: good)
      if isExport {
        world.ship(good, pieces, from: korean, to: foreign, on: date)
      } else {
        world.ship(good, pieces, from: foreign, to: korean, on: date) { $0.kind = .importing }
      }
    }
  }

  /// Goods of the families straight to those who use them; to places of concern only uncontrolled
  /// ones, or under a permit.
  static let directSale = Practice(name: "direct sale", share: 26) { world in
    let day = world.anyDay()
    let good = world.familyGood(controlled: 0.35)
    let exporter = world.directory.anyone(Directory.sellers, in: Place.korea, &world.random)
    let goesToConcern = world.random.happens(
      Control.isControlled(Good.all[good], on: day) ? 0.06 : 0.4)
    let place = goesToConcern ? world.random.pick(Place.concerns) : world.market()
    let isCareOfForwarder = world.random.happens(0.02)
    let user = world.directory.regular(
      of: exporter, isCareOfForwarder ? Directory.carriers : Directory.users, in: place,
      &world.random)
    for lot in 0..<world.random.whole(1...4) {
      let date = world.workingDay(day + lot * world.random.whole(7...45))
      guard date <= WorldDay.last else { break }
      // Direct trade with a place of concern ends with the control, unless there is a permit.
      if goesToConcern, Control.isControlled(Good.all[good], on: date), lot > 0 { break }
      world.exportHonestly(good, world.pieces(of: good), from: exporter, to: user, on: date) {
        $0.endUser = Int32(user)
      }
    }
  }

  /// Chips and servers bought abroad for use in Korea.
  static let domesticSupply = Practice(name: "domestic supply", share: 8) { world in
    let good = world.familyGood(controlled: 0.4)
    let place = world.random.happens(0.5) ? world.market() : world.hub()
    let user = world.directory.anyone(Directory.users, in: Place.korea, &world.random)
    let seller = world.directory.regular(of: user, Directory.sellers, in: place, &world.random)
    let day = world.anyDay()
    world.ship(good, world.pieces(of: good), from: seller, to: user, on: day) {
      $0.kind = .importing
    }
  }

  /// Through a hub under bond, consignee in a third country known from the start.
  static let bondedTransit = Practice(name: "bonded transit", share: 3) { world in
    let good = world.familyGood(controlled: 0.3)
    let exporter = world.directory.anyone(Directory.sellers, in: Place.korea, &world.random)
    let user = world.directory.regular(
      of: exporter, Directory.users, in: world.market(), &world.random)
    let hub = world.hub()
    let day = world.anyDay()
    world.exportHonestly(good, world.pieces(of: good), from: exporter, to: user, on: day) {
      $0.transit = UInt8(hub)
      $0.endUser = Int32(user)
      $0.travel += 5
    }
  }
}

/// Lists of places that practices choose from.
enum WorldPlaces {
  static let abroad = Place.all.indices.filter { $0 != Place.korea }
}
