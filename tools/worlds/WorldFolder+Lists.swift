extension WorldFolder {
  /// Writes the listed parties.
  ///
  /// Some take part in schemes, a few trade honestly, and many do not trade here at all. Some are listed only after the day on which a world is looked at.
  func writeLists() throws {
    var file = try CSVBuffer(
      folder, "lists.csv",
      header: "list_id,entry_id,name,aliases,country,address,designated_on,delisted_on,citation")
    for entry in entries() {
      file.cell(entry.list)
      file.cell("\(entry.list)-\(entry.number)")
      file.cell(entry.name)
      file.cell(entry.aliases)
      file.cell(Place.all[entry.place].code)
      file.cell(entry.address)
      file.day(entry.designated)
      if let delisted = entry.delisted { file.day(delisted) } else { file.empty() }
      file.cell(entry.citation)
      try file.endLine()
    }
    try file.close()
  }

  private struct Entry {
    var list: String
    var number: Int
    var name: String
    var aliases: String
    var place: Int
    var address: String
    var designated: Int
    var delisted: Int?
    var citation: String
  }

  /// In order of their numbers, which say nothing about who trades.
  private func entries() -> [Entry] {
    var random = RandomSource(seed: world.seed, purpose: 5)
    var names = world.directory.names
    var entries: [Entry] = []
    for firm in world.directory.firms {
      let isConcern = Place.all[firm.place].role == .concern
      let share = firm.isComplicit ? (isConcern ? 0.3 : 0.07) : (isConcern ? 0.008 : 0.001)
      guard random.happens(share) || firm.isListed else { continue }
      entries.append(
        entry(spellings: firm.spellings, place: firm.place, address: firm.address, &random))
    }
    for _ in 0..<(25 + Int(Double(rows.count).squareRoot() / 2)) {
      let place = random.happens(0.8) ? random.pick(Place.concerns) : random.pick(Place.hubs)
      let spellings = names.spellings(kind: .trader, place: Place.all[place], random: &random)
      let address = NameMaker.address(in: Place.all[place], random: &random)
      entries.append(entry(spellings: spellings, place: place, address: address, &random))
    }
    random.shuffle(&entries)
    for index in entries.indices { entries[index].number += index }
    return entries
  }

  private func entry(
    spellings: [String], place: Int, address: String, _ random: inout RandomSource
  ) -> Entry {
    let designated = WorldDay.first - 1_500 + random.below(1_500 + WorldDay.span)
    return Entry(
      list: random.pick(["WLE", "WLU", "WLD"]), number: 40_001,
      name: random.happens(0.8) ? spellings[0] : spellings[1],
      aliases: spellings[3...4].joined(separator: ";"), place: place,
      address: random.happens(0.7) ? address : "", designated: designated,
      delisted: random.happens(0.05) ? designated + random.whole(300...1_500) : nil,
      citation: "Invented notice \(random.whole(1...60))")
  }
}
