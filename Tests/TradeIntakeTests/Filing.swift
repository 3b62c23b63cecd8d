import TradeModel

@testable import TradeIntake

/// A declaration as a clerk would type it, cell by cell, for tests that change one of them.
struct Filing {
  var cells: [(column: String, text: String)] = [
    ("declaration_id", "D-1"), ("line", "1"), ("source", "KR"), ("kind", "export"),
    ("status", "accepted"), ("date", "2025-03-04"), ("departed_on", "2025-03-05"),
    ("arrived_on", "2025-03-06"), ("shipper_id", "KR1"), ("shipper_name", "Shipper"),
    ("shipper_country", "KR"), ("shipper_address", "1 Pier"), ("consignee_id", "SG1"),
    ("consignee_name", "Consignee"), ("consignee_country", "SG"), ("consignee_address", "2 Quay"),
    ("end_user_id", "SG2"), ("end_user_name", "User"), ("end_user_country", "MY"),
    ("forwarder_id", "F1"), ("forwarder_name", "Forwarder"), ("origin_country", "TW"),
    ("departure_country", "KR"), ("destination_country", "SG"), ("transit_countries", "HK; MY"),
    ("mode", "air"), ("hs_code", "8473.30-2000"), ("description", "Accelerator boards"),
    ("model", "X1"), ("control_code", "3A090.a"), ("permit_no", "P-1"), ("quantity", "12.5"),
    ("quantity_unit", "C62"), ("net_weight_kg", "30"), ("value_usd", "250000.00"),
    ("nature", "intra_group"), ("gross_weight_kg", "33.5"),
    ("containers", "MSKU1234565"), ("master_bill", "MAEU123456789"),
  ]

  subscript(column: String) -> String {
    get { cells.first { $0.column == column }?.text ?? "" }
    set {
      guard let place = cells.firstIndex(where: { $0.column == column }) else {
        cells.append((column, newValue))
        return
      }
      cells[place].text = newValue
    }
  }

  mutating func drop(_ column: String) { cells.removeAll { $0.column == column } }

  var header: String { cells.map(\.column).joined(separator: ",") }
  var row: String { cells.map { quoted($0.text) }.joined(separator: ",") }
  var file: String { "\(header)\n\(row)\n" }

  func with(_ column: String, _ text: String) -> Filing {
    var other = self
    other[column] = text
    return other
  }

  func without(_ columns: String...) -> Filing {
    var other = self
    for column in columns { other.drop(column) }
    return other
  }
}

/// A cell in quotes, as RFC 4180 has it.
func quoted(_ text: String) -> String {
  "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
    + "\""
}

extension Reading {
  var declarations: [Declaration] {
    records.compactMap {
      guard case .declaration(let declaration) = $0.record else { return nil }
      return declaration
    }
  }
}
