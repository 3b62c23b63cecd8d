import Appraisal
import TradeModel

/// The exports that a run is measured on, with what was scored and what was true.
///
/// *Tested* are exports of goods declared in a family, in the tested period, not inspected. *Listed*
/// are those and all other scored exports of the period: what a person who works down the list meets.
struct TestedRows {
  /// One export.
  struct Row {
    let key: String
    let truth: TruthFolder.Row
    /// Decibans; nil where the run did not score it.
    let decibans: Double?
    let probability: Double?
    let band: RiskBand?
    /// Score and declared value in one, as `ExportOrder.stake` orders rows; nil where either is missing.
    let stake: Double?
    /// Diverted value in USD.
    let value: Double
    /// Diverted quantity in units of account.
    let quantity: Double
  }

  /// Rows, and the ranking of them.
  struct Part {
    let rows: [Row]
    let ranked: RankedOutcomes

    init(_ rows: [Row]) {
      self.rows = rows
      ranked = RankedOutcomes(
        scores: rows.map { $0.decibans ?? -.infinity }, labels: rows.map(\.truth.isDiverted),
        values: rows.map(\.value))
    }
  }

  let tested: Part
  let listed: Part

  /// Puts scores beside the truth.
  ///
  /// - Parameters:
  ///   - truth: what really happened.
  ///   - score: what was scored of a goods line, by `SOURCE/ID/LINE`; nil where it was not.
  init(truth: TruthFolder, score: (String) -> RunScores.Export?) {
    var rows: [(rank: Int, row: Row)] = []
    for row in truth.rows {
      let found = score(row.key)
      guard row.isTested || found != nil else { continue }
      let quantity = truth.quantities[row.key]
      rows.append(
        (
          found?.rank ?? .max,
          Row(
            key: row.key, truth: row, decibans: found?.decibans,
            probability: found?.probability, band: found?.band, stake: found?.stake,
            value: quantity?.divertedValue ?? 0,
            quantity: quantity.map { $0.divertedPieces * $0.unitsPerPiece } ?? 0)
        ))
    }
    // Of equal scores the run's own order counts.
    rows.sort { ($0.rank, $0.row.key) < ($1.rank, $1.row.key) }
    listed = Part(rows.map(\.row))
    tested = Part(listed.rows.filter(\.truth.isTested))
  }

  /// Honest rows are clusters of their own; those of a scheme stand or fall together.
  static func clusters(of rows: [Row]) -> [Int] {
    rows.enumerated().map { number, row in
      row.truth.scheme >= 0 ? row.truth.scheme : -1 - number
    }
  }

  /// How many places one in a hundred of the tested rows is.
  var onePercent: Int { max(1, tested.rows.count / 100) }

  static let places = [20, 50, 100]

  /// Area, precision and recall with what chance alone would give, and how far they could be off.
  func figures(_ chance: Resampling) -> EvaluationTable {
    let names =
      ["area under precision–recall", "skill"]
      + Self.places.flatMap { ["precision@\($0)", "value recall@\($0)", "quantity recall@\($0)"] }
      + ["recall@1%"]
      + Self.places.flatMap { ["precision@\($0) by stake", "value recall@\($0) by stake"] }
    let values = Self.values(
      of: listed.rows.indices.map { $0 }, in: listed.rows, onePercent: onePercent)
    let intervals = Bootstrap(
      clusters: Self.clusters(of: listed.rows), rounds: chance.rounds, seed: chance.seed
    ).intervals {
      Self.values(of: $0, in: listed.rows, onePercent: onePercent)
    }
    var rows: [[EvaluationTable.Cell]] = [
      [.text("tested exports"), .count(tested.rows.count), .unknown, .unknown],
      [.text("positives"), .count(tested.ranked.positives), .unknown, .unknown],
      [.text("prevalence"), .number(tested.ranked.prevalence), .unknown, .unknown],
      [
        .text("not scored"), .count(tested.rows.count { $0.decibans == nil }), .unknown, .unknown,
      ],
    ]
    for (number, name) in names.enumerated() {
      let interval = number < intervals.count ? intervals[number] : nil
      rows.append([
        .text(name), EvaluationTable.optional(values[number]),
        EvaluationTable.optional(interval?.lowerBound),
        EvaluationTable.optional(interval?.upperBound),
      ])
    }
    return EvaluationTable(
      "figures", "How good the ranking is",
      note:
        "The area says nothing without the prevalence beside it: skill is 0 for a score that knows "
        + "nothing and 1 for one that knows all. By stake: in the order of `entrepot exports --by "
        + "stake`, odds times declared value. Intervals, here and below, hold the middle 90 % of "
        + "\(chance.rounds) resamples of schemes and honest exports (seed \(chance.seed)).",
      columns: ["figure", "value", "low", "high"], rows: rows)
  }

  /// The figures of some rows, each as often as it is named.
  private static func values(of numbers: [Int], in all: [Row], onePercent: Int) -> [Double?] {
    let rows = numbers.map { all[$0] }
    let tested = rows.filter(\.truth.isTested)
    let area = RankedOutcomes(
      scores: tested.map { $0.decibans ?? -.infinity }, labels: tested.map(\.truth.isDiverted))
    let scores = rows.map { $0.decibans ?? -.infinity }
    let labels = rows.map(\.truth.isDiverted)
    let byValue = RankedOutcomes(scores: scores, labels: labels, values: rows.map(\.value))
    let byQuantity = RankedOutcomes(scores: scores, labels: labels, values: rows.map(\.quantity))
    let hasPositives = byValue.positives > 0
    var values: [Double?] = [area.averagePrecision, area.skill]
    for place in places {
      values.append(byValue.precision(at: place))
      values.append(hasPositives ? byValue.valueRecall(at: place) : nil)
      values.append(hasPositives ? byQuantity.valueRecall(at: place) : nil)
    }
    let found = byValue.labels.prefix(onePercent).count { $0 }
    values.append(
      area.positives > 0 ? Double(found) / Double(area.positives) : nil)
    let byStake = RankedOutcomes(
      scores: rows.map { $0.stake ?? -.infinity }, labels: labels, values: rows.map(\.value))
    for place in places {
      values.append(byStake.precision(at: place))
      values.append(hasPositives ? byStake.valueRecall(at: place) : nil)
    }
    return values
  }
}
