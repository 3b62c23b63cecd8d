extension Typology {
  /// T08: a forwarder or mail centre is named as the consignee and hands the goods on.
  static let forwarderConsignee = Typology(name: "T08 forwarder_consignee") { world, cast in
    let place = world.directory.firms[cast.front].place
    let forwarder = world.directory.found(
      .forwarder, in: place, on: cast.start - world.random.whole(200...3_000), isRegistered: true)
    world.join(forwarder, cast)
    var day = cast.start
    for _ in 0..<world.random.whole(2...4) {
      guard
        let lot = world.sendDiverted(
          cast, pieces: world.lotSize(cast), on: day, to: forwarder,
          { $0.forwarder = Int32(forwarder) })
      else { return }
      world.note(cast, lots: [lot], onward: [world.sendOn(cast, lots: [lot], dwell: 8)])
      day += world.random.whole(8...35)
    }
  }
}
