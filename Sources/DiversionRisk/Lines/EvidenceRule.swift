import TradeModel

/// What a rule saw when it looked at a subject.
///
/// Words and citations are worked out only when somebody is going to read them: ranking forty
/// thousand exports needs the measures alone.
struct Observation {
  /// The rule's measure; nil where the data to decide are missing.
  let measure: Double?
  /// The finding in words, or what is missing.
  let text: () -> BilingualText
  /// The rows of `RecordColumns` that the finding rests on.
  let rows: () -> [Int32]

  /// A rule's measure, the finding in words, and the rows of `RecordColumns` it rests on.
  static func measured(
    _ measure: Double, _ text: @autoclosure @escaping () -> BilingualText,
    rows: @autoclosure @escaping () -> [Int32]
  ) -> Self {
    Self(measure: measure, text: text, rows: rows)
  }

  /// The data to decide are missing; the text says which.
  static func notCheckable(_ text: @autoclosure @escaping () -> BilingualText) -> Self {
    Self(measure: nil, text: text, rows: { [] })
  }
}

/// One line of evidence: what it looks at, in one file, with one test and one page of docs.
protocol EvidenceRule: Sendable {
  /// The line's code, `group.name`, as the weight set and the docs have it.
  var code: String { get }
  /// Looks at a subject.
  ///
  /// Texts state what was measured, with its numbers, whichever way it points: the weight set
  /// decides whether that speaks for or against.
  func observe(_ subject: Subject, in context: RiskContext) -> Observation
}

/// What is scored: an export from a country of origin, and the way its goods are taken to have gone.
public struct Subject: Sendable {
  /// The goods line, as a row of `RecordColumns`.
  public var row: Int
  /// Its movement, as a position in `RiskContext.movements`.
  public var movement: Int
  /// The onward movements of the route looked at, in order; empty where none was seen.
  public var onward: [Int]

  /// A subject.
  public init(row: Int, movement: Int, onward: [Int]) {
    self.row = row
    self.movement = movement
    self.onward = onward
  }
}
