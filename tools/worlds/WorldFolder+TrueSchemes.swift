import Foundation

extension WorldFolder {
  /// Writes the planted routes and returns how many there are.
  func writeRoutes(_ filed: [FiledRow]) throws -> Int {
    var file = try CSVBuffer(
      truth, "truth_routes.csv",
      header:
        "scheme_id,route_no,typology,n_legs,first_date,complete_by_asof,two_consecutive_legs_recorded,quantity,legs"
    )
    let records = recordsOfSchemes(filed)
    var count = 0
    for (scheme, plot) in world.schemes.enumerated() {
      for route in plot.routes {
        guard let first = route.legs.first, let last = route.legs.last else { continue }
        count += 1
        // Goods that nobody saw going on went on all the same.
        let legs = route.legs.map { records[$0, default: []].joined(separator: "|") }
        var written = legs.map { $0.isEmpty ? "-" : $0 }
        if route.legs.count == 1 { written.append("-") }
        let isRecorded = zip(written, written.dropFirst()).contains { $0 != "-" && $1 != "-" }
        file.cell(scheme + 1)
        file.cell(count)
        file.cell(plot.typology)
        file.cell(written.count)
        file.day(Int(world.movements[first].day))
        file.cell(Int(world.movements[last].day) <= WorldDay.asOf ? 1 : 0)
        file.cell(isRecorded ? 1 : 0)
        file.cell(route.pieces)
        file.cell(written.joined(separator: ";"))
        try file.endLine()
      }
    }
    try file.close()
    return count
  }

  /// Which rows recorded a movement that belongs to a scheme.
  private func recordsOfSchemes(_ filed: [FiledRow]) -> [Int: [String]] {
    var records: [Int: [String]] = [:]
    for row in filed where row.status.movesGoods && world.movements[Int(row.movement)].scheme >= 0 {
      records[Int(row.movement), default: []].append("\(row.source.text)/\(number(of: row))/1")
    }
    return records
  }

  func writeSchemes(_ filed: [FiledRow]) throws {
    var file = try CSVBuffer(
      truth, "truth_schemes.csv", header: "scheme_id,typology,export_rows,parties")
    var exports = [Int](repeating: 0, count: world.schemes.count)
    for row in filed where row.source == .korea && row.kind == .export && row.status.movesGoods {
      let movement = world.movements[Int(row.movement)]
      if movement.isDiverted { exports[Int(movement.scheme)] += 1 }
    }
    for (scheme, plot) in world.schemes.enumerated() {
      file.cell(scheme + 1)
      file.cell(plot.typology)
      file.cell(exports[scheme])
      file.cell(plot.companies.map(String.init).joined(separator: ";"))
      try file.endLine()
    }
    try file.close()
  }

  /// Writes every company that trades and returns how many there are.
  func writeTrueParties(_ filed: [FiledRow]) throws -> Int {
    var file = try CSVBuffer(
      truth, "truth_parties.csv",
      header: "entity,party_id,complicit,controlled_trade,country,kind,name,all_names")
    let firms = world.directory.firms
    var trades = [Bool](repeating: false, count: firms.count)
    var tradesControlled = trades
    for row in filed {
      let movement = world.movements[Int(row.movement)]
      for firm in [Int(movement.shipper), Int(movement.consignee)] {
        trades[firm] = true
        if Good.all[Int(movement.good)].isControlled { tradesControlled[firm] = true }
      }
    }
    for (entity, firm) in firms.enumerated() where trades[entity] {
      file.cell(entity)
      file.cell(firm.registryNumber)
      file.cell(firm.isComplicit ? 1 : 0)
      file.cell(tradesControlled[entity] ? 1 : 0)
      file.cell(firm.country)
      file.cell(firm.kind.rawValue)
      file.cell(firm.spellings[0])
      file.cell(firm.spellings.joined(separator: "|"))
      try file.endLine()
    }
    try file.close()
    return trades.count { $0 }
  }

  func writeMeta(_ counts: [(String, Int)]) throws {
    var values: [String: Any] = [
      "family": "entrepot-worlds", "seed": world.seed, "visibility": visibility,
      "as_of": WorldDay.text(WorldDay.asOf), "test_from": WorldDay.text(WorldDay.testFrom),
      "negative": world.schemes.isEmpty,
    ]
    for (name, count) in counts { values[name] = count }
    let lookAlikes = world.movements.count { $0.isLookAlike && Int($0.departure) == Place.korea }
    let diverted = world.movements.count { $0.isDiverted && Int($0.departure) == Place.korea }
    values["lookalike_exports"] = lookAlikes
    values["diverted_exports"] = diverted
    if diverted > 0 { values["lookalike_ratio"] = Double(lookAlikes * 10 / diverted) / 10 }
    let json = try JSONSerialization.data(
      withJSONObject: values, options: [.prettyPrinted, .sortedKeys])
    try (json + Data("\n".utf8)).write(to: truth.appendingPathComponent("meta.json"))
  }
}
