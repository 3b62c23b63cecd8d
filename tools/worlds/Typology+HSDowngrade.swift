extension Typology {
  /// T11: declared as something plain, often at a plain price; the weight still tells.
  static let hsDowngrade = Typology(name: "T11 hs_downgrade") { world, cast in
    let covers = ["COMPUTER_PART", "GRAPHICS_CARD", "BARE_BOARD", "POWER_SUPPLY", "TOY"]
    let cover = Good.index(world.random.pick(covers))
    let undervalues = world.random.happens(0.5)
    var day = cast.start
    for _ in 0..<world.random.whole(2...5) {
      let lot = world.sendDiverted(cast, pieces: world.lotSize(cast), on: day) { movement in
        movement.declaredAs = UInt8(cover)
        if undervalues {
          movement.value =
            movement.kilograms * Good.all[cover].usdPerPiece / Good.all[cover].kilogramsPerPiece
        }
      }
      guard let lot else { return }
      // A permit would name the true goods; there is none.
      world.movements[lot].permit = -1
      let keepsCover = world.random.happens(0.5)
      let onward = world.sendOn(cast, lots: [lot]) { movement in
        if !keepsCover { movement.declaredAs = movement.good }
      }
      world.note(cast, lots: [lot], onward: [onward])
      day += world.random.whole(8...40)
    }
  }
}
