extension Practice {
  /// A distributor at a hub passes the same goods on within days: the commonest look-alike.
  static let distributor = Practice(name: "distributor", share: 15) { world in
    let good = world.familyGood(controlled: 0.7)
    let hub = world.companyAtHub(Directory.resellers)
    let exporter = world.supplier(of: hub)
    var day = world.day(of: hub)
    for _ in 0..<world.random.whole(1...5) {
      guard day <= WorldDay.last else { break }
      let pieces = world.pieces(of: good)
      let arrival = world.exportHonestly(good, pieces, from: exporter, to: hub, on: day)
      let wait = world.random.waiting(mean: 14)
      // Much is sold on whole, the rest in two or three lots or partly to customers in the hub.
      if world.random.happens(0.5) {
        world.sendOnHonestly([arrival], pieces: pieces, after: wait)
      } else {
        let part = pieces / world.random.whole(2...3)
        world.sendOnHonestly([arrival], pieces: part, after: wait)
        world.sendOnHonestly([arrival], pieces: part, after: wait + world.random.waiting(mean: 12))
      }
      day = world.workingDay(day + world.random.whole(10...60))
    }
  }

  /// A supplier keeps its stock near the customers and sells from it for months.
  static let consignmentStock = Practice(name: "consignment stock", share: 3) { world in
    let good = world.familyGood(controlled: 0.55)
    let hub = world.companyAtHub(Directory.resellers)
    let exporter = world.supplier(of: hub)
    let pieces = world.pieces(of: good) * 3
    let day = world.day(of: hub)
    let arrival = world.exportHonestly(good, pieces, from: exporter, to: hub, on: day)
    let lots = world.random.whole(3...7)
    for lot in 1...lots {
      world.sendOnHonestly(
        [arrival], pieces: pieces / lots, after: lot * world.random.whole(8...30))
    }
  }

  /// A Korean parent sends to its company at a hub, which supplies the group's other companies.
  static let groupCompanies = Practice(name: "group companies", share: 4) { world in
    let good = world.familyGood(controlled: 0.55)
    let hub = world.companyAtHub(Directory.sellers)
    let parent =
      world.directory.firms[hub].parent.flatMap { world.directory.firms[$0].isKorean ? $0 : nil }
      ?? world.supplier(of: hub, Directory.assemblers)
    let pieces = world.pieces(of: good)
    let day = world.day(of: hub)
    let arrival = world.exportHonestly(good, pieces, from: parent, to: hub, on: day) {
      $0.nature = .group
      $0.value *= 0.93
    }
    world.sendOnHonestly([arrival], pieces: pieces, after: world.random.waiting(mean: 20)) {
      $0.nature = .group
    }
  }
}
