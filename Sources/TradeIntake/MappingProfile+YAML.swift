import Yams

extension MappingProfile {
  /// Reads a profile from YAML; `file` is named in errors.
  ///
  /// Keys that are not known are errors: a misspelt key would otherwise be a rule that never runs.
  public init(yaml: String, file: String = "profile") throws(IntakeError) {
    let reader = ProfileReader(file: file)
    let root = try reader.root(of: yaml)
    let entries = try reader.entries(
      of: root, at: "(profile)",
      allowing: Self.keys)
    guard let name = entries["name"], let files = entries["files"],
      let columns = entries["columns"]
    else {
      throw reader.fault(root, "(profile)", "it needs the keys name, files and columns")
    }
    var table = TradeTable.declarations
    if let node = entries["table"] {
      let word = try reader.text(node, at: "table")
      guard let known = TradeTable(rawValue: word) else {
        let words = TradeTable.allCases.map(\.rawValue).joined(separator: ", ")
        throw reader.fault(node, "table", "no table is called \(word); there are \(words)")
      }
      table = known
    }
    self.init(
      name: try reader.text(name, at: "name"), files: try reader.texts(files, at: "files"),
      table: table, rules: try reader.rules(columns, of: table))
  }
}

/// Reads the nodes of a profile, and says where one is wrong.
private struct ProfileReader {
  let file: String

  func fault(_ node: Node?, _ key: String, _ reason: String) -> IntakeError {
    .unusableProfile(file: file, line: node?.mark?.line, key: key, reason: reason)
  }

  func root(of yaml: String) throws(IntakeError) -> Node {
    let node: Node?
    do {
      node = try Yams.compose(yaml: yaml)
    } catch {
      throw fault(nil, "(file)", "it is not YAML: \(error)")
    }
    guard let node else { throw fault(nil, "(file)", "it is empty") }
    return node
  }

  func entries(
    of node: Node, at key: String, allowing keys: [String]
  ) throws(IntakeError) -> [String: Node] {
    guard let mapping = node.mapping else { throw fault(node, key, "it must be a mapping") }
    var entries: [String: Node] = [:]
    for (name, value) in mapping {
      let word = name.string ?? "(key)"
      guard keys.contains(word) else {
        throw fault(name, word, "no such key; there are \(keys.joined(separator: ", "))")
      }
      entries[word] = value
    }
    return entries
  }

  func text(_ node: Node, at key: String) throws(IntakeError) -> String {
    guard let text = node.scalar?.string, !text.isEmpty else {
      throw fault(node, key, "it must be a text")
    }
    return text
  }

  func texts(_ node: Node, at key: String) throws(IntakeError) -> [String] {
    guard let sequence = node.sequence, !sequence.isEmpty else {
      throw fault(node, key, "it must be a list")
    }
    var texts: [String] = []
    for element in sequence { texts.append(try text(element, at: key)) }
    return texts
  }

  func rules(_ node: Node, of table: TradeTable) throws(IntakeError) -> [ColumnRule] {
    let columns = table.columns
    let entries = try entries(of: node, at: "columns", allowing: columns)
    var rules: [ColumnRule] = []
    // In the contract's order, so that a row's first fault does not depend on the profile's.
    for column in columns {
      if let entry = entries[column] { rules.append(try rule(entry, for: column)) }
    }
    return rules
  }

  private func rule(_ node: Node, for column: String) throws(IntakeError) -> ColumnRule {
    let parts = try entries(
      of: node, at: column,
      allowing: ColumnRule.keys)
    var rule = ColumnRule(column: column)
    guard (parts["from"] == nil) != (parts["constant"] == nil) else {
      throw fault(node, column, "it needs either from or constant")
    }
    if let from = parts["from"] { rule.from = try texts(from, at: "\(column).from") }
    if let constant = parts["constant"] {
      rule.constant = try text(constant, at: "\(column).constant")
    }
    if let words = parts["when_empty"] {
      guard let template = CellTemplate(try text(words, at: "\(column).when_empty")) else {
        throw fault(words, "\(column).when_empty", "a brace is not closed, or empty")
      }
      rule.whenEmpty = template
    }
    if let form = parts["date_format"] {
      guard let dateForm = DateForm(try text(form, at: "\(column).date_format")) else {
        throw fault(form, "\(column).date_format", "it needs YYYY, MM and DD, each once")
      }
      rule.dateForm = dateForm
    }
    if let map = parts["map"] { rule.map = try words(map, at: "\(column).map") }
    if let factor = parts["multiply"] {
      let written = Array(try text(factor, at: "\(column).multiply").utf8)
      guard let number = try? decimal(written.span), number > 0 else {
        throw fault(factor, "\(column).multiply", "it must be a number above zero")
      }
      rule.multiply = number
    }
    if let padding = parts["pad_left"] {
      rule.padLeft = try paddingOf(padding, at: "\(column).pad_left")
    }
    return rule
  }

  private func words(_ node: Node, at key: String) throws(IntakeError) -> [String: String] {
    guard let mapping = node.mapping else { throw fault(node, key, "it must be a mapping") }
    var words: [String: String] = [:]
    for (name, value) in mapping {
      words[try text(name, at: key)] = try text(value, at: key)
    }
    return words
  }

  private func paddingOf(_ node: Node, at key: String) throws(IntakeError) -> ColumnRule.Padding {
    let parts = try entries(of: node, at: key, allowing: ["width", "with"])
    guard let width = parts["width"]?.int, (1...100).contains(width),
      let character = parts["with"]?.scalar?.string.first, parts["with"]?.scalar?.string.count == 1
    else { throw fault(node, key, "it needs width (1 to 100) and with (one character)") }
    return ColumnRule.Padding(width: width, character: character)
  }
}
