extension WorldFolder {
  func writeParties(of row: FiledRow, _ file: inout CSVBuffer) {
    let movement = world.movements[Int(row.movement)]
    let shipper = world.directory.firms[Int(movement.shipper)]
    let consignee = world.directory.firms[Int(movement.consignee)]
    file.cell(row.gaps.contains(.shipperID) ? "" : shipper.registryNumber)
    file.cell(shipper.spellings[Int(row.shipperSpelling)])
    file.cell(row.fault == .noShipperCountry ? "" : shipper.country)
    file.cell(row.gaps.contains(.shipperAddress) ? "" : shipper.address)
    file.cell(row.gaps.contains(.consigneeID) ? "" : consignee.registryNumber)
    file.cell(consignee.spellings[Int(row.consigneeSpelling)])
    file.cell(consignee.country)
    file.cell(row.gaps.contains(.consigneeAddress) ? "" : consignee.address)
    if movement.endUser >= 0, !row.gaps.contains(.endUser), row.source != .billOfLading {
      let user = world.directory.firms[Int(movement.endUser)]
      file.cell(user.isRegistered ? user.registryNumber : "")
      file.cell(user.spellings[0])
      file.cell(user.country)
    } else {
      file.empty(3)
    }
    if movement.forwarder >= 0, !row.gaps.contains(.forwarder) {
      let forwarder = world.directory.firms[Int(movement.forwarder)]
      file.cell(forwarder.isRegistered && row.serial % 2 == 0 ? forwarder.registryNumber : "")
      file.cell(forwarder.spellings[Int(row.wording) % 3])
    } else {
      file.empty(2)
    }
  }

  func writeGoods(_ row: FiledRow, _ file: inout CSVBuffer) {
    let movement = world.movements[Int(row.movement)]
    let good = Good.all[Int(movement.declaredAs)]
    file.cell(row.gaps.contains(.origin) ? "" : Place.all[Int(movement.origin)].code)
    file.cell(Place.all[Int(movement.departure)].code)
    file.cell(row.fault == .strangeCountry ? "X9" : Place.all[Int(movement.destination)].code)
    file.cell(movement.transit == Movement.nowhere ? "" : Place.all[Int(movement.transit)].code)
    file.cell(row.gaps.contains(.mode) ? "" : movement.mode.text)
    file.cell(code(of: good, in: row))
    let wording = Int(row.wording)
    file.cell(
      row.gaps.contains(.description) ? "" : good.descriptions[wording % good.descriptions.count])
    let hasModel = !row.gaps.contains(.model) && !good.models.isEmpty
    file.cell(hasModel ? good.models[wording / 5 % good.models.count] : "")
    file.cell(row.gaps.contains(.control) ? "" : good.control ?? "")
    let citesPermit = row.source == .korea && row.kind == .export && movement.permit >= 0
    file.cell(
      citesPermit && !row.gaps.contains(.permit)
        ? world.permits.permits[Int(movement.permit)].number : "")
    if row.fault == .wordForNumber {
      file.cell("n/a")
    } else if let quantity = row.quantity {
      file.cell(quantity, places: 3)
    } else {
      file.empty()
    }
    file.cell(row.unit.text)
    if let kilograms = row.kilograms {
      file.cell(max(0.001, kilograms), places: 3)
    } else {
      file.empty()
    }
    if let value = row.value { file.cell(max(0.01, value)) } else { file.empty() }
    file.cell(row.gaps.contains(.nature) ? "" : movement.nature.text)
  }

  /// Ten digits in Korea, eight at the partners, six on a bill of lading.
  private func code(of good: Good, in row: FiledRow) -> String {
    if row.fault == .shortCode { return String(good.hs6.prefix(3)) }
    switch (row.source, row.code) {
    case (.korea, .dotted): return "\(good.hs6.prefix(4)).\(good.hs6.suffix(2))-\(good.suffix)"
    case (.korea, .lostZero): return String((good.hs6 + good.suffix).dropFirst())
    case (.korea, .plain): return good.hs6 + good.suffix
    case (.singapore, _), (.malaysia, _): return good.hs6 + good.suffix.prefix(2)
    case (.billOfLading, _): return good.hs6
    }
  }
}
