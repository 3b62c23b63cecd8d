/// A mapping profile that is proposed for a CSV file of an unknown layout.
///
/// Headers are compared with words in Korean, English and Chinese, and values with what a column
/// can hold. Neither is proof: every line says how sure it is and why, and a person decides.
public struct ProfileSuggestion {
  /// How sure a proposal is.
  public enum Certainty: String, Sendable {
    case sure
    case likely
    case guess
  }

  /// One column of the contract and where it is proposed to come from.
  public struct Proposal: Sendable {
    /// The contract's column.
    public let column: String
    /// The header of the file; nil for a constant.
    public let header: String?
    /// The rule as YAML.
    public let rule: String
    /// How sure it is.
    public let certainty: Certainty
    /// Why it is proposed.
    public let reason: String
  }

  /// The table that the file seems to hold.
  public let table: TradeTable
  /// What is proposed, in the contract's order.
  public private(set) var proposals: [Proposal] = []
  /// Headers for which no column was found, with an example of their values.
  public private(set) var unplaced: [(header: String, example: String?)] = []
  /// Required columns for which no header was found.
  public private(set) var missing: [String] = []
  /// Profiles that come with Entrepot and find every column they need in the header.
  public private(set) var known: [String] = []
  /// Rows looked at.
  public let rows: Int

  private let fileName: String

  /// The tables that a file may be proposed for.
  static let tables: [TradeTable] = [.declarations, .parties, .lists]

  /// Looks at the header and the first rows of a file.
  ///
  /// - Parameters:
  ///   - path: The CSV file, compressed or not.
  ///   - rows: How many rows are looked at.
  /// - Throws: Where the file cannot be read as CSV.
  public init(path: String, rows: Int = 2000) throws(IntakeError) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let sample = try Sample(path: path, name: name, rows: rows)
    fileName = name
    self.rows = sample.rows
    let fits = Self.tables.map { table in
      (table, sample.placements(in: table))
    }
    // A table is as good as the columns found in it; declarations come first where none is better.
    let best = fits.max { $0.1.reduce(0) { $0 + $1.score } < $1.1.reduce(0) { $0 + $1.score } }
    table = best?.0 ?? .declarations
    place(best?.1 ?? [], of: sample)
    // A profile that needs one column fits many files: another table must not be complete already.
    known = try MappingProfile.builtIn().filter {
      ($0.table == table || !missing.isEmpty) && $0.fits(sample.header)
    }.map(\.name)
  }

  private mutating func place(_ placements: [Sample.Placement], of sample: Sample) {
    let kind = sample.flow(named: fileName)
    for column in HeaderWords.tables[table] ?? [] {
      if let placement = placements.first(where: { $0.column == column }) {
        proposals.append(sample.proposal(for: placement))
      } else if let likely = country(for: column, placements, sample) {
        proposals.append(likely)
      } else if let constant = constant(for: column, kind: kind, sample) {
        proposals.append(constant)
      }
    }
    let used = Set(placements.map(\.position))
    unplaced = sample.header.filed.indices.filter { !used.contains($0) }.map {
      (sample.header.filed[$0], sample.shapes[$0].examples.first)
    }
    var finder = ColumnFinder(header: Header(names: proposals.map(\.column)))
    _ = table.rows.init(&finder)
    missing = finder.missingRequired
  }

  /// A party's country where no column says it: that of the end of the movement on its side.
  private func country(
    for column: String, _ placements: [Sample.Placement], _ sample: Sample
  ) -> Proposal? {
    let ends = [
      "shipper_country": "departure_country", "consignee_country": "destination_country",
    ]
    guard let end = ends[column], let placement = placements.first(where: { $0.column == end })
    else { return nil }
    let proposal = sample.proposal(for: placement)
    return Proposal(
      column: column, header: proposal.header, rule: proposal.rule, certainty: .guess,
      reason: "no column; the movement \(column.hasPrefix("shipper") ? "starts" : "ends") there")
  }

  /// What a column may be where the file has none for it.
  private func constant(for column: String, kind: String?, _ sample: Sample) -> Proposal? {
    func proposal(_ value: String, _ reason: String) -> Proposal {
      Proposal(
        column: column, header: nil, rule: "{constant: \(value)}", certainty: .guess,
        reason: reason)
    }
    guard table == .declarations else {
      return column == "list_id" && table == .lists
        ? proposal("LIST", "no column; name the list") : nil
    }
    switch column {
    case "source":
      return proposal(sample.isChinese ? "CN" : "KR", "no column; say who recorded it")
    case "kind": return proposal(kind ?? "export", "no column; from the words of the file")
    case "shipper_country", "departure_country":
      guard kind == "export", sample.isKorean else { return nil }
      return proposal("KR", "exports with Korean headers leave Korea")
    case "consignee_country", "destination_country":
      guard kind == "import", sample.isKorean else { return nil }
      return proposal("KR", "imports with Korean headers arrive in Korea")
    default: return nil
    }
  }

  /// Whether the columns have the contract's names and their values need no change.
  public var isContractLayout: Bool {
    missing.isEmpty
      && proposals.allSatisfy { $0.rule == "{from: [\(quoted($0.column))]}" }
  }

  /// The profile as YAML, with what is uncertain as comments.
  public var yaml: String {
    let pattern = fileName.hasSuffix(".gz") ? String(fileName.dropLast(3)) : fileName
    var lines = [
      "# Proposed for \(fileName) from its header and \(rows) rows. Look at every line that is not",
      "# sure, and at what was not placed, before you rely on it.",
    ]
    if isContractLayout {
      lines.append(
        "# The columns have the contract's names already: called \(table.rawValue).csv, the")
      lines.append("# file needs no profile.")
    }
    lines += known.map { "# Profile \($0), which comes with Entrepot, reads this layout already." }
    lines += [
      "name: \(quoted(String(pattern.prefix { $0 != "." })))",
      "files: [\(quoted(pattern))]", "table: \(table.rawValue)", "columns:",
    ]
    for proposal in proposals {
      lines.append("  # \(proposal.certainty.rawValue): \(proposal.reason)")
      lines.append("  \(proposal.column): \(proposal.rule)")
    }
    if !missing.isEmpty {
      lines.append("# Missing, and required: \(missing.joined(separator: ", ")).")
    }
    for (header, example) in unplaced {
      let shown = example.map { ", such as \(oneLine($0))" } ?? ", empty"
      lines.append("# Not placed: \(oneLine(header))\(shown)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A text in double quotes as YAML and JSON write it.
func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": result += "\\\(scalar)"
    case _ where scalar.value < 0x20: result += "\\u" + fourDigits(scalar.value)
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

private func fourDigits(_ number: UInt32) -> String {
  let digits = String(number, radix: 16)
  return String(repeating: "0", count: 4 - digits.count) + digits
}

/// A filed text as it may stand in a comment.
private func oneLine(_ text: String) -> String {
  let shown = text.count > 60 ? text.prefix(60) + "…" : text[...]
  return String(shown.map { $0.isNewline || $0.asciiValue.map { $0 < 0x20 } == true ? " " : $0 })
}

extension MappingProfile {
  /// Whether a CSV file with a header has every column that the profile's table must have.
  fileprivate func fits(_ header: Header) -> Bool {
    guard format == .csv, let mapper = try? ProfileMapper(self, header: header, file: name) else {
      return false
    }
    var finder = ColumnFinder(header: mapper.header)
    _ = table.rows.init(&finder)
    return finder.missingRequired.isEmpty
  }
}
