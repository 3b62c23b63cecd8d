extension Typology {
  /// T13: sent on as if made at the hub, with next to nothing added.
  static let relabelledOrigin = Typology(name: "T13 relabelled_origin") { world, cast in
    let hub = UInt8(world.directory.firms[cast.front].place)
    var day = cast.start
    for _ in 0..<world.random.whole(2...4) {
      guard let lot = world.sendDiverted(cast, pieces: world.lotSize(cast), on: day) else { return }
      let onward = world.sendOn(cast, lots: [lot]) { movement in
        movement.origin = hub
        movement.kind = .export
      }
      world.note(cast, lots: [lot], onward: [onward])
      day += world.random.whole(9...40)
    }
  }

  /// T20: in a free zone the same weight gets another code and a fraction of the price.
  static let freeZone = Typology(name: "T20 free_zone") { world, cast in
    let place = Place.index("AE")
    let front = world.directory.found(
      .trader, in: place, on: cast.start - world.random.whole(60...1_500), isRegistered: true)
    world.join(front, cast)
    let cover = UInt8(Good.index(world.random.pick(["COMPUTER_PART", "POWER_SUPPLY", "TOY"])))
    var day = cast.start
    for _ in 0..<world.random.whole(2...4) {
      guard let lot = world.sendDiverted(cast, pieces: world.lotSize(cast), on: day, to: front)
      else { return }
      let weight = world.movements[lot].kilograms
      let share = world.random.real(0.02...0.15)
      let onward = world.sendOn(cast, lots: [lot]) { movement in
        movement.declaredAs = cover
        movement.kilograms = weight
        movement.value *= share
      }
      world.note(cast, lots: [lot], onward: [onward])
      day += world.random.whole(12...40)
    }
  }
}
