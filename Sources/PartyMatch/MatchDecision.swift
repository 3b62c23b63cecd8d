import Foundation

/// Whether two descriptions are of one party.
public enum MatchAnswer: String, Sendable, CaseIterable, Codable {
  /// One party: they may be merged.
  case same
  /// Perhaps one party: an edge with a probability, never merged.
  case possible
  /// Two parties.
  case different
}

/// One reason for or against two descriptions being of one party.
public struct MatchLine: Hashable, Sendable, Codable {
  /// What was compared, such as `name.words` or `address`.
  public let name: String
  /// Its weight of evidence: ten times the decimal logarithm of the likelihood ratio.
  public let decibans: Double
  /// What was found, in words.
  public let words: String

  /// A line.
  public init(_ name: String, _ decibans: Double, _ words: String) {
    self.name = name
    self.decibans = decibans
    self.words = words
  }
}

/// An answer with its probability and every line that led to it.
public struct MatchDecision: Hashable, Sendable, Codable {
  /// Same, possibly same, or different.
  public let answer: MatchAnswer
  /// Decibans from which two descriptions are taken for one party: odds of ten to one.
  public static let sameFrom = 10.0
  /// Decibans up to which they are taken for two parties: odds of one to ten.
  public static let differentTo = -10.0

  /// The probability of `sameFrom`.
  public static let sureProbability = 10.0 / 11
  /// The prior and what was found, in the order in which it was looked at.
  public let lines: [MatchLine]

  /// The sum of the lines.
  public var decibans: Double { lines.reduce(0) { $0 + $1.decibans } }

  /// 1/(1 + 10^(−decibans/10)), 0 to 1.
  public var probability: Double { Self.probability(decibans: decibans) }

  static func probability(decibans: Double) -> Double { 1 / (1 + pow(10, -decibans / 10)) }

  /// The decision that the lines lead to.
  public init(lines: [MatchLine]) {
    self.lines = lines
    answer = Self.answer(decibans: lines.reduce(0) { $0 + $1.decibans })
  }

  /// The answer that a sum of lines leads to.
  static func answer(decibans sum: Double) -> MatchAnswer {
    sum >= sameFrom ? .same : sum <= differentTo ? .different : .possible
  }
}
