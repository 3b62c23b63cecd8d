import TradeModel

/// What a rule saw when it looked at a subject.
struct Observation: Sendable {
  /// The rule's measure; nil where the data to decide are missing.
  var measure: Double?
  /// The probability that the party it rests on is who it is taken for; 1 where nobody doubts it.
  var certainty = 1.0
  /// The finding in words, or what is missing; nil where nobody asked.
  var text: BilingualText?
  /// The rows of `RecordColumns` that the finding rests on; empty where nobody asked.
  var rows: [Int32] = []
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
  /// Which findings are put in words: ranking forty thousand exports needs their measures alone.
  var words = Words.all

  /// Which findings are put in words.
  enum Words {
    case all
    case none
    /// What cannot be checked, and what a line of these weights counts for.
    case weighing(WeightSet.LineWeights)
  }

  /// A subject.
  public init(row: Int, movement: Int, onward: [Int]) {
    self.row = row
    self.movement = movement
    self.onward = onward
  }

  /// Whether a finding of this measure is put in words.
  func wantsWords(of measure: Double, certainty: Double = 1) -> Bool {
    switch words {
    case .all: true
    case .none: false
    case .weighing(let weights):
      weights.decibans(of: Sighting(measure: measure, certainty: certainty)) != 0
    }
  }

  /// A rule's measure, the finding in words, and the rows of `RecordColumns` it rests on.
  ///
  /// The certainty is that the party it rests on is who it is taken for.
  func measured(
    _ measure: Double, certainty: Double = 1, _ text: @autoclosure () -> BilingualText,
    rows: @autoclosure () -> [Int32]
  ) -> Observation {
    guard wantsWords(of: measure, certainty: certainty) else {
      return Observation(measure: measure, certainty: certainty)
    }
    return Observation(measure: measure, certainty: certainty, text: text(), rows: rows())
  }

  /// The data to decide are missing; the text says which.
  func notCheckable(_ text: @autoclosure () -> BilingualText) -> Observation {
    if case .none = words { Observation() } else { Observation(text: text()) }
  }
}
