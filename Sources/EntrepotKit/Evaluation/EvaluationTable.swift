/// A table of figures: the same one goes to the terminal, to JSON and to the report.
public struct EvaluationTable: Sendable {
  /// A figure or a word.
  public enum Cell: Sendable, Equatable {
    case text(String)
    case number(Double)
    case count(Int)
    case unknown
  }

  /// The name in JSON.
  public let key: String
  /// The heading.
  public let title: String
  /// How to read it, in a sentence.
  public let note: String
  /// The names of the columns.
  public let columns: [String]
  /// The rows.
  public var rows: [[Cell]]

  init(_ key: String, _ title: String, note: String, columns: [String], rows: [[Cell]]) {
    self.key = key
    self.title = title
    self.note = note
    self.columns = columns
    self.rows = rows
  }

  /// The rows as objects.
  var json: JSONText {
    .array(rows.map { row in .object(zip(columns, row).map { ($0, $1.json) }) })
  }

  /// A number that may be missing.
  static func optional(_ value: Double?) -> Cell {
    value.map { $0.isFinite ? .number($0) : .unknown } ?? .unknown
  }
}

extension EvaluationTable.Cell {
  /// The cell as a person reads it.
  public var text: String {
    switch self {
    case .text(let text): text
    case .number(let number): Self.rounded(number)
    case .count(let count): String(count)
    case .unknown: "–"
    }
  }

  private static func rounded(_ number: Double) -> String {
    guard abs(number) < 1e9 else { return "\(number)" }
    let places = abs(number) >= 100 ? 10.0 : abs(number) >= 0.1 ? 1_000 : 100_000
    let value = (number * places).rounded() / places
    return value == value.rounded() && abs(value) < 1e9 ? String(Int(value)) : "\(value)"
  }

  var json: JSONText {
    switch self {
    case .text(let text): .string(text)
    case .number(let number): .number(number)
    case .count(let count): .integer(count)
    case .unknown: .null
    }
  }
}
