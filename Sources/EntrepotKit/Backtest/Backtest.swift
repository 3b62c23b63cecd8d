import DiversionRisk
import Foundation
import TradeIntake
import TradeModel
import TradeStore

/// What the program would have said on earlier days, and what came of it.
public struct Backtest: Sendable {
  /// What was found, in reading order.
  public let tables: [EvaluationTable]

  /// Replays.
  ///
  /// - Throws: `RunError` where there is nothing to replay, or a folder or file is unusable.
  public init(_ request: BacktestRequest) throws {
    let dates = try request.days()
    let folder = try TradeFolder(path: request.folder, profiles: request.profiles)
    let weights = try WeightSet.named(request.settings.weights)
    let truth = try request.truth.map { try DivertedRows(path: $0) }
    let store =
      if let path = request.database {
        try TradeStore(path: path)
      } else {
        try TradeStore.temporary(in: NSTemporaryDirectory())
      }
    _ = try Ingest(store: store, progress: request.progress).read(folder)
    guard let lastDay = try store.lastDay() else {
      throw RunError("\(request.folder): not one usable declaration")
    }
    guard request.from <= lastDay else {
      throw RunError(
        "--from \(request.from) is after the last day declared, \(lastDay): nothing to replay")
    }
    let replay = try Replay(
      dates, of: store, settings: request.settings, weights: weights,
      progress: request.progress)
    var tables = [DaysTable(replay, truth: truth).table]
    tables += LeadTimes(replay).tables
    if let truth { tables.append(SchemeTimes(replay, truth: truth).table) }
    self.tables = tables
  }

  /// A table by its name in JSON.
  public func table(_ key: String) -> EvaluationTable? { tables.first { $0.key == key } }

  /// Everything as JSON.
  public var json: String {
    JSONText.object(tables.map { ($0.key, $0.json) }).indented
  }

  /// The replayed days as CSV.
  public var csv: String {
    guard let days = table("days") else { return "" }
    var text = CSVText(header: days.columns)
    for row in days.rows { text.add(row.map(\.csv)) }
    return text.text
  }
}

extension EvaluationTable.Cell {
  /// The cell in full precision; nil where nothing is known.
  var csv: String? {
    switch self {
    case .text(let text): text
    case .number(let number): RunWriter.number(number)
    case .count(let count): String(count)
    case .unknown: nil
    }
  }
}

/// Days between two things that happened, of many.
struct Waits {
  private let sorted: [Int]

  init(_ days: [Int]) { sorted = days.sorted() }

  /// The middle one; of two middle ones the later.
  var median: EvaluationTable.Cell { sorted.isEmpty ? .unknown : .count(sorted[sorted.count / 2]) }
  /// Nine in ten are no longer.
  var ninth: EvaluationTable.Cell {
    sorted.isEmpty ? .unknown : .count(sorted[min(sorted.count - 1, sorted.count * 9 / 10)])
  }
}
