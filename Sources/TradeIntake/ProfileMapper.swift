/// Rewrites the rows of one file into the contract's layout, as a profile says.
struct ProfileMapper {
  /// The contract columns that the profile supplies for this file.
  let header: Header
  /// How to call each of them in a reject: by the file's own header where it has one.
  let shownNames: [String]
  /// The columns of the file that no rule reads.
  let ignored: [String]
  /// The row that was rewritten last.
  private(set) var row = Row(bytes: [])
  /// What was left out of that row because the profile knows no use for it.
  private(set) var leftOut: [String] = []

  private let profile: MappingProfile
  private let steps: [MappingStep]
  private let conditions: [(cell: Int, words: Set<String>)]

  /// Matches a profile with the header of a file.
  init(_ profile: MappingProfile, header: Header, file: String) throws(IntakeError) {
    var steps: [MappingStep] = []
    var shown: [String] = []
    var read: Set<Int> = []
    for rule in profile.rules {
      let step = try Self.step(rule, of: profile, header: header, file: file)
      let cells = step.cells + step.allCells
      // A rule whose columns the file lacks supplies nothing, as if it were not there.
      guard !cells.isEmpty || rule.constant != nil else { continue }
      steps.append(step)
      shown.append(cells.first.map { header.filed[$0] } ?? rule.column)
      read.formUnion(cells + step.factorCells)
      for case .cell(let position) in step.template { read.insert(position) }
    }
    conditions = profile.conditions.compactMap { condition in
      header.position(of: condition.column).map { ($0, Set(condition.words)) }
    }
    read.formUnion(conditions.map(\.cell))
    self.profile = profile
    self.steps = steps
    self.header = Header(names: steps.map(\.rule.column))
    shownNames = shown
    ignored = header.filed.indices.filter { !read.contains($0) }.map { header.filed[$0] }
  }

  private static func step(
    _ rule: ColumnRule, of profile: MappingProfile, header: Header, file: String
  ) throws(IntakeError) -> MappingStep {
    func found(_ names: [String]) -> [Int] {
      let cells = names.compactMap { header.position(of: $0) }
      // A CSV file has one of the columns; objects and elements differ from row to row.
      return profile.format == .csv ? Array(cells.prefix(1)) : cells
    }
    var pattern: Regex<(Substring, Substring)>?
    if let text = rule.extract {
      do { pattern = try Regex(text) } catch {
        throw .unusableProfile(
          file: profile.name, line: nil, key: rule.column, reason: "\(error)")
      }
    }
    return MappingStep(
      rule: rule, cells: found(rule.from),
      allCells: rule.fromAll.compactMap { header.position(of: $0) },
      factorCells: found(rule.multiply?.by ?? []),
      template: try template(rule, of: profile, header: header, file: file), pattern: pattern)
  }

  private static func template(
    _ rule: ColumnRule, of profile: MappingProfile, header: Header, file: String
  ) throws(IntakeError) -> [MappingStep.TemplatePart] {
    var parts: [MappingStep.TemplatePart] = []
    for part in rule.whenEmpty?.parts ?? [] {
      switch part {
      case .words(let words): parts.append(.words(words))
      case .value(let name):
        // A contract column stands for whatever header it is read from.
        let headers = profile.rules.first { $0.column == name }?.from ?? [name]
        guard let cell = headers.lazy.compactMap({ header.position(of: $0) }).first else {
          throw .missingColumns(
            file: file, columns: [headers.joined(separator: " or ")], found: header.filed)
        }
        parts.append(.cell(cell))
      }
    }
    return parts
  }

  /// A contract column with the headers under which the profile looks for it.
  func spelling(of column: String) -> String {
    guard let rule = profile.rules.first(where: { $0.column == column }), !rule.sources.isEmpty
    else { return "\(column) (which profile \(profile.name) does not map)" }
    return "\(column) (\((rule.from + rule.fromAll).joined(separator: " or ")))"
  }

  /// Whether a row of the file is of the kind that the profile reads.
  func isWanted(_ source: Row) -> Bool {
    conditions.allSatisfy { condition in
      values(of: condition.cell, in: source).contains { condition.words.contains($0) }
    }
  }

  /// Whether the profile would rather not know the value than lose the row.
  func mayBeUnknown(_ column: Column) -> Bool {
    column.position >= 0 && steps[column.position].rule.orUnknown
  }

