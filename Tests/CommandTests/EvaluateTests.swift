import Foundation
import Testing

@Suite("entrepot evaluate")
struct EvaluateTests {
  /// The figures of `evaluate` as JSON, of a folder with a truth in it.
  private func figures(
    of folder: String, in scratch: Scratch, more: [String] = []
  ) throws -> [String: Double] {
    let run = try Program.run(
      ["run", folder, "--out", "run", "--as-of", "2025-09-30", "-q"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    let evaluation = try Program.run(
      ["evaluate", "run", "--truth", folder + "/truth", "--json", "figures.json"] + more,
      in: scratch)
    #expect(evaluation.status == 0, "\(evaluation.errors)")
    let json =
      try JSONSerialization.jsonObject(with: Data(scratch.bytes(of: "figures.json")))
      as? [String: Any]
    var figures: [String: Double] = [:]
    for table in ["figures", "routes", "parties"] {
      for row in json?[table] as? [[String: Any]] ?? [] {
        guard let name = row["figure"] as? String, let value = row["value"] as? Double else {
          continue
        }
        figures[table == "figures" ? name : "\(table): \(name)"] = value
      }
    }
    return figures
  }

  @Test("measures the sample, the same twice, in a page that asks for nothing from elsewhere")
  func sample() throws {
    let scratch = try Scratch()
    let figures = try figures(of: Sample.folder, in: scratch, more: ["--html", "report.html"])
    #expect((figures["positives"] ?? 0) > 0)
    #expect((figures["area under precision–recall"] ?? 0) > (figures["prevalence"] ?? 1))
    let page = String(decoding: try scratch.bytes(of: "report.html"), as: UTF8.self)
    #expect(page.contains("<svg"))
    for part in ["http://", "https://", "src=", "href=", "<script", "url("] {
      #expect(!page.contains(part), "\(part)")
    }
    let first = try scratch.bytes(of: "figures.json")
    let again = try Program.run(
      ["evaluate", "run", "--truth", Sample.folder + "/truth", "--json", "figures.json"],
      in: scratch)
    #expect(again.status == 0)
    #expect(try scratch.bytes(of: "figures.json") == first)
    let other = try Program.run(
      ["evaluate", "run", "--truth", Sample.folder + "/truth", "--json", "o.json", "--seed", "2"],
      in: scratch)
    #expect(other.status == 0)
    #expect(try scratch.bytes(of: "o.json") != first)
  }

  @Test("analyses anew with other windows and fewer onward records; as it is, the same figures")
  func sensitivity() throws {
    let scratch = try Scratch()
    let figures = try figures(
      of: Sample.folder, in: scratch, more: ["--sensitivity", Sample.folder])
    let json =
      try JSONSerialization.jsonObject(with: Data(scratch.bytes(of: "figures.json")))
      as? [String: Any]
    let rows = try #require(json?["sensitivity"] as? [[String: Any]])
    #expect(
      rows.map { $0["run"] as? String } == [
        "dwell up to 30 days", "dwell up to 60 days", "dwell up to 90 days",
        "dwell up to 180 days", "100 % of onward records", "71 % of onward records",
        "50 % of onward records",
      ])
    let area = "area under precision–recall"
    for number in [2, 4] {
      for name in [area, "skill", "precision@50", "value recall@50"] {
        let value = try #require(rows[number][name] as? Double)
        #expect(abs(value - (figures[name] ?? -1)) < 1e-12, "\(name)")
      }
    }
    let areas = rows.compactMap { $0[area] as? Double }
    #expect(Set(areas).count > 1, "nothing that was varied changed anything: \(areas)")
  }

  @Test("gives an interval around calibration, typologies, detection, parties, routes and coverage")
  func intervals() throws {
    let scratch = try Scratch()
    _ = try figures(of: Sample.folder, in: scratch)
    let json =
      try JSONSerialization.jsonObject(with: Data(scratch.bytes(of: "figures.json")))
      as? [String: Any]
    for (table, figure, name, value) in [
      ("figures", "figure", "precision@20", "value"),
      ("calibration", "part", "top three together", "observed over expected"),
      ("detection", "figure", "share of schemes with an alert", "value"),
      ("parties", "figure", "area under precision–recall", "value"),
      ("routes", "figure", "interval coverage", "value"),
    ] {
      let rows = json?[table] as? [[String: Any]] ?? []
      let row = try #require(rows.first { $0[figure] as? String == name }, "\(table)")
      let numbers = try [value, "low", "high"].map { column in
        try #require(row[column] as? Double, "\(table): \(column)")
      }
      #expect(numbers[1] <= numbers[0] + 1e-9 && numbers[0] <= numbers[2] + 1e-9, "\(table)")
      // Of the sample's few routes every interval may hold what is true, however they are drawn.
      #expect(numbers[1] < numbers[2] || table == "routes", "\(table)")
    }
  }

  @Test("escapes what a truth folder calls its typologies")
  func hostileTypology() throws {
    let scratch = try Scratch()
    _ = try figures(of: Sample.folder, in: scratch)
    try FileManager.default.copyItem(
      atPath: Sample.folder + "/truth", toPath: scratch.path + "/truth")
    let unpacked = try Program.run(
      "/usr/bin/env", ["gunzip", "truth/truth_declarations.csv.gz"], in: scratch)
    #expect(unpacked.status == 0)
    let path = scratch.path + "/truth/truth_declarations.csv"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let hostile = text.replacing(#/T\d\d [a-z_]+/#, with: "<script>alert(1)</script>")
    #expect(hostile != text)
    try hostile.write(toFile: path, atomically: true, encoding: .utf8)
    let evaluation = try Program.run(
      ["evaluate", "run", "--truth", "truth", "--html", "report.html"], in: scratch)
    #expect(evaluation.status == 0, "\(evaluation.errors)")
    let page = String(decoding: try scratch.bytes(of: "report.html"), as: UTF8.self)
    #expect(!page.contains("<script"))
    #expect(page.contains("&lt;script&gt;"))
  }

  @Test("says what is missing, and ends with status 2")
  func missing() throws {
    let scratch = try Scratch()
    let noRun = try Program.run(["evaluate", "run", "--truth", "truth"], in: scratch)
    #expect(noRun.status == 2)
    #expect(noRun.errors.contains("run.json"))
  }

  @Test("agrees with the measuring program of the reference data, where both are there")
  func agreesWithReference() throws {
    let shared = Sample.folder + "/../../../shared"
    let script = shared + "/acceptance/evaluate.py"
    let world = shared + "/data/world-dev-small"
    let python = ProcessInfo.processInfo.environment["ENTREPOT_PYTHON"] ?? "python3"
    let scratch = try Scratch()
    let finds = try Program.run(
      "/usr/bin/env", [python, "-c", "import numpy, pandas, sklearn"], in: scratch)
    guard FileManager.default.fileExists(atPath: script), finds.status == 0 else {
      print("skipped: ../shared/acceptance or its Python packages are not here")
      return
    }
    let ours = try figures(of: world, in: scratch)
    let theirs = try Program.run(
      "/usr/bin/env",
      [python, script, world, world + "/truth", "run", "--quiet", "--json", "theirs.json"],
      in: scratch)
    #expect(theirs.status == 0, "\(theirs.errors)")
    let json =
      try JSONSerialization.jsonObject(with: Data(scratch.bytes(of: "theirs.json")))
      as? [String: [String: Any]]
    for (name, group, key) in [
      ("area under precision–recall", "declarations", "auprc"), ("skill", "declarations", "skill"),
      ("precision@20", "declarations", "precision@20"),
      ("precision@50", "declarations", "precision@50"),
      ("precision@100", "declarations", "precision@100"),
      ("value recall@50", "declarations", "value_recall@50"),
      ("value recall@100", "declarations", "value_recall@100"),
      ("recall@1%", "declarations", "recall@1%"),
      ("parties: area under precision–recall", "parties", "auprc"),
      ("routes: recovered@1000", "routes", "routes_recovered@1000"),
      ("routes: interval coverage", "routes", "interval_coverage"),
    ] {
      let value = try #require(json?[group]?[key] as? Double, "\(key)")
      #expect(abs((ours[name] ?? -1) - value) < 1e-6, "\(name)")
    }
  }
}
