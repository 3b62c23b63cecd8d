public import TradeIntake
public import TradeModel

/// What a run is asked to do.
public struct RunRequest: Sendable {
  /// The trade folder.
  public var folder: String
  /// Where the run folder goes.
  public var output: String
  /// The database to keep; nil for one that is deleted afterwards.
  public var database: String?
  /// A folder of an earlier run, against which moves of parties and the watchlist are told; nil for the
  /// last run of an earlier day in the database.
  public var previous: String?
  /// The day as known on which everything is judged; nil for the last day in the declarations.
  public var asOf: TradeDay?
  /// What to look for.
  public var settings: AnalysisSettings
  /// How to read files in other layouts; those that come with Entrepot need not be named.
  public var profiles: [MappingProfile] = []
  /// Told of each stage as it begins.
  public var progress: @Sendable (String) -> Void

  /// A request with the default settings.
  public init(folder: String, output: String) {
    self.folder = folder
    self.output = output
    settings = AnalysisSettings()
    progress = { _ in }
  }
}

/// What came of a run, for whoever asked for it.
public struct RunSummary: Sendable {
  /// Where the run folder is.
  public var output: String
  /// The day as known on which everything was judged.
  public var asOf: TradeDay
  /// Rows read.
  public var rows: Int
  /// Rows that could not be used.
  public var rejects: Int
  /// Exports scored.
  public var declarations: Int
  /// Routes found.
  public var routes: Int
  /// Routes at or above the alert band.
  public var alerts: Int
  /// Drawings made.
  public var diagrams: Int
  /// How many alerts can be false at most, with the assumption, in words.
  public var bounds: String
  /// What went wrong without stopping the run, in words.
  public var warnings: [String]
}
