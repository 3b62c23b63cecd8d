import Yams

/// Reads the nodes of a profile, and says where one is wrong.
struct ProfileReader {
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

  func choice<Choice: RawRepresentable & CaseIterable>(
    _ node: Node?, at key: String
  ) throws(IntakeError) -> Choice? where Choice.RawValue == String {
    guard let node else { return nil }
    let word = try text(node, at: key)
    guard let choice = Choice(rawValue: word) else {
      let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault(node, key, "no \(key) is called \(word); there are \(words)")
    }
    return choice
  }

  func conditions(_ node: Node) throws(IntakeError) -> [MappingProfile.RowCondition] {
    guard let mapping = node.mapping else { throw fault(node, "where", "it must be a mapping") }
    var conditions: [MappingProfile.RowCondition] = []
    for (name, value) in mapping {
      let column = try text(name, at: "where")
      conditions.append(.init(column: column, words: try texts(value, at: "where.\(column)")))
    }
    return conditions
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
    let parts = try entries(of: node, at: column, allowing: ColumnRule.keys)
    var rule = ColumnRule(column: column)
    guard ["from", "from_all", "constant"].count(where: { parts[$0] != nil }) == 1 else {
      throw fault(node, column, "it needs one of from, from_all and constant")
    }
    if let from = parts["from"] { rule.from = try texts(from, at: "\(column).from") }
    if let from = parts["from_all"] { rule.fromAll = try texts(from, at: "\(column).from_all") }
    if let constant = parts["constant"] {
      rule.constant = try text(constant, at: "\(column).constant")
    }
    if let words = parts["when_empty"] {
      guard let template = CellTemplate(try text(words, at: "\(column).when_empty")) else {
        throw fault(words, "\(column).when_empty", "a brace is not closed, or empty")
      }
      rule.whenEmpty = template
    }
    if let pattern = parts["extract"] {
      rule.extract = try expression(pattern, at: "\(column).extract")
    }
    if let form = parts["date_format"] {
      rule.dateForms = try dateForms(form, at: "\(column).date_format")
    }
    if let map = parts["map"] { rule.map = try words(map, at: "\(column).map") }
    if let factor = parts["multiply"] {
      rule.multiply = try multiplier(factor, at: "\(column).multiply")
    }
    if let padding = parts["pad_left"] {
      rule.padLeft = try paddingOf(padding, at: "\(column).pad_left")
    }
    if let word = parts["or_unknown"] {
      guard let isTolerant = word.bool else {
        throw fault(word, "\(column).or_unknown", "it must be true or false")
      }
      rule.orUnknown = isTolerant
    }
    return rule
  }

  private func expression(_ node: Node, at key: String) throws(IntakeError) -> String {
    let pattern = try text(node, at: key)
    do { _ = try Regex(pattern, as: (Substring, Substring).self) } catch {
      throw fault(node, key, "it must be a regular expression with one group in brackets")
    }
    return pattern
  }

  private func dateForms(_ node: Node, at key: String) throws(IntakeError) -> [DateForm] {
    var forms: [DateForm] = []
    for word in node.sequence == nil ? [try text(node, at: key)] : try texts(node, at: key) {
      guard let form = DateForm(word) else {
        throw fault(node, key, "it needs YYYY, MM and DD, each once")
      }
      forms.append(form)
    }
    return forms
  }

  private func words(_ node: Node, at key: String) throws(IntakeError) -> [String: String] {
    guard let mapping = node.mapping else { throw fault(node, key, "it must be a mapping") }
    var words: [String: String] = [:]
    for (name, value) in mapping {
      // A word may become nothing, such as SAME AS CONSIGNEE.
      words[try text(name, at: key)] =
        value.scalar?.string.isEmpty == true ? "" : try text(value, at: key)
    }
    return words
  }

  private func multiplier(_ node: Node, at key: String) throws(IntakeError) -> Multiplier {
    guard node.mapping != nil else { return Multiplier(otherwise: try factor(node, at: key)) }
    let parts = try entries(of: node, at: key, allowing: Multiplier.keys)
    guard let by = parts["by"], let factors = parts["factors"]?.mapping else {
      throw fault(node, key, "it needs a number, or by and factors")
    }
    var multiplier = Multiplier(by: try texts(by, at: "\(key).by"))
    for (word, number) in factors {
      multiplier.factors[try text(word, at: "\(key).factors")] = try factor(
        number, at: "\(key).factors")
    }
    if let number = parts["when_empty"] {
      multiplier.otherwise = try factor(number, at: "\(key).when_empty")
    }
    return multiplier
  }

  private func factor(_ node: Node, at key: String) throws(IntakeError) -> Double {
    let written = Array(try text(node, at: key).utf8)
    guard let number = try? decimal(written.span), number > 0 else {
      throw fault(node, key, "it must be a number above zero")
    }
    return number
  }

  private func paddingOf(_ node: Node, at key: String) throws(IntakeError) -> ColumnRule.Padding {
    let parts = try entries(of: node, at: key, allowing: ["width", "with"])
    guard let width = parts["width"]?.int, (1...100).contains(width),
      let character = parts["with"]?.scalar?.string.first, parts["with"]?.scalar?.string.count == 1
    else { throw fault(node, key, "it needs width (1 to 100) and with (one character)") }
    return ColumnRule.Padding(width: width, character: character)
  }
}
