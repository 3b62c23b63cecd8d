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

  private let profile: MappingProfile
  private let steps: [Step]

  /// One rule with the cells of this file that it reads.
  private struct Step {
    let rule: ColumnRule
    /// The cell, or nil for a constant.
    let cell: Int?
    let template: [TemplatePart]
  }

  private enum TemplatePart {
    case words(String)
    case cell(Int)
  }

  /// Matches a profile with the header of a file.
  init(_ profile: MappingProfile, header: Header, file: String) throws(IntakeError) {
    var steps: [Step] = []
    var shown: [String] = []
    var read: Set<Int> = []
    for rule in profile.rules {
      let cell = rule.from.lazy.compactMap { header.position(of: $0) }.first
      // A rule whose columns the file lacks supplies nothing, as if it were not there.
      guard cell != nil || rule.constant != nil else { continue }
      let template = try Self.template(rule, of: profile, header: header, file: file)
      steps.append(Step(rule: rule, cell: cell, template: template))
      shown.append(cell.map { header.filed[$0] } ?? rule.column)
      if let cell { read.insert(cell) }
      for case .cell(let position) in template { read.insert(position) }
    }
    self.profile = profile
    self.steps = steps
    self.header = Header(names: steps.map(\.rule.column))
    shownNames = shown
    ignored = header.filed.indices.filter { !read.contains($0) }.map { header.filed[$0] }
  }

  private static func template(
    _ rule: ColumnRule, of profile: MappingProfile, header: Header, file: String
  ) throws(IntakeError) -> [TemplatePart] {
    var parts: [TemplatePart] = []
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
    guard let rule = profile.rules.first(where: { $0.column == column }), !rule.from.isEmpty else {
      return "\(column) (which profile \(profile.name) does not map)"
    }
    return "\(column) (\(rule.from.joined(separator: " or ")))"
  }

  /// Rewrites a row of the file into `row`.
  mutating func map(_ source: Row) {
    row.bytes.removeAll(keepingCapacity: true)
    row.cells.removeAll(keepingCapacity: true)
    for step in steps {
      let start = Int32(row.bytes.count)
      if let cell = step.cell, step.rule.isPlain, !source.cells[cell].hasDoubledQuotes {
        if let range = source.range(ofCell: cell) {
          row.bytes.append(contentsOf: source.bytes[range])
        }
      } else {
        row.bytes.append(contentsOf: value(of: step, in: source).utf8)
      }
      row.cells.append(
        Cell(start: start, end: Int32(row.bytes.count), hasDoubledQuotes: false))
    }
    row.cellCount = row.cells.count
    row.length = row.bytes.count
  }

  private func value(of step: Step, in source: Row) -> String {
    guard let cell = step.cell else { return step.rule.constant ?? "" }
    guard var value = source.text(ofCell: cell) else {
      return step.template.map { part in
        switch part {
        case .words(let words): words
        case .cell(let position): source.text(ofCell: position) ?? ""
        }
      }.joined()
    }
    if let form = step.rule.dateForm { value = form.standard(value) }
    if let mapped = step.rule.map[value] { value = mapped }
    if let factor = step.rule.multiply { value = product(of: value, and: factor) }
    if let padding = step.rule.padLeft {
      let gap = padding.width - value.count
      if gap > 0 { value = String(repeating: padding.character, count: gap) + value }
    }
    return value
  }

  /// The product as text; the text itself where it is no number, so that the reject shows it.
  private func product(of text: String, and factor: Double) -> String {
    let written = Array(text.utf8)
    guard let number = try? decimal(written.span) else { return text }
    return String(describing: number * factor)
  }
}
