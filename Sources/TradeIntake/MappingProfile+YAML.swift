import Yams

extension MappingProfile {
  /// Reads a profile from YAML; `file` is named in errors.
  ///
  /// Keys that are not known are errors: a misspelt key would otherwise be a rule that never runs.
  public init(yaml: String, file: String = "profile") throws(IntakeError) {
    let reader = ProfileReader(file: file)
    let root = try reader.root(of: yaml)
    let entries = try reader.entries(of: root, at: "(profile)", allowing: Self.keys)
    guard let name = entries["name"], let files = entries["files"],
      let columns = entries["columns"]
    else {
      throw reader.fault(root, "(profile)", "it needs the keys name, files and columns")
    }
    let table: TradeTable = try reader.choice(entries["table"], at: "table") ?? .declarations
    self.init(
      name: try reader.text(name, at: "name"), files: try reader.texts(files, at: "files"),
      table: table, rules: try reader.rules(columns, of: table))
    format = try reader.choice(entries["format"], at: "format") ?? .csv
    if let node = entries["document"] { document = try reader.text(node, at: "document") }
    if let node = entries["rows"] {
      rowPath = fieldPath(try reader.text(node, at: "rows"), in: format)
    }
    if let node = entries["where"] { conditions = try reader.conditions(node) }
    try checkFormat(entries, by: reader)
  }

  /// What one format needs and another has no use for.
  private func checkFormat(
    _ entries: [String: Node], by reader: ProfileReader
  ) throws(IntakeError) {
    if format == .xml, document == nil {
      throw reader.fault(
        entries["format"], "document", "XML needs the name of the element that is one document")
    }
    if format != .xml, let node = entries["document"] {
      throw reader.fault(node, "document", "only XML has documents")
    }
    if format == .csv, let node = entries["rows"] {
      throw reader.fault(node, "rows", "in CSV every line is a row")
    }
  }
}
