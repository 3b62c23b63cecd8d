extension Typology {
  /// T12: servers in, the boards of them out.
  static let disassembly = Typology(name: "T12 disassembly") { world, cast in
    let server = world.random.happens(0.7) ? Good.server : Good.serverUnit
    let boards = world.random.happens(0.6) ? Good.module : Good.card
    var day = cast.start
    for _ in 0..<world.random.whole(2...4) {
      let servers = world.random.whole(2...7)
      guard let lot = world.sendDiverted(cast, pieces: servers, on: day, good: server) else {
        return
      }
      let onward = world.sendOn(
        cast, lots: [lot], dwell: 25 + cast.dwell, as: boards,
        unitsEach: Good.all[server].unitsPerPiece)
      world.note(cast, lots: [lot], onward: [onward])
      day += world.random.whole(10...45)
    }
  }
}
