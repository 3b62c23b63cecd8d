/// The language of what a drawing says; names and numbers stay as filed.
public enum ChartLanguage: String, Sendable, CaseIterable {
  case korean = "ko"
  case english = "en"
  case both

  /// A phrase in this language, or in both.
  func say(_ korean: String, _ english: String, between separator: String = " ") -> String {
    switch self {
    case .korean: korean
    case .english: english
    case .both: korean + separator + english
    }
  }
}
