extension World {
  /// What a scheme does so as not to look like one: decoy sales, and filing under an earlier day.
  ///
  /// Drawn from a stream of its own, so that a scheme is the same with and without.
  mutating func addEvasions(for cast: Cast, since first: Int) {
    var chance = RandomSource(seed: seed, purpose: 1_000 + UInt64(cast.scheme))
    if chance.happens(0.5) { addDecoys(for: cast, &chance) }
    guard chance.happens(0.25) else { return }
    let control = Control.koreaListsChips
    for number in first..<movements.count {
      let day = Int(movements[number].day)
      guard movements[number].isDiverted, Int(movements[number].departure) == Place.korea,
        (control..<control + 21).contains(day)
      else { continue }
      // Accepted on paper before the control date; the arrival is recorded when it is.
      let paper = control - chance.whole(1...6)
      movements[number].day = Int32(paper)
      movements[number].travel += Int16(day - paper)
      movements[number].permit = -1
    }
  }

  /// Ordinary goods from the same exporter to the same consignee, honestly sold on to a market.
  private mutating func addDecoys(for cast: Cast, _ chance: inout RandomSource) {
    for _ in 0..<chance.whole(1...4) {
      let good = Good.controlled.count + chance.below(Good.neighbours.count)
      let day = cast.start - 30 + chance.below(150)
      guard (WorldDay.first...WorldDay.last - 40).contains(day) else { continue }
      let pieces = chance.pieces(typical: Good.all[good].typicalPieces)
      let number = ship(good, pieces, from: cast.exporter, to: cast.front, on: day)
      guard chance.happens(0.6) else { continue }
      let user = directory.anyone(
        Directory.users, in: Place.markets[chance.below(Place.markets.count)], &chance)
      sendOnHonestly([number], pieces: pieces, after: chance.whole(5...40), to: user)
    }
  }

  /// How much is traded in a month of the year: little in February and August, much at quarter ends.
  static let season = [0.9, 0.7, 1.1, 0.95, 1, 1.15, 0.95, 0.75, 1.15, 1, 1.05, 1.2]

  /// Whether trade on a day happens, seasons considered.
  mutating func isInSeason(_ day: Int) -> Bool {
    let month = WorldDay.civil(day).month
    return random.happens(Self.season[month - 1] / 1.2)
  }
}
