/// A chapter, heading or subheading that the Harmonized System has.
public struct HSHeading: Hashable, Sendable {
  /// Its digits: two for a chapter, four for a heading, six or more for a subheading.
  public var code: String
  /// What it covers.
  public var description: String?

  /// A chapter, heading or subheading.
  public init(code: String, description: String? = nil) {
    self.code = code
    self.description = description
  }
}
