/// What one file's rows come from, whatever it is written in.
protocol RowSource {
  /// The row that was read last.
  var row: Row { get }
  /// Its number.
  var rowNumber: Int { get }
  /// The line on which it starts, from 1.
  var lineNumber: Int { get }
  /// The columns by name, for messages.
  var columnNames: [String] { get }
  /// The row as filed.
  var raw: String { get }
  /// Columns of the file that the profile does not mention, as far as the file alone tells.
  var unmentioned: [String] { get }

  /// Finds out which columns there are.
  mutating func readHeader() throws(IntakeError) -> Header
  /// Reads the next row into `row`; false at the end of the file.
  mutating func next() throws(IntakeError) -> Bool
  /// Throws what is wrong with the shape of the row, if anything.
  func checkShape() throws(RowFault)
}

extension RowScanner: RowSource {
  var raw: String { row.raw }
  // The header tells them all.
  var unmentioned: [String] { [] }
}

/// The parts of a path such as `shipper.name` in JSON or `Buyer/Address` in XML.
///
/// A path that begins with `/` starts at the document, any other at its row.
func fieldPath(_ text: String, in format: MappingProfile.FileFormat) -> [String] {
  text.split { $0 == "/" || (format == .json && $0 == ".") }.map(String.init)
}

/// What stands between several values of one field; no text that people file holds it.
let valueSeparator: UInt8 = 0x1F
