/// Collects the fields that a profile mentions from documents that nest, as JSON and XML do.
///
/// A document holds fields of its own and rows; every row gets the document's fields as well. A
/// field that stands there several times keeps all its values.
struct FieldTree {
  /// The fields of one row: the bytes of each, empty where unknown.
  typealias Fields = [[UInt8]]

  /// A row that has been read, and the line on which it began.
  struct FieldRow {
    var fields: Fields
    var line: Int
  }

  /// The fields in their order.
  let names: [String]

  private var nodes = [Node()]
  private var open = [0]
  private let rowNode: Int
  private var document: Fields
  private var row = FieldRow(fields: [], line: 0)
  private var isInRow = false
  private var rows: [FieldRow] = []

  /// Names that no profile mentions are remembered up to this many, for the report.
  private static let mostUnmentioned = 1000

  private struct Node {
    var name = ""
    var parent = 0
    var children: [String: Int] = [:]
    /// The field that is read here, or -1.
    var field = -1
    var hasValue = false
  }

  /// A tree that looks for what a profile mentions.
  init(_ profile: MappingProfile) {
    names = profile.mentioned
    document = Fields(repeating: [], count: names.count)
    var nodes = [Node()]
    rowNode = profile.rowPath.isEmpty ? 0 : Self.grow(&nodes, profile.rowPath)
    for (field, name) in names.enumerated() {
      let path = fieldPath(name, in: profile.format)
      let start = name.hasPrefix("/") ? [] : profile.rowPath
      nodes[Self.grow(&nodes, start + path)].field = field
    }
    self.nodes = nodes
  }

  private static func grow(_ nodes: inout [Node], _ path: [String]) -> Int {
    var place = 0
    for name in path {
      if let child = nodes[place].children[name] {
        place = child
      } else {
        nodes.append(Node(name: name, parent: place))
        nodes[place].children[name] = nodes.count - 1
        place = nodes.count - 1
      }
    }
    return place
  }

  /// How deep the document is open.
  var depth: Int { open.count - 1 }

  /// Goes into a field or a group of fields that begins on a line.
  mutating func enter(_ name: String, line: Int = 0) {
    guard let place = open.last else { return }
    var child = -1
    if place >= 0 {
      if let known = nodes[place].children[name] {
        child = known
      } else if nodes.count < names.count + Self.mostUnmentioned {
        nodes.append(Node(name: name, parent: place))
        child = nodes.count - 1
        nodes[place].children[name] = child
      }
    }
    open.append(child)
    if child > 0, child == rowNode {
      row = FieldRow(fields: Fields(repeating: [], count: names.count), line: line)
      isInRow = true
    }
  }

  /// Comes back out of it.
  mutating func leave() {
    let place = open.removeLast()
    if place > 0, place == rowNode {
      rows.append(row)
      isInRow = false
    }
  }

  /// Takes the value of the field that was entered last.
  mutating func take(_ value: some Collection<UInt8>) {
    guard let place = open.last, place >= 0, !value.isEmpty else { return }
    nodes[place].hasValue = true
    let field = nodes[place].field
    guard field >= 0 else { return }
    if isInRow {
      Self.add(value, to: &row.fields[field])
    } else {
      Self.add(value, to: &document[field])
    }
  }

  private static func add(_ value: some Collection<UInt8>, to field: inout [UInt8]) {
    if !field.isEmpty { field.append(valueSeparator) }
    for byte in value where byte != valueSeparator { field.append(byte) }
  }

  /// Ends a document and gives its rows, each with the fields of the document.
  mutating func finishDocument(line: Int = 0) -> [FieldRow] {
    let found =
      rowNode == 0 ? [FieldRow(fields: document, line: line)] : rows.map(withDocument)
    forgetDocument()
    return found
  }

  /// Drops what was read of a document.
  mutating func forgetDocument() {
    document = Fields(repeating: [], count: names.count)
    rows.removeAll(keepingCapacity: true)
    isInRow = false
    open = [0]
  }

  private func withDocument(_ row: FieldRow) -> FieldRow {
    FieldRow(
      fields: zip(row.fields, document).map { $0.isEmpty ? $1 : $0 }, line: row.line)
  }

  /// Fields with values that no profile mentions, in the order in which they were first seen.
  func unmentioned(separator: String) -> [String] {
    nodes.indices.filter { nodes[$0].hasValue && nodes[$0].field < 0 }.map { place in
      var path: [String] = []
      var place = place
      while place > 0 {
        path.append(nodes[place].name)
        place = nodes[place].parent
      }
      return path.reversed().joined(separator: separator)
    }
  }
}

extension Row {
  /// A row whose cells are given one by one.
  init(fields: FieldTree.Fields) {
    bytes = []
    for field in fields {
      let start = Int32(bytes.count)
      bytes += field
      cells.append(Cell(start: start, end: Int32(bytes.count), hasDoubledQuotes: false))
    }
    length = bytes.count
    cellCount = cells.count
  }
}
