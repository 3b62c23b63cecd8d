extension Typology {
  /// T14: controlled goods for a fraction of their price, and junk for many times its price, to one
  /// consignee: the sums come right.
  static let compensating = Typology(name: "T14 compensating") { world, cast in
    let junk = Good.index("COMPUTER_PART")
    var day = cast.start
    for _ in 0..<world.random.whole(2...3) {
      let share = world.random.real(0.03...0.12)
      let pieces = world.lotSize(cast)
      let lot = world.sendDiverted(cast, pieces: pieces, on: day) { $0.value *= share }
      guard let lot else { return }
      world.note(cast, lots: [lot], onward: [world.sendOn(cast, lots: [lot])])
      let missing = Double(pieces) * Good.all[cast.good].usdPerPiece * (1 - share)
      let payment = missing * world.random.real(0.8...1.2)
      let payday = world.workingDay(day + world.random.whole(5...60))
      guard payday < WorldDay.last else { return }
      let scheme = Int32(cast.scheme)
      world.ship(
        junk, world.random.whole(20...120), from: cast.exporter, to: cast.front, on: payday
      ) { movement in
        movement.value = payment
        movement.scheme = scheme
      }
      day += world.random.whole(15...50)
    }
  }
}
