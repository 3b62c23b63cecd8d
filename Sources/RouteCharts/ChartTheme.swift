/// Whether a drawing is light, dark, or what the reader's screen asks for.
public enum ChartTheme: String, Sendable, CaseIterable {
  /// Light everywhere.
  case light
  /// Dark everywhere, on paper too.
  case dark
  /// Light, and dark on a screen that asks for it.
  case auto

  /// The colour that is written into an element.
  func colour(of ink: Ink) -> String {
    self == .dark ? ink.dark : ink.light
  }

  /// The style sheet of a drawing, for elements below the class `scope`.
  func sheet(scope: String) -> String? {
    self == .auto ? Ink.darkSheet(scope: scope) : nil
  }
}
