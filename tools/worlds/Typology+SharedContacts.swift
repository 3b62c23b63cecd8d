extension Typology {
  /// T09: the consignee has the address, telephone or director of a listed company.
  static let sharedContacts = Typology(name: "T09 shared_contacts") { world, cast in
    let listed = world.directory.found(
      .trader, in: world.directory.firms[cast.front].place,
      on: cast.start - world.random.whole(800...3_000), isRegistered: true)
    world.join(listed, cast)
    let what = world.random.below(3)
    let model = world.directory.firms[listed]
    world.directory.change(listed) { $0.isListed = true }
    world.directory.change(cast.front) { front in
      switch what {
      case 0: front.address = model.address
      case 1: front.phone = model.phone
      default: front.officer = model.officer
      }
      if what == 2, model.officer.isEmpty { front.address = model.address }
    }
    var day = cast.start
    for _ in 0..<world.random.whole(2...4) {
      guard let lot = world.sendDiverted(cast, pieces: world.lotSize(cast), on: day) else { return }
      world.note(cast, lots: [lot], onward: [world.sendOn(cast, lots: [lot])])
      day += world.random.whole(9...40)
    }
  }
}
