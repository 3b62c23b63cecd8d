import Foundation

/// Writes a recorded world as a trade folder, with the truth about it beside.
struct WorldFolder {
  let world: World
  let rows: [FiledRow]
  let folder: URL
  let truth: URL
  let visibility: Double

  static let declarationsHeader = """
    declaration_id,line,source,kind,status,date,departed_on,arrived_on,\
    shipper_id,shipper_name,shipper_country,shipper_address,\
    consignee_id,consignee_name,consignee_country,consignee_address,\
    end_user_id,end_user_name,end_user_country,forwarder_id,forwarder_name,\
    origin_country,departure_country,destination_country,transit_countries,mode,\
    hs_code,description,model,control_code,permit_no,\
    quantity,quantity_unit,net_weight_kg,value_usd,nature
    """

  /// Every file this program writes; `--replace` removes these and nothing else.
  static let fileNames =
    ["parties", "controls", "families", "permits", "lists", "country_flows", "outcomes"].map {
      "\($0).csv"
    }
    + years.map { "declarations-\($0).csv" } + ["truth"]

  private static let years =
    WorldDay.civil(WorldDay.first).year...WorldDay.civil(WorldDay.last).year

  init(_ recorder: Recorder, at folder: URL) throws {
    world = recorder.world
    rows = recorder.rows
    visibility = recorder.visibility
    self.folder = folder
    truth = folder.appendingPathComponent("truth")
    try FileManager.default.createDirectory(at: truth, withIntermediateDirectories: true)
  }

  func write() throws {
    var rejects = try CSVBuffer(
      truth, "expected_rejects.csv", header: "file,row,declaration_id,column,reason")
    var next = rows.startIndex
    for year in Self.years {
      let end =
        rows[next...].firstIndex { WorldDay.civil(Int($0.order >> 44)).year > year }
        ?? rows.endIndex
      try writeDeclarations(rows[next..<end], "declarations-\(year).csv", &rejects)
      next = end
    }
    try rejects.close()
    try writeParties()
    try writeControls()
    try writeFamilies()
    try writePermits()
    try writeLists()
    try writeOutcomes()
    try CountryFlows(world).write(to: folder)
    try writeTruth()
  }

  private func writeDeclarations(
    _ rows: ArraySlice<FiledRow>, _ name: String, _ rejects: inout CSVBuffer
  ) throws {
    var file = try CSVBuffer(folder, name, header: Self.declarationsHeader)
    for row in rows {
      if let fault = row.fault {
        rejects.cell(name)
        rejects.cell(file.lines + 1)
        rejects.cell(fault == .noNumber ? "" : number(of: row))
        rejects.cell(fault.column)
        rejects.cell(fault.reason)
        try rejects.endLine()
      }
      writeIdentity(row, &file)
      writeParties(of: row, &file)
      writeGoods(row, &file)
      try file.endLine()
    }
    try file.close()
  }

  func number(of row: FiledRow) -> String {
    row.declarationNumber(shipper: world.movements[Int(row.movement)].shipper)
  }

  private func writeIdentity(_ row: FiledRow, _ file: inout CSVBuffer) {
    let movement = world.movements[Int(row.movement)]
    file.cell(row.fault == .noNumber ? "" : number(of: row))
    file.cell(row.fault == .lineZero ? 0 : 1)
    file.cell(row.source.text)
    file.cell(row.fault == .strangeKind ? "exprot" : row.kind.text)
    file.cell(row.status.text)
    switch row.fault {
    case .noDate: file.empty()
    case .impossibleDate: file.cell("\(WorldDay.civil(Int(row.day)).year)-02-30")
    default: file.day(Int(row.day))
    }
    let hasLeft = row.status.movesGoods && !row.gaps.contains(.departed)
    let delay = row.kind == .importing ? 0 : Int(row.serial % 3)
    if hasLeft { file.day(Int(movement.day) + delay) } else { file.empty() }
    let hasArrived = row.kind == .importing && !row.gaps.contains(.arrived)
    if hasArrived { file.day(Int(row.day)) } else { file.empty() }
  }
}
