public import TradeModel

/// An entry of a list that a party may be, and why.
public struct ScreenHit: Hashable, Sendable {
  /// The entry.
  public let entry: ListedParty
  /// The name of the entry that agrees, its own or an alias.
  public let listedName: String
  /// The name of the party that agrees with it.
  public let name: String
  /// The lines that led to it, with their sum.
  public let decision: MatchDecision

  /// Whether the name that agrees is an alias of the entry.
  public var isAlias: Bool { listedName != entry.name }
  /// The probability that the party is the listed one.
  public var probability: Double { decision.probability }
}
