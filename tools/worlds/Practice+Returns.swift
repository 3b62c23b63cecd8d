extension Practice {
  /// A customer sends faulty goods back, sometimes from a place of concern through a hub.
  static let goodsReturn = Practice(name: "return", share: 4) { world in
    let good = world.familyGood(controlled: 0.5)
    let customer = world.companyAtHub(Directory.users)
    let exporter = world.supplier(of: customer)
    let pieces = world.pieces(of: good)
    let day = world.day(of: customer)
    let arrival = world.exportHonestly(good, pieces, from: exporter, to: customer, on: day)
    let faulty = max(1, Int(Double(pieces) * world.random.real(0.02...1)))
    let back = world.sendOnHonestly(
      [arrival], pieces: faulty, after: world.random.whole(7...80), to: exporter
    ) { $0.nature = .goodsReturn }
    if let back, world.random.happens(0.6) {
      let again = world.workingDay(world.arrival(of: back) + world.random.whole(5...40))
      guard again <= WorldDay.last else { return }
      world.exportHonestly(good, faulty, from: exporter, to: customer, on: again) {
        $0.nature = .replacement
        $0.value *= 0.5
      }
    }
  }

  /// Goods go to a repair centre at a hub and come back.
  static let repair = Practice(name: "repair", share: 3) { world in
    let good = world.familyGood(controlled: 0.6)
    let centre = world.companyAtHub(Directory.sellers)
    let owner = world.supplier(of: centre, Directory.users)
    let pieces = max(1, world.pieces(of: good) / 8)
    let day = world.day(of: centre)
    let arrival = world.exportHonestly(good, pieces, from: owner, to: centre, on: day) {
      $0.nature = .repair
      $0.value *= 0.35
    }
    world.sendOnHonestly([arrival], pieces: pieces, after: world.random.whole(10...70), to: owner) {
      $0.nature = .repair
      $0.value *= 0.4
    }
  }

  /// A few pieces on loan for a trial or a fair; back, or on to the next who wants to try.
  static let demoLoan = Practice(name: "demo loan", share: 3) { world in
    let good = world.random.pick([Good.card, Good.module, Good.server, Good.fabricSwitch])
    let host = world.companyAtHub(Directory.users)
    let lender = world.supplier(of: host)
    let pieces = world.random.whole(1...4)
    let day = world.day(of: host)
    let nature: Movement.Nature = world.random.happens(0.5) ? .lease : .sample
    let arrival = world.exportHonestly(good, pieces, from: lender, to: host, on: day) {
      $0.nature = nature
    }
    let next = world.random.happens(0.3) ? nil : lender
    world.sendOnHonestly([arrival], pieces: pieces, after: world.random.whole(14...75), to: next) {
      $0.nature = .lease
    }
  }
}
