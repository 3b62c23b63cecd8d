import Foundation

extension WorldFolder {
  /// Writes truth/: what really happened, for tests and measurements only.
  func writeTruth() throws {
    let filed = rows.filter { $0.fault == nil && !$0.isSuperseded }
    var counts = try writeTruthOfRows(filed)
    try writeQuantities(filed)
    try writeEntities(filed)
    let routes = try writeRoutes(filed)
    try writeSchemes(filed)
    let entities = try writeTrueParties(filed)
    counts.append(contentsOf: [
      ("diverted_routes", routes), ("entities", entities), ("rows", rows.count),
    ])
    counts.append(("outcomes", rows.count { $0.outcome != nil }))
    counts.append(("outcomes_diverted", rows.count { $0.outcome?.isDiverted == true }))
    counts.append(("schemes", world.schemes.count))
    counts.append(("expected_rejects", rows.count { $0.fault != nil }))
    try writeMeta(counts)
  }

  /// Korean exports of the tested period that nobody has inspected.
  private func isInWindow(_ row: FiledRow) -> Bool {
    row.source == .korea && row.kind == .export && row.status.movesGoods && row.outcome == nil
      && (WorldDay.testFrom...WorldDay.asOf).contains(Int(row.day))
  }

  private func isKoreanExport(_ row: FiledRow) -> Bool {
    row.source == .korea && row.kind == .export && row.status.movesGoods
  }

  private func role(_ row: FiledRow, _ movement: Movement) -> String {
    guard movement.scheme >= 0 else { return "none" }
    guard movement.isDiverted else { return "scheme_other" }
    guard Int(movement.departure) == Place.korea else { return "onward" }
    return isKoreanExport(row) ? "export" : "mirror"
  }

  private func writeTruthOfRows(_ filed: [FiledRow]) throws -> [(String, Int)] {
    var file = try CSVBuffer(
      truth, "truth_declarations.csv",
      header:
        "source,declaration_id,line,diverted,scheme_id,typology,eligible_for_test,in_window,declared_in_family,controlled_item,true_item,true_leg,role"
    )
    var tested = 0
    var positives = 0
    var divertedExports = 0
    for row in filed {
      let movement = world.movements[Int(row.movement)]
      let isInFamily = Good.all[Int(movement.declaredAs)].family != nil
      let isTested = isInWindow(row) && isInFamily
      let isDiverted = movement.isDiverted && row.status.movesGoods
      writeKey(row, &file)
      file.cell(isDiverted ? 1 : 0)
      if movement.scheme >= 0 { file.cell(Int(movement.scheme) + 1) } else { file.cell("-1") }
      file.cell(movement.scheme >= 0 ? world.schemes[Int(movement.scheme)].typology : "none")
      file.cell(isTested ? 1 : 0)
      file.cell(isInWindow(row) ? 1 : 0)
      file.cell(isInFamily ? 1 : 0)
      file.cell(Good.all[Int(movement.good)].isControlled ? 1 : 0)
      file.cell(Good.all[Int(movement.good)].name)
      file.cell(Int(row.movement))
      file.cell(role(row, movement))
      try file.endLine()
      tested += isTested ? 1 : 0
      positives += isTested && isDiverted ? 1 : 0
      divertedExports += isDiverted && isKoreanExport(row) ? 1 : 0
    }
    try file.close()
    return [
      ("test_rows", tested), ("test_positives", positives),
      ("diverted_export_rows", divertedExports),
    ]
  }

  private func writeKey(_ row: FiledRow, _ file: inout CSVBuffer) {
    file.cell(row.source.text)
    file.cell(number(of: row))
    file.cell(1)
  }

  private func writeQuantities(_ filed: [FiledRow]) throws {
    var file = try CSVBuffer(
      truth, "truth_quantities.csv",
      header:
        "source,declaration_id,line,scheme_id,quantity_pieces,diverted_pieces,accelerator_units_per_piece,diverted_value_usd"
    )
    for row in filed where isKoreanExport(row) {
      let movement = world.movements[Int(row.movement)]
      guard movement.isDiverted else { continue }
      let good = Good.all[Int(movement.good)]
      writeKey(row, &file)
      file.cell(Int(movement.scheme) + 1)
      file.cell(Int(movement.pieces))
      file.cell(Int(movement.divertedPieces))
      file.cell(good.unitsPerPiece)
      file.cell(Double(movement.divertedPieces) * good.usdPerPiece)
      try file.endLine()
    }
    try file.close()
  }

  private func writeEntities(_ filed: [FiledRow]) throws {
    var file = try CSVBuffer(
      truth, "truth_entities.csv", header: "source,declaration_id,line,role,entity")
    for row in filed {
      let movement = world.movements[Int(row.movement)]
      for (role, firm) in [("shipper", movement.shipper), ("consignee", movement.consignee)] {
        writeKey(row, &file)
        file.cell(role)
        file.cell(Int(firm))
        try file.endLine()
      }
    }
    try file.close()
  }
}
