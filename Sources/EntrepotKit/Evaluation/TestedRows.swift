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

  init(
    truth: TruthFolder,
    score: (String) -> (decibans: Double, probability: Double, band: RiskBand)?
  ) {
    var rows: [Row] = []
    for row in truth.rows {
      let found = score(row.key)
      guard row.isTested || found != nil else { continue }
      let quantity = truth.quantities[row.key]
      rows.append(
        Row(
          key: row.key, truth: row, decibans: found?.decibans, probability: found?.probability,
          band: found?.band, value: quantity?.divertedValue ?? 0,
          quantity: quantity.map { $0.divertedPieces * $0.unitsPerPiece } ?? 0))
    }
    // Of equal scores the run's own order counts, which is that of the identity.
    rows.sort { $0.key < $1.key }
    listed = Part(rows)
    tested = Part(rows.filter(\.truth.isTested))
  }

  /// How many places one in a hundred of the tested rows is.
  var onePercent: Int { max(1, tested.rows.count / 100) }

  static let places = [20, 50, 100]

  /// Area, precision and recall with what chance alone would give, and how far they could be off.
  func figures(seed: UInt64, rounds: Int) -> EvaluationTable {
    let names =
      ["area under precision–recall", "skill"]
      + Self.places.flatMap { ["precision@\($0)", "value recall@\($0)", "quantity recall@\($0)"] }
      + ["recall@1%"]
    let values = Self.values(
      of: listed.rows.indices.map { $0 }, in: listed.rows, onePercent: onePercent)
    // Honest rows are clusters of their own; those of a scheme stand or fall together.
    let clusters = listed.rows.enumerated().map { number, row in
      row.truth.scheme >= 0 ? row.truth.scheme : -1 - number
    }
    let intervals = Bootstrap(clusters: clusters, rounds: rounds, seed: seed).intervals {
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
        + "nothing and 1 for one that knows all. Intervals hold the middle 90 % of \(rounds) "
        + "resamples of schemes and honest exports (seed \(seed)).",
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
    return values
  }

  /// Observed over expected by tenths of the tested rows.
  func calibration() -> EvaluationTable {
    let known = tested.rows.filter { $0.probability != nil }
    let table = CalibrationTable(
      probabilities: known.map { $0.probability ?? 0 }, labels: known.map(\.truth.isDiverted))
    var rows: [[EvaluationTable.Cell]] = table.parts.enumerated().map { number, part in
      [
        .text("decile \(number + 1)"), .count(part.count), .count(part.observed),
        .number(part.expected), EvaluationTable.optional(part.ratio),
      ]
    }
    let top = table.parts.suffix(3)
    let expected = top.reduce(0) { $0 + $1.expected }
    let observed = top.reduce(0) { $0 + $1.observed }
    rows.append([
      .text("top three together"), .count(top.reduce(0) { $0 + $1.count }), .count(observed),
      .number(expected), EvaluationTable.optional(expected > 0 ? Double(observed) / expected : nil),
    ])
    return EvaluationTable(
      "calibration", "Whether probabilities happen as often as they say",
      note:
        "Tested rows in tenths by probability, the lowest first. Brier score "
        + EvaluationTable.Cell.number(table.brier).text + ", expected calibration error "
        + EvaluationTable.Cell.number(table.expectedError).text + " (fifteen parts).",
      columns: ["part", "rows", "observed", "expected", "observed over expected"], rows: rows)
  }

  /// How many of the exports of each typology are at the top.
  func typologies() -> EvaluationTable {
    let order = listed.rows.indices.sorted { one, other in
      let (first, second) = (
        listed.rows[one].decibans ?? -.infinity, listed.rows[other].decibans ?? -.infinity
      )
      return first != second ? first > second : one < other
    }
    var place = [Int](repeating: 0, count: order.count)
    for (position, row) in order.enumerated() { place[row] = position }
    let diverted = listed.rows.indices.filter { listed.rows[$0].truth.isDiverted }
    let groups = Dictionary(grouping: diverted) { listed.rows[$0].truth.typology }
    let rows = groups.sorted { $0.key < $1.key }.map { name, members in
      let atTop = members.count { place[$0] < onePercent }
      let inHundred = members.count { place[$0] < 100 }
      return [
        .text(name), .count(members.count), .count(inHundred), .count(atTop),
        .number(Double(atTop) / Double(members.count)),
      ] as [EvaluationTable.Cell]
    }
    return EvaluationTable(
      "typologies", "Which typologies are found",
      note: "The top hundredth are \(onePercent) places of \(tested.rows.count) tested exports.",
      columns: [
        "typology", "planted", "in the first 100", "in the top 1 %", "share in the top 1 %",
      ],
      rows: rows)
  }
}
