public import TradeIntake
public import TradeModel

/// What a backtest is asked for.
public struct BacktestRequest: Sendable {
  /// The trade folder.
  public var folder: String
  /// The first day as known on which everything is judged.
  public var from: TradeDay
  /// No day after this one is replayed.
  public var to: TradeDay
  /// Days from one replayed day to the next.
  public var every = 30
  /// The folder with the truth of an invented world; nil to measure by outcomes alone.
  public var truth: String?
  /// The database to keep; nil for one that is deleted afterwards.
  public var database: String?
  /// What to look for, and the weights.
  public var settings = AnalysisSettings()
  /// How to read files in other layouts.
  public var profiles: [MappingProfile] = []
  /// Told of each stage as it begins.
  public var progress: @Sendable (String) -> Void = { _ in }

  /// A request with the default settings.
  public init(folder: String, from: TradeDay, to: TradeDay) {
    self.folder = folder
    self.from = from
    self.to = to
  }

  /// The days to replay.
  ///
  /// - Throws: `RunError` where there is none.
  func days() throws(RunError) -> [TradeDay] {
    guard from <= to else {
      throw RunError("--from \(from) is after --to \(to): nothing to replay")
    }
    precondition(every > 0, "time goes forward")
    return (0...(to - from) / every).map { from + $0 * every }
  }
}
