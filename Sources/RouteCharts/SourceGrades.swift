/// How far a reader may trust each source, by the Admiralty code: `B2` is a usually reliable source
/// and information that is probably true.
public struct SourceGrades: Hashable, Sendable {
  /// The grade of sources that are not named.
  public private(set) var usual: String?
  /// Grades by the name of the source.
  public private(set) var named: [String: String] = [:]

  /// No grades.
  public init() {}

  /// Reads `B2` or `SOURCE=B2`; false where the grade is none of the code.
  public mutating func add(_ text: String) -> Bool {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    guard let grade = parts.last, Self.isGrade(grade) else { return false }
    switch parts.count {
    case 1: usual = grade
    default: named[parts.dropLast().joined(separator: "=")] = grade
    }
    return true
  }

  /// The grade of a source; nil where none was given.
  public func grade(of source: String) -> String? { named[source] ?? usual }

  /// Whether there is any grade.
  public var isEmpty: Bool { usual == nil && named.isEmpty }

  private static func isGrade(_ text: String) -> Bool {
    let letters = Array(text)
    return letters.count == 2 && ("A"..."F").contains(letters[0])
      && ("1"..."6").contains(letters[1])
  }
}
