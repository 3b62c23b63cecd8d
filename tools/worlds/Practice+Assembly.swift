extension Practice {
  /// Chips and memory go out to be packaged and tested, boards and packages come back or go on.
  static let assemblyAndTest = Practice(name: "assembly and test", share: 6) { world in
    let good = world.random.happens(0.6) ? Good.memoryStack : Good.chip
    let plant = world.companyAtHub(Directory.assemblers)
    let maker = world.supplier(of: plant, Directory.assemblers)
    let pieces = world.pieces(of: good)
    let day = world.day(of: plant)
    let arrival = world.exportHonestly(good, pieces, from: maker, to: plant, on: day)
    let wait = world.random.whole(15...55)
    let yield = world.random.real(0.94...0.995)
    let finished = max(1, Int(Double(pieces) * yield))
    if world.random.happens(0.55) {
      world.sendOnHonestly([arrival], pieces: finished, after: wait, to: maker) {
        $0.nature = .group
      }
    } else if good == Good.chip {
      let boards = world.random.happens(0.5) ? Good.card : Good.module
      world.sendOnHonestly([arrival], pieces: finished, after: wait, as: boards)
    } else {
      world.sendOnHonestly([arrival], pieces: finished, after: wait)
    }
  }

  /// A contract manufacturer builds servers from accelerator boards, eight in each.
  static let serverAssembly = Practice(name: "server assembly", share: 4) { world in
    let plant = world.companyAtHub(Directory.assemblers)
    let seller = world.supplier(of: plant)
    let servers = world.random.pieces(typical: 4)
    let day = world.day(of: plant)
    let arrival = world.exportHonestly(Good.module, servers * 8, from: seller, to: plant, on: day)
    let user = world.directory.regular(
      of: plant, Directory.centres, in: world.market(), &world.random)
    world.sendOnHonestly(
      [arrival], pieces: servers, after: world.random.whole(12...45), to: user, as: Good.server)
  }

  /// A data centre at a hub buys servers and keeps them; old ones are sold after a year or more.
  static let dataCentre = Practice(name: "data centre", share: 4) { world in
    let centre = world.companyAtHub(Directory.centres)
    let seller = world.supplier(of: centre)
    let good = world.random.happens(0.75) ? Good.server : Good.card
    var day = world.day(of: centre)
    for _ in 0..<world.random.whole(1...4) {
      guard day <= WorldDay.last else { break }
      let pieces = world.pieces(of: good)
      let arrival = world.exportHonestly(good, pieces, from: seller, to: centre, on: day) {
        $0.endUser = Int32(centre)
      }
      if world.random.happens(0.06) {
        world.sendOnHonestly(
          [arrival], pieces: max(1, pieces / 2), after: world.random.whole(370...620))
      }
      day = world.workingDay(day + world.random.whole(20...90))
    }
  }
}
