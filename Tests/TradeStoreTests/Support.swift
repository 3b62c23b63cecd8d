import Foundation
import GRDB
import Testing
import TradeModel

@testable import TradeStore

/// The two ways in which a store lives; every rule holds for both.
enum StoreKind: CaseIterable, CustomTestStringConvertible {
  case temporary
  case file

  var testDescription: String { self == .temporary ? "temporary" : "file" }

  /// An empty store in a folder.
  func store(in scratch: Scratch) throws -> TradeStore {
    switch self {
    case .temporary: try TradeStore.temporary(in: scratch.path)
    case .file: try TradeStore(path: scratch.path + "/trade.sqlite")
    }
  }
}

/// A folder that lasts as long as its owner.
final class Scratch {
  let path: String

  init() throws {
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    path = place.path
  }

  deinit {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      print("cannot remove \(path): \(error)")
    }
  }

  /// The names in the folder.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}

/// An error that a reader of a file might throw.
struct ReadingFailed: Error {}

extension TradeStore {
  /// Ingests declarations as one file.
  @discardableResult
  func ingest(_ declarations: [Declaration], named name: String = "declarations.csv") throws
    -> IngestedFile
  {
    var file = IngestedFile(
      name: name, table: "declarations", sha256: "\(name)\(declarations.count)", byteCount: 1)
    file.rows = declarations.count
    file.accepted = declarations.count
    try ingest(file) { session in
      for (position, declaration) in declarations.enumerated() {
        try session.store(declaration, row: position + 2)
      }
      return file
    }
    return try requireFirst(ingestedFiles([(file.name, file.sha256)]))
  }

  /// Ingests a register file.
  func register(_ name: String, _ body: (IngestSession) throws -> Void) throws {
    let file = IngestedFile(name: name, table: name, sha256: name, byteCount: 1)
    try ingest(file) { session in
      try body(session)
      return file
    }
  }

  /// The goods lines as known on a day, in order.
  func declarations(asOf day: String) throws -> [Declaration] {
    var found: [Declaration] = []
    try forEachDeclaration(asOf: Sample.day(day)) { row in
      if let declaration = row.declaration { found.append(declaration) }
    }
    return found
  }

  /// Quantities as known on a day.
  func quantities(asOf day: String) throws -> [Double?] {
    try declarations(asOf: day).map(\.quantity)
  }

  /// A number that a query gives.
  func count(_ sql: String) throws -> Int {
    try queue.read { try Int.fetchOne($0, sql: sql) ?? -1 }
  }

  /// A text that a query gives.
  func text(_ sql: String) throws -> String {
    try queue.read { try String.fetchOne($0, sql: sql) ?? "" }
  }

  private func requireFirst(_ files: [IngestedFile]) throws -> IngestedFile {
    guard let file = files.first else { throw ReadingFailed() }
    return file
  }
}

extension IngestSession {
  /// Stores one goods line.
  func store(_ declaration: Declaration, row: Int) throws {
    var batch = DeclarationBatch()
    batch.append(declaration, row: row)
    try store(parties.number(batch))
  }
}

extension DeclarationBatch {
  /// Adds a goods line with strings of its own.
  mutating func append(_ declaration: Declaration, row: Int) {
    var line = FiledLine(
      kind: declaration.kind, date: declaration.date, from: declaration.departureCountry,
      to: declaration.destinationCountry)
    line.row = Int32(row)
    line.line = declaration.identity.line
    line.source = add(declaration.identity.source)
    line.declarationID = add(declaration.identity.declarationID)
    line.status = declaration.status
    line.departedOn = declaration.departedOn
    line.arrivedOn = declaration.arrivedOn
    line.shipper = add(declaration.shipper)
    line.consignee = add(declaration.consignee)
    line.endUser = add(declaration.endUser)
    line.forwarder = add(declaration.forwarder)
    line.originCountry = declaration.originCountry
    line.transitCountries = add(declaration.transitCountries.map(\.code).joined(separator: ";"))
    line.mode = declaration.mode
    line.hsCode = add(declaration.hsCode)
    line.goodsDescription = add(declaration.goodsDescription)
    line.model = add(declaration.model)
    line.controlCode = add(declaration.controlCode)
    line.permitNumber = add(declaration.permitNumber)
    line.quantity = declaration.quantity
    line.quantityUnit = add(declaration.quantityUnit)
    line.netWeightKilograms = declaration.netWeightKilograms
    line.grossWeightKilograms = declaration.grossWeightKilograms
    line.valueUSD = declaration.valueUSD
    line.nature = declaration.nature
    append(line)
  }

  private mutating func add(_ text: String?) -> BatchText {
    add(Array((text ?? "").utf8).span)
  }

  private mutating func add(_ party: WrittenParty) -> FiledParty {
    var filed = FiledParty()
    filed.id = add(party.id)
    filed.name = add(party.name)
    filed.address = add(party.address)
    filed.country = party.country
    return filed
  }
}

/// Records to store.
enum Sample {
  static func day(_ text: String) -> TradeDay {
    guard let day = TradeDay(iso: text) else { preconditionFailure("\(text) is no day") }
    return day
  }

  static func country(_ code: String) -> CountryCode {
    guard let country = CountryCode(code) else { preconditionFailure("\(code) is no country") }
    return country
  }

  /// A goods line from Korea to Singapore.
  static func declaration(
    _ number: String = "D1", line: Int32 = 1, source: String = "KR", on date: String = "2025-03-10",
    status: DeclarationStatus = .accepted, quantity: Double? = 8,
    shipper: WrittenParty = WrittenParty(id: "KR1", name: "가온", country: country("KR"))
  ) -> Declaration {
    var declaration = Declaration(
      identity: DeclarationIdentity(source: source, declarationID: number, line: line),
      kind: .export, status: status, date: day(date), shipper: shipper,
      consignee: WrittenParty(name: "Harbour Nine", country: country("SG")), from: country("KR"),
      to: country("SG"), hsCode: "8473302000")
    declaration.quantity = quantity
    return declaration
  }

  /// A goods line of which every field is filled in.
  static var fullDeclaration: Declaration {
    var full = declaration("D-full", line: 7)
    full.kind = .reexport
    full.status = .amended
    full.departedOn = day("2025-03-09")
    full.arrivedOn = day("2025-03-12")
    full.shipper.address = "서울특별시 1로 2"
    full.consignee.id = "SG1"
    full.consignee.address = "1 Harbour Rd"
    full.endUser = WrittenParty(id: "SG2", name: "End", country: country("SG"))
    full.forwarder = WrittenParty(id: "F1", name: "Forward")
    full.originCountry = country("TW")
    full.transitCountries = [country("HK"), country("MO")]
    full.mode = .air
    full.goodsDescription = "가속기 \"A\""
    full.model = "X-100"
    full.controlCode = "3A090.a"
    full.permitNumber = "EP25-1"
    full.quantity = 12.5
    full.quantityUnit = "C62"
    full.netWeightKilograms = 0.1
    full.grossWeightKilograms = 0.2
    full.valueUSD = 1e15 / 3
    full.nature = .intraGroup
    return full
  }
}
