import TradeModel

/// What a rule saw when it looked at a subject.
enum Observation: Sendable {
  /// The rule's measure, the finding in words, and the rows of `RecordColumns` it rests on.
  case measured(Double, BilingualText, rows: [Int32])
  /// The data to decide are missing; the text says which.
  case notCheckable(BilingualText)
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
