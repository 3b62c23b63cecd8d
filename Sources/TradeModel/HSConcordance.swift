/// A code of another revision of the Harmonized System, and where the same goods are now.
public struct HSConcordance: Hashable, Sendable {
  /// The code as filed under the other revision, or its first digits.
  public var filed: String
  /// The code, or its first digits, in the revision that families.csv uses.
  public var current: String
  /// Where that is laid down.
  public var citation: String?

  /// A line of a concordance.
  public init(filed: String, current: String) {
    self.filed = filed
    self.current = current
  }
}
