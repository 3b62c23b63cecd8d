public import TradeModel

/// What a fit is asked for.
public struct FitRequest: Sendable {
  /// Trade folders with outcomes; outcomes of several are pooled.
  public var folders: [String]
  /// Files of outcomes to learn from instead of the folders' own, one a folder; empty for none.
  ///
  /// Such outcomes are labels only: no line of evidence sees them.
  public var outcomes: [String] = []
  /// Why the weights are fitted, for the dated entry in the new set.
  public var why: String
  /// The name of the new set; nil for one made of the old name and the day.
  public var version: String?
  /// The share of diversion among scored exports; nil to estimate it.
  public var baseRate: Double?
  /// The day as known on which everything is judged; nil for the last day declared.
  public var asOf: TradeDay?
  /// Where a table of what the fit looks at goes, a scored export a row; nil for none.
  public var measures: String?
  /// What to look for, and the weight set to start from.
  public var settings = AnalysisSettings()
  /// Told of each stage as it begins.
  public var progress: @Sendable (String) -> Void = { _ in }

  /// A request with the default settings.
  public init(folders: [String], why: String) {
    self.folders = folders
    self.why = why
  }
}