  /// Makes a value of the rewritten row unknown.
  mutating func forget(_ column: Column) {
    leftOut.append("\(column.name): unusable value left out")
    row.cells[column.position].end = row.cells[column.position].start
  }

  /// Rewrites a row of the file into `row`.
  mutating func map(_ source: Row) {
    row.bytes.removeAll(keepingCapacity: true)
    row.cells.removeAll(keepingCapacity: true)
    leftOut.removeAll(keepingCapacity: true)
    for step in steps {
      let start = Int32(row.bytes.count)
      add(step, of: source)
      row.cells.append(
        Cell(start: start, end: Int32(row.bytes.count), hasDoubledQuotes: false))
    }
    row.cellCount = row.cells.count
    row.length = row.bytes.count
  }

  private mutating func add(_ step: MappingStep, of source: Row) {
    if let constant = step.constant {
      row.bytes.append(contentsOf: constant)
      return
    }
    guard profile.format == .csv, let cell = step.onlyCell, !source.cells[cell].hasDoubledQuotes,
      let range = source.range(ofCell: cell)
    else {
      row.bytes.append(contentsOf: value(of: step, in: source).utf8)
      return
    }
    let filed = source.bytes[range]
    if step.rule.isPlain {
      row.bytes.append(contentsOf: filed)
    } else if let known = step.known[filed] {
      row.bytes.append(contentsOf: known)
    } else {
      let value = Array(value(of: step, in: source).utf8)
      step.learn(value, of: filed)
      row.bytes.append(contentsOf: value)
    }
  }

  private mutating func value(of step: MappingStep, in source: Row) -> String {
    guard var value = filed(step, in: source) else {
      return step.template.map { part in
        switch part {
        case .words(let words): words
        case .cell(let position): first(of: [position], in: source) ?? ""
        }
      }.joined()
    }
    if let pattern = step.pattern, let match = value.firstMatch(of: pattern) {
      value = String(match.output.1)
    }
    for form in step.rule.dateForms {
      guard let date = form.standard(value) else { continue }
      value = date
      break
    }
    if let mapped = step.rule.map[value] { value = mapped }
    if let multiplier = step.rule.multiply, !value.isEmpty {
      guard let factor = multiplier.factor(for: first(of: step.factorCells, in: source)) else {
        leftOut.append("\(step.rule.column): no factor for its unit, value left out")
        return ""
      }
      value = product(of: value, and: factor)
    }
    if let padding = step.rule.padLeft {
      let gap = padding.width - value.count
      if gap > 0 { value = String(repeating: padding.character, count: gap) + value }
    }
    return value
  }

  /// What the file says before any rule is applied; nil when nothing.
  private func filed(_ step: MappingStep, in source: Row) -> String? {
    guard !step.allCells.isEmpty else {
      return first(of: step.cells, in: source)
    }
    var parts: [String] = []
    for cell in step.allCells {
      for value in values(of: cell, in: source) {
        // In CSV the cell may be a list already; elsewhere a semicolon is part of the text.
        let part = profile.format == .csv ? value : value.replacing(";", with: ",")
        if !parts.contains(part) { parts.append(part) }
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: ";")
  }

  /// The first value that any of the cells has.
  private func first(of cells: [Int], in source: Row) -> String? {
    for cell in cells {
      if let value = values(of: cell, in: source).first { return value }
    }
    return nil
  }

  /// The values of a cell: one in CSV, any number in JSON and XML.
  private func values(of cell: Int, in source: Row) -> [String] {
    guard let text = source.text(ofCell: cell) else { return [] }
    guard profile.format != .csv else { return [text] }
    return text.utf8.split(separator: valueSeparator).compactMap { part in
      let value = String(decoding: part, as: UTF8.self).trimmingASCIISpace
      return value.isEmpty ? nil : value
    }
  }

  /// The product as text; the text itself where it is no number, so that the reject shows it.
  private func product(of text: String, and factor: Double) -> String {
    let written = Array(text.utf8)
    guard let number = try? decimal(written.span) else { return text }
    return String(describing: number * factor)
  }
}

extension String {
  /// The text without ASCII white space around it.
  fileprivate var trimmingASCIISpace: String {
    var bytes = utf8[...]
    while bytes.first?.isWhiteSpace == true { bytes.removeFirst() }
    while bytes.last?.isWhiteSpace == true { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
