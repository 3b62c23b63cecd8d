import Foundation
import Testing

@Suite("entrepot backtest")
struct BacktestTests {
  private let span = ["--from", "2025-03-31", "--to", "2025-09-30", "--every", "61"]

  /// The tables of a backtest of the sample as JSON.
  private func tables(
    _ arguments: [String], in scratch: Scratch
  ) throws -> [String: [[String: Any]]] {
    let backtest = try Program.run(
      ["backtest", Sample.folder] + arguments + ["--json", "days.json"], in: scratch)
    #expect(backtest.status == 0, "\(backtest.errors)")
    let json = try JSONSerialization.jsonObject(with: scratch.bytes(of: "days.json"))
    return try #require(json as? [String: [[String: Any]]])
  }

  /// A column of a run's table of exports.
  private func bands(of run: String, in scratch: Scratch) throws -> [String] {
    let lines = try scratch.text(of: run + "/declarations.csv").split(separator: "\n")
    let place = try #require(lines[0].split(separator: ",").firstIndex(of: "band"))
    return lines.dropFirst().map { line in
      // The columns up to the band are numbers and keys without a comma.
      String(line.split(separator: ",", omittingEmptySubsequences: false)[place])
    }
  }

  @Test("says of each day what a run as of that day says; the same twice, as table, JSON and CSV")
  func days() throws {
    let scratch = try Scratch()
    let tables = try tables(span + ["--csv", "days.csv"], in: scratch)
    let rows = try #require(tables["days"])
    #expect(
      rows.map { $0["as of"] as? String } == [
        "2025-03-31", "2025-05-31", "2025-07-31", "2025-09-30",
      ])
    for row in [rows[0], rows[3]] {
      let day = try #require(row["as of"] as? String)
      let run = try Program.run(
        ["run", Sample.folder, "--out", day, "--as-of", day, "-q"], in: scratch)
      #expect(run.status == 0, "\(run.errors)")
      let bands = try bands(of: day, in: scratch)
      #expect(row["scored"] as? Int == bands.count)
      #expect(row["alerts"] as? Int == bands.count { $0 == "high" || $0 == "critical" })
    }
    let csv = try scratch.text(of: "days.csv").split(separator: "\n")
    #expect(csv.count == 5)
    #expect(csv[0].hasPrefix("as of,scored,alerts,open,"))
    #expect(csv[1].hasPrefix("2025-03-31,\(rows[0]["scored"] as? Int ?? -1),"))
    let first = try [scratch.bytes(of: "days.json"), scratch.bytes(of: "days.csv")]
    _ = try self.tables(span + ["--csv", "days.csv"], in: scratch)
    #expect(try [scratch.bytes(of: "days.json"), scratch.bytes(of: "days.csv")] == first)
    #expect(tables["schemes"] == nil)
  }

  @Test("counts what outcomes decided later, and measures schemes where the truth is given")
  func outcomes() throws {
    let scratch = try Scratch()
    let tables = try tables(span + ["--truth", Sample.folder + "/truth"], in: scratch)
    let rows = try #require(tables["days"])
    for row in rows {
      let open = try #require(row["open"] as? Int)
      let decided = try ["later diverted", "later cleared"].map { name in
        try #require(row[name] as? Int)
      }
      #expect(decided[0] + decided[1] <= open)
      #expect((row["listed"] as? Int ?? .max) <= min(open, 45))
      #expect((row["true of open"] as? Int ?? .max) <= open)
    }
    // As many cases as the table says that were seen before they were decided.
    let lead = Dictionary(
      uniqueKeysWithValues: try #require(tables["lead"]).map {
        ($0["figure"] as? String ?? "", $0["value"] as? Double)
      })
    let cases = try #require(tables["cases"])
    #expect(lead["exports found diverted, seen before"] == Double(cases.count))
    for found in cases {
      guard let alert = found["first alert"] as? String else { continue }
      #expect(alert < (found["decided"] as? String ?? ""))
      #expect((found["alert to decision"] as? Int ?? 0) > 0)
    }
    #expect(try #require(tables["schemes"]).count == 8)
  }

  @Test(
    "says what is wrong with the days, and ends with status 2",
    arguments: [
      (["--from", "2025-09-30", "--to", "2025-03-31"], "after --to"),
      (["--from", "2031-01-01", "--to", "2031-02-01"], "after the last day declared"),
      (["--from", "2025-02-30", "--to", "2025-03-31"], "--from 2025-02-30: is not a day"),
      (["--from", "2025-01-01", "--to", "2025-03-31", "--every", "0"], "--every"),
      (["--from", "2025-01-01", "--to", "2025-03-31", "--truth", "nowhere"], "truth_declarations"),
    ])
  func unusable(arguments: [String], words: String) throws {
    let scratch = try Scratch()
    let backtest = try Program.run(["backtest", Sample.folder] + arguments, in: scratch)
    #expect(backtest.status == 2)
    #expect(backtest.errors.contains(words), "\(backtest.errors)")
    #expect(backtest.output.isEmpty)
  }
}
