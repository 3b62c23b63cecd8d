/// A sentence in the two languages that Entrepot speaks.
public struct BilingualText: Hashable, Sendable {
  /// English.
  public var english: String
  /// Korean.
  public var korean: String

  /// A sentence in both languages.
  public init(english: String, korean: String) {
    self.english = english
    self.korean = korean
  }
}

/// What a line of evidence found.
///
/// Missing data is never "clear".
public enum EvidenceOutcome: String, Sendable, CaseIterable {
  case fired
  case clear
  case notCheckable = "not_checkable"
}

/// One line of a score: what was looked at, what was found, what it weighs.
public struct EvidenceLine: Hashable, Sendable {
  /// The line's code, such as `flow.share_sent_on`.
  public var code: String
  /// The group in which related lines are capped together.
  public var group: String
  /// What was found.
  public var outcome: EvidenceOutcome
  /// What the line adds to the score, in decibans, after the cap of its group.
  public var decibans: Double
  /// What the line would weigh alone, before the cap of its group.
  public var uncappedDecibans: Double
  /// The least the line could add if what is missing were known.
  public var leastDecibans: Double
  /// The most the line could add if what is missing were known.
  public var mostDecibans: Double
  /// The finding in words.
  public var text: BilingualText
  /// The goods lines that the finding rests on.
  public var declarations: [DeclarationIdentity]

  /// A line that weighs nothing yet.
  public init(
    code: String, group: String, outcome: EvidenceOutcome, text: BilingualText,
    declarations: [DeclarationIdentity] = []
  ) {
    self.code = code
    self.group = group
    self.outcome = outcome
    self.text = text
    self.declarations = declarations
    decibans = 0
    uncappedDecibans = 0
    leastDecibans = 0
    mostDecibans = 0
  }
}

/// How much attention a score asks for.
public enum RiskBand: String, Sendable, CaseIterable, Comparable {
  case low
  case elevated
  case high
  case critical

  /// Compares by how much attention is asked for.
  public static func < (less: Self, more: Self) -> Bool {
    less.level < more.level
  }

  private var level: Int {
    switch self {
    case .low: 0
    case .elevated: 1
    case .high: 2
    case .critical: 3
    }
  }
}

/// A score with everything that it is the sum of.
public struct Assessment: Hashable, Sendable {
  /// Decibans before any line: the base rate of the trade.
  public var prior: Double
  /// The lines, in the order of `EvidenceLines.all`.
  public var lines: [EvidenceLine]
  /// The prior plus the sum of the lines.
  public var decibans: Double
  /// `1 / (1 + 10^(-decibans / 10))`.
  public var probability: Double
  /// The probability with every line that could not be checked at its least suspicious value.
  public var low: Double
  /// The probability with every line that could not be checked at its most suspicious value.
  public var high: Double
  /// How much attention the score asks for.
  public var band: RiskBand
  /// The single fact to check first, in words.
  public var counterfactual: BilingualText
  /// The smallest set of declarations without which the score would leave its band; empty for none.
  public var refuting: [DeclarationIdentity]
  /// Whether `refuting` is proven the smallest; else it is the smallest that was found.
  public var refutingIsSmallest: Bool

  /// A score from its parts.
  public init(
    prior: Double, lines: [EvidenceLine], decibans: Double, probability: Double, low: Double,
    high: Double, band: RiskBand, counterfactual: BilingualText,
    refuting: [DeclarationIdentity] = [], refutingIsSmallest: Bool = true
  ) {
    self.prior = prior
    self.lines = lines
    self.decibans = decibans
    self.probability = probability
    self.low = low
    self.high = high
    self.band = band
    self.counterfactual = counterfactual
    self.refuting = refuting
    self.refutingIsSmallest = refutingIsSmallest
  }
}
