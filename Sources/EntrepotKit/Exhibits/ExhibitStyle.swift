public import RouteCharts

/// How an exhibit looks and what it must not show.
public struct ExhibitStyle: Sendable {
  /// The language of the words.
  public var language = ChartLanguage.both
  /// Light, dark, or what the reader's screen asks for.
  public var theme = ChartTheme.auto
  /// How far each source may be trusted.
  public var grades = SourceGrades()
  /// What is taken out before anything is laid out.
  public var redaction = Redaction()
  /// What is folded first where a drawing would not fit a page.
  public var folding = ChartFolding.country
  /// The handling mark, such as `공무용 OFFICIAL`.
  public var handling: String?
  /// Pixels a point, for PNG.
  public var zoom = 2.0

  /// Both languages, nothing redacted.
  public init() {}
}
