extension Typology {
  /// T17: withdrawn when a permit is asked for, then filed again by another exporter in smaller lots.
  static let withdrawnAndRefiled = Typology(name: "T17 withdraw_refile") { world, cast in
    let other = world.directory.anyone([.trader], in: Place.korea, &world.random)
    world.join(other, cast)
    var day = cast.start
    for _ in 0..<world.random.whole(1...2) {
      let pieces = max(3, world.lotSize(cast))
      let withdrawn = world.sendDiverted(cast, pieces: pieces, on: day) { movement in
        movement.status = .withdrawn
        movement.divertedPieces = 0
      }
      guard let withdrawn else { return }
      world.movements[withdrawn].permit = -1
      let lots = world.random.whole(2...3)
      let changesCode = world.random.happens(0.35)
      for lot in 0..<lots {
        let refiled = world.sendDiverted(
          cast, pieces: max(1, pieces / lots), on: day + world.random.whole(6...25) + 9 * lot,
          from: other
        ) { movement in
          if changesCode { movement.declaredAs = UInt8(Good.index("COMPUTER_PART")) }
        }
        guard let refiled else { return }
        world.note(cast, lots: [refiled], onward: [world.sendOn(cast, lots: [refiled])])
      }
      day += world.random.whole(30...80)
    }
  }
}
