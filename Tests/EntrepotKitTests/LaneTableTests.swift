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

  @Test("add up to what official statistics observe of the first stage")
  func expected() {
    let flows = analysis.registers.countryFlows
    let families = analysis.context.catalogue
    var filled = 0
    for row in rows {
      let reported = flows.filter { flow in
        flow.flow != .import && flow.reporter.code == row["from"]
          && flow.partner.code == row["via"] && flow.month.month == row["month"]
          && families.family(ofCode: flow.hs6).map { families.families[Int($0)].code }
            == row["family"]
      }
      guard let expected = number(row, "expected") else {
        #expect(reported.isEmpty && row["excess"] == "")
        continue
      }
      filled += 1
      let observed = reported.compactMap(\.valueUSD).reduce(0, +)
      #expect(abs(expected + (number(row, "excess") ?? .nan) - observed) < 0.02)
    }
    #expect(filled > 0)
  }

  @Test("weigh no more than the cap, and fill a mirror gap only where both sides report")
  func bounds() {
    for row in rows {
      if let decibans = number(row, "decibans") { #expect((0...10).contains(decibans)) }
      if let share = number(row, "substitution") { #expect(share >= 0) }
    }
    #expect(rows.contains { number($0, "mirror_gap") != nil })
  }
}
