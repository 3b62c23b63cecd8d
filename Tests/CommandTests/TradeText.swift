import Foundation

/// A small trade folder, written by hand.
///
/// Gaon of Korea sells eight accelerators to Harbour Nine of Singapore, which sends eight on to
/// Northern of China five days later; Hanbit sells to a Japanese user and nothing goes on.
struct TradeText {
  /// Rows of a table by column; a column that a row does not name is empty.
  typealias Rows = [[String: String]]

  var declarations: Rows = [
    movement("K1", "KR", "export", "2025-03-10", from: ("KR1", "Gaon", "KR"), to: harbour),
    movement("S1", "SG", "reexport", "2025-03-15", from: harbour, to: ("CN1", "Northern", "CN")),
    movement(
      "K2", "KR", "export", "2025-03-20", from: ("KR2", "한빛", "KR"), to: ("JP1", "Asahi", "JP")),
  ]
  var families: Rows = [
    [
      "family": "ACC", "hs_prefixes": "847330", "unit_of_account": "accelerator",
      "units_per_piece": "1",
    ]
  ]
  var controls: Rows = [
    [
      "control_code": "3A090.a", "jurisdiction": "KR", "family": "ACC", "hs_prefixes": "847330",
      "in_force_from": "2025-02-28",
    ]
  ]
  /// Further tables by name.
  var others: [String: Rows] = [:]

  static let harbour = ("SG1", "Harbour Nine", "SG")

  /// Eight accelerators from one party to another.
  static func movement(
    _ id: String, _ source: String, _ kind: String, _ date: String,
    from shipper: (id: String, name: String, country: String),
    to consignee: (id: String, name: String, country: String)
  ) -> [String: String] {
    [
      "declaration_id": id, "line": "1", "source": source, "kind": kind, "date": date,
      "shipper_id": shipper.id, "shipper_name": shipper.name, "shipper_country": shipper.country,
      "consignee_id": consignee.id, "consignee_name": consignee.name,
      "consignee_country": consignee.country, "departure_country": shipper.country,
      "destination_country": consignee.country, "hs_code": "8473302000", "quantity": "8",
      "quantity_unit": "C62", "value_usd": "240000", "net_weight_kg": "12",
    ]
  }

  /// The table as CSV; columns are sorted unless given.
  static func csv(_ rows: Rows, columns: [String]? = nil) -> String {
    let columns = columns ?? Set(rows.flatMap(\.keys)).sorted()
    return ([columns] + rows.map { row in columns.map { row[$0] ?? "" } })
      .map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
  }

  /// Writes the folder.
  func write(to folder: String, in scratch: Scratch) throws {
    var tables = others
    tables["declarations"] = declarations
    tables["families"] = families
    tables["controls"] = controls
    for (name, rows) in tables where !rows.isEmpty {
      try scratch.write(Self.csv(rows), to: "\(folder)/\(name).csv")
    }
  }

  private static func quoted(_ cell: String) -> String {
    let needsQuotes = cell.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    guard needsQuotes else { return cell }
    return "\""
      + String(
        String.UnicodeScalarView(cell.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }))
      + "\""
  }
}

/// Reads CSV by the letter of RFC 4180, without any code of the program.
func cells(of csv: Data) -> [[String]] {
  var rows: [[String]] = []
  var row: [String] = []
  var cell: [UInt8] = []
  var isQuoted = false
  var bytes = Array(csv)[...]
  while let byte = bytes.popFirst() {
    switch byte {
    case 0x22 where isQuoted && bytes.first == 0x22: cell.append(bytes.removeFirst())
    case 0x22: isQuoted.toggle()
    case 0x2C where !isQuoted, 0x0A where !isQuoted:
      row.append(String(decoding: cell, as: UTF8.self))
      cell.removeAll()
      if byte == 0x0A {
        rows.append(row)
        row.removeAll()
      }
    default: cell.append(byte)
    }
  }
  return rows
}

/// Reads JSON lines.
func objects(of lines: Data) throws -> [[String: Any]] {
  try lines.split(separator: 0x0A).map { line in
    guard let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] else {
      throw CocoaError(.fileReadCorruptFile)
    }
    return object
  }
}
