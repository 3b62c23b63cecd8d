/// The columns of a file.
struct Header {
  /// The names as filed.
  let filed: [String]
  /// The names by which columns are found: trimmed, ASCII letters in lower case.
  let names: [String]

  /// A header of columns that go by their names.
  init(names: [String]) {
    filed = names
    self.names = names.map(Self.key)
  }

  /// The header in the first row of a file.
  init(_ row: Row, file: String) throws(IntakeError) {
    var filed: [String] = []
    for position in row.cells.indices {
      filed.append(row.text(ofCell: position) ?? "(column \(position + 1))")
    }
    self.init(names: filed)
    var firstPositions: [String: Int] = [:]
    for (position, name) in names.enumerated() {
      if let first = firstPositions.updateValue(position, forKey: name) {
        throw .duplicateColumn(
          file: file, column: filed[position], positions: [first + 1, position + 1])
      }
    }
  }

  /// The position of a column; spelling counts, the case of ASCII letters does not.
  func position(of name: String) -> Int? {
    names.firstIndex(of: Self.key(name))
  }

  private static func key(_ name: String) -> String {
    // ASCII letters only: lowercasing by Unicode would make two Turkish spellings one column.
    String(decoding: name.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}

/// A contract column and where a file has it.
struct Column {
  /// The contract's name.
  let name: StaticString
  /// The cell, or -1 where the file has no such column.
  let position: Int
}

/// Looks up the columns that a table needs, and keeps account of them.
struct ColumnFinder {
  /// Every column asked for.
  private(set) var asked: [String] = []
  /// Optional columns that the file lacks.
  private(set) var missing: [String] = []
  /// Required columns that the file lacks.
  private(set) var missingRequired: [String] = []
  private let header: Header
  private var found: Set<Int> = []

  init(header: Header) {
    self.header = header
  }

  /// An optional column.
  mutating func optional(_ name: StaticString) -> Column {
    let column = find(name)
    if column.position < 0 { missing.append(name.description) }
    return column
  }

  /// A column that the file must have.
  mutating func required(_ name: StaticString) -> Column {
    let column = find(name)
    if column.position < 0 { missingRequired.append(name.description) }
    return column
  }

  /// Two columns of which the file must have one.
  mutating func either(_ one: StaticString, or other: StaticString) -> (Column, Column) {
    let pair = (find(one), find(other))
    let absent = [pair.0, pair.1].filter { $0.position < 0 }.map { $0.name.description }
    if absent.count == 2 {
      missingRequired.append(absent.joined(separator: " or "))
    } else {
      missing += absent
    }
    return pair
  }

  /// The columns of the file that nobody asked for, as filed.
  var ignored: [String] {
    header.filed.indices.filter { !found.contains($0) }.map { header.filed[$0] }
  }

  private mutating func find(_ name: StaticString) -> Column {
    asked.append(name.description)
    let position = header.position(of: name.description)
    if let position { found.insert(position) }
    return Column(name: name, position: position ?? -1)
  }
}
