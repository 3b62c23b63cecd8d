import Appraisal

extension TestedRows {
  /// Observed over expected by tenths of the tested rows, the three highest also together.
  func calibration(_ chance: Resampling) -> EvaluationTable {
    let known = tested.rows.filter { $0.probability != nil }
    let (table, ratios) = Self.ratios(of: known)
    let intervals = chance.intervals(clusters: Self.clusters(of: known), count: ratios.count) {
      Self.ratios(of: $0.map { known[$0] }).ratios
    }
    let top = table.parts.suffix(3)
    let names = table.parts.indices.map { "decile \($0 + 1)" } + ["top three together"]
    let parts =
      table.parts.map { ($0.count, $0.observed, $0.expected) } + [
        (
          top.reduce(0) { $0 + $1.count }, top.reduce(0) { $0 + $1.observed },
          top.reduce(0) { $0 + $1.expected }
        )
      ]
    return EvaluationTable(
      "calibration", "Whether probabilities happen as often as they say",
      note:
        "Tested rows in tenths by probability, the lowest first. Brier score "
        + EvaluationTable.Cell.number(table.brier).text + ", expected calibration error "
        + EvaluationTable.Cell.number(table.expectedError).text + " (fifteen parts).",
      columns: [
        "part", "rows", "observed", "expected", "observed over expected", "low", "high",
      ],
      rows: names.indices.map { number in
        let (count, observed, expected) = parts[number]
        return [
          .text(names[number]), .count(count), .count(observed), .number(expected),
          EvaluationTable.optional(ratios[number]),
        ] + intervals[number]
      })
  }

  /// Observed over expected of each tenth, and of the three highest together.
  private static func ratios(of rows: [Row]) -> (table: CalibrationTable, ratios: [Double?]) {
    let table = CalibrationTable(
      probabilities: rows.map { $0.probability ?? 0 }, labels: rows.map(\.truth.isDiverted))
    let top = table.parts.suffix(3)
    let expected = top.reduce(0) { $0 + $1.expected }
    let observed = Double(top.reduce(0) { $0 + $1.observed })
    return (table, table.parts.map(\.ratio) + [expected > 0 ? observed / expected : nil])
  }

  /// How many of the exports of each typology are at the top.
  func typologies(_ chance: Resampling) -> EvaluationTable {
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
      let isAtTop = members.map { place[$0] < onePercent }
      let inHundred = members.count { place[$0] < 100 }
      let share = { (numbers: [Int]) in
        numbers.isEmpty
          ? nil : Double(numbers.count { isAtTop[$0] }) / Double(numbers.count)
      }
      let interval = chance.intervals(
        clusters: members.map { listed.rows[$0].truth.scheme }, count: 1
      ) { [share($0)] }
      return [
        .text(name), .count(members.count), .count(Set(members.map(scheme)).count),
        .count(inHundred), .count(isAtTop.count { $0 }),
        EvaluationTable.optional(share(Array(members.indices))),
      ] + interval[0]
    }
    return EvaluationTable(
      "typologies", "Which typologies are found",
      note: "The top hundredth are \(onePercent) places of \(tested.rows.count) tested exports.",
      columns: [
        "typology", "planted", "schemes", "in the first 100", "in the top 1 %",
        "share in the top 1 %", "low", "high",
      ],
      rows: rows)
  }

  private func scheme(_ row: Int) -> Int { listed.rows[row].truth.scheme }
}
