import DiversionRisk
import Foundation
import Testing
import TradeModel

@testable import EntrepotKit
@testable import TradeStore

@Suite("Lanes")
struct LaneTableTests {
  private let analysis: Analysis
  private let rows: [[String: String]]

  init() throws {
    analysis = try SampleAnalysis.shared.get().analysis
    let scratch = try Scratch()
    let text = LaneTable(analysis).text(for: analysis.routes)
    let header = text.prefix { $0 != "\n" }.split(separator: ",").map(String.init)
    var rows: [[String: String]] = []
    try CSVRows.visit(try scratch.write(text, to: "lanes.csv")) { cells in
      rows.append(Dictionary(uniqueKeysWithValues: zip(header, cells)))
    }
    self.rows = rows
  }

  private func lane(_ row: [String: String]) -> String {
    ["from", "via", "to", "family"].map { row[$0] ?? "" }.joined(separator: " ")
  }

  private func number(_ row: [String: String], _ column: String) -> Double? {
    row[column].flatMap { Double($0) }
  }

  @Test("have one row a lane and month, in order, and every quantity of every route")
  func quantities() {
    let keys = rows.map { lane($0) + " " + ($0["month"] ?? "") }
    #expect(keys == keys.sorted())
    #expect(Set(keys).count == keys.count)
    var expected: [String: Int64] = [:]
    for route in analysis.routes {
      guard let first = route.legs.first, let last = route.legs.last else { continue }
      expected[
        "\(first.from) \(first.to) \(last.to) \(route.family) \(first.date.month)", default: 0] +=
        route.attributed.thousandths
    }
    let written = Dictionary(
      uniqueKeysWithValues: zip(
        keys, rows.map { Int64(((number($0, "quantity") ?? -1) * 1000).rounded()) }))
    #expect(written == expected)
  }

  @Test("expect the mean of the months before, where there are three or more")
  func expected() {
    for row in rows {
      let month = row["month"] ?? ""
      let before = rows.filter { lane($0) == lane(row) && ($0["month"] ?? "") < month }
      guard let start = before.compactMap({ $0["month"] }).min() else {
        #expect(row["expected"] == "")
        continue
      }
      let span = months(from: start, to: month)
      guard span >= 3 else {
        #expect(row["expected"] == "")
        continue
      }
      let recent = before.filter { months(from: $0["month"] ?? "", to: month) <= 12 }
      let mean =
        recent.compactMap { number($0, "quantity") }.reduce(0, +) / Double(min(span, 12))
      #expect(abs((number(row, "expected") ?? -1) - mean) < 0.001)
      let excess = (number(row, "quantity") ?? 0) - mean
      #expect(abs((number(row, "excess") ?? -1) - excess) < 0.002)
    }
  }

  @Test("compare what the sender reports with what the receiver does")
  func mirrorGaps() {
    let flows = analysis.registers.countryFlows
    func sum(_ kind: TradeFlow, _ reporter: String?, _ partner: String?, _ row: [String: String])
      -> Double?
    {
      let found = flows.filter { flow in
        flow.flow == kind && flow.reporter.code == reporter && flow.partner.code == partner
          && flow.month.month == row["month"] && flow.valueUSD != nil
          && analysis.context.catalogue.family(ofCode: flow.hs6)
            .map { analysis.context.catalogue.families[Int($0)].code } == row["family"]
      }
      return found.isEmpty ? nil : found.compactMap(\.valueUSD).reduce(0, +)
    }
    for row in rows {
      let sent = sum(.export, row["from"], row["via"], row)
      let received = sum(.import, row["via"], row["from"], row)
      guard let sent, let received else {
        #expect(row["mirror_gap"] == "")
        continue
      }
      #expect(abs((number(row, "mirror_gap") ?? 99) - log((1 + sent) / (1 + received))) < 1e-4)
    }
  }

  /// Months from one `YYYY-MM` to another.
  private func months(from start: String, to end: String) -> Int {
    func ordinal(_ month: String) -> Int {
      (Int(month.prefix(4)) ?? 0) * 12 + (Int(month.suffix(2)) ?? 0)
    }
    return ordinal(end) - ordinal(start)
  }
}
