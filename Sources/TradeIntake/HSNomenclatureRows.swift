import TradeModel

/// Rows of `hs_nomenclature.csv`: the codes that the Harmonized System has.
struct HSNomenclatureRows: RecordTable {
  private let code, description: Column

  init(_ columns: inout ColumnFinder) {
    code = columns.required("hs_code")
    description = columns.optional("description")
  }

  func record(in row: borrowing Row, repairs: inout Repairs) throws(RowFault) -> TradeRecord {
    let codes = try row.hsPrefixes(code)
    guard let digits = codes.first else { throw RowFault(.missing, code) }
    guard codes.count == 1, digits.utf8.count.isMultiple(of: 2) else {
      throw RowFault(.hsNotDigits, code)
    }
    return .heading(HSHeading(code: digits, description: row.text(description)))
  }
}
