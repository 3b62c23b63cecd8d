extension Typology {
  /// T04: many lots, each just small enough to be overlooked, sent on together.
  static let structuring = Typology(name: "T04 structuring") { world, cast in
    let limit = world.random.pick([30_000.0, 60_000, 100_000])
    let each = max(1, Int(limit * 0.97 / Good.all[cast.good].usdPerPiece))
    var waiting: [Int] = []
    var day = cast.start
    for _ in 0..<world.random.whole(6...11) {
      let lot = world.sendDiverted(cast, pieces: each, on: day) { $0.mode = .courier }
      guard let lot else { break }
      waiting.append(lot)
      if waiting.count == 4 {
        world.note(cast, lots: waiting, onward: [world.sendOn(cast, lots: waiting)])
        waiting = []
      }
      day += world.random.whole(2...8)
    }
    if !waiting.isEmpty {
      world.note(cast, lots: waiting, onward: [world.sendOn(cast, lots: waiting)])
    }
  }
}
