import TradeModel

/// Rows of `hs_concordance.csv`: codes of other revisions of the Harmonized System.
struct HSConcordanceRows: RecordTable {
  private let filed, current, citation: Column

  init(_ columns: inout ColumnFinder) {
    filed = columns.required("hs_filed")
    current = columns.required("hs_current")
    citation = columns.optional("citation")
  }

  func record(in row: borrowing Row, repairs: inout Repairs) throws(RowFault) -> TradeRecord {
    var concordance = HSConcordance(
      filed: try code(filed, in: row), current: try code(current, in: row))
    concordance.citation = row.text(citation)
    return .concordance(concordance)
  }

  private func code(_ column: Column, in row: borrowing Row) throws(RowFault) -> String {
    let prefixes = try row.hsPrefixes(column)
    guard let code = prefixes.first else { throw RowFault(.missing, column) }
    guard prefixes.count == 1 else { throw RowFault(.hsNotDigits, column) }
    guard code.utf8.count >= 4 else { throw RowFault(.hsTooShort, column) }
    return code
  }
}
