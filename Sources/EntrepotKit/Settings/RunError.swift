/// Why a command cannot do what it was asked, in words that a person can act on.
///
/// Translated once, at the door, to the exit status of the contract: 2 for all of these.
public struct RunError: Error, CustomStringConvertible, Sendable {
  /// What is wrong, where, and how to mend it.
  public let description: String

  /// An error with its sentence.
  public init(_ description: String) {
    self.description = description
  }
}
