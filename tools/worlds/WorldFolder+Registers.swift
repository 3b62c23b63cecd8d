extension WorldFolder {
  func writeParties() throws {
    var file = try CSVBuffer(
      folder, "parties.csv",
      header:
        "party_id,name,aliases,country,address,kind,industry,incorporated_on,parent_id,owners,officers,phone"
    )
    var random = RandomSource(seed: world.seed, purpose: 4)
    let firms = world.directory.firms
    // Sorted by number, so that the place in the file says nothing about a company.
    for firm in firms.filter(\.isRegistered).sorted(by: { $0.registryNumber < $1.registryNumber }) {
      file.cell(firm.registryNumber)
      file.cell(firm.spellings[0])
      let aliases =
        Place.all[firm.place].hasScript && random.happens(0.5) ? [firm.spellings[4]] : []
      file.cell((aliases + (random.happens(0.3) ? [firm.spellings[3]] : [])).joined(separator: ";"))
      file.cell(firm.country)
      file.cell(random.happens(0.85) ? firm.address : "")
      file.cell(random.happens(0.93) ? firm.kind.rawValue : "")
      file.cell(firm.industry)
      if let founded = firm.incorporated { file.day(founded) } else { file.empty() }
      let parent = firm.parent.map { firms[$0] }
      let parentNumber = parent.map { $0.isRegistered ? $0.registryNumber : "" } ?? ""
      file.cell(parentNumber)
      file.cell(
        parentNumber.isEmpty ? "" : "\(parentNumber):\(random.pick(["1", "0.8", "0.51", "0.4"]))")
      file.cell(firm.officer)
      file.cell(random.happens(0.7) ? firm.phone : "")
      try file.endLine()
    }
    try file.close()
  }

  func writeControls() throws {
    var file = try CSVBuffer(
      folder, "controls.csv",
      header:
        "control_code,jurisdiction,family,hs_prefixes,description_terms,min_unit_value_usd,in_force_from,in_force_until,citation"
    )
    for control in Control.all {
      for text in [
        control.code, control.jurisdiction, control.family, control.prefixes, control.terms,
      ] {
        file.cell(text)
      }
      file.cell(control.minimumUnitValue)
      file.day(control.from)
      file.empty()
      file.cell(control.citation)
      try file.endLine()
    }
    try file.close()
  }

  func writeFamilies() throws {
    var file = try CSVBuffer(
      folder, "families.csv",
      header: "family,hs_prefixes,unit_of_account,units_per_piece,becomes,citation")
    for family in Family.all {
      file.cell(family.name)
      file.cell(family.prefixes.joined(separator: ";"))
      file.cell(family.unit)
      file.cell(family.unitsPerPiece)
      file.cell(family.becomes)
      file.cell("generated world")
      try file.endLine()
    }
    try file.close()
  }

  func writePermits() throws {
    var file = try CSVBuffer(
      folder, "permits.csv",
      header:
        "permit_no,control_code,exporter_id,consignee_id,end_user_id,destination_country,quantity,quantity_unit,valid_from,valid_until,agency"
    )
    let firms = world.directory.firms
    for permit in world.permits.permits.sorted(by: { $0.number < $1.number }) {
      file.cell(permit.number)
      file.cell(Good.all[permit.good].control ?? "")
      for holder in [permit.exporter, permit.consignee, permit.endUser] {
        let firm = firms[Int(holder)]
        file.cell(firm.isRegistered ? firm.registryNumber : "")
      }
      file.cell(Place.all[permit.destination].code)
      file.cell(permit.pieces)
      file.cell("C62")
      file.day(permit.from)
      file.day(permit.until)
      file.cell("KR-MOTIE")
      try file.endLine()
    }
    try file.close()
  }

  func writeOutcomes() throws {
    var file = try CSVBuffer(
      folder, "outcomes.csv", header: "source,declaration_id,line,outcome,decided_on")
    for row in rows {
      guard let outcome = row.outcome else { continue }
      file.cell(row.source.text)
      file.cell(number(of: row))
      file.cell(1)
      file.cell(outcome.isDiverted ? "diverted" : "cleared")
      file.day(Int(outcome.decidedOn))
      try file.endLine()
    }
    try file.close()
  }
}
