import Foundation
import Testing

@Suite("Unusable arguments and files")
struct UnusableArgumentTests {
  /// Runs, and checks that it fails as the contract says and leaves nothing.
  private func refuse(
    _ arguments: [String], in scratch: Scratch, says words: String...,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try scratch.files(below: ".")
    let run = try Program.run(arguments, in: scratch)
    #expect(run.status == 2, "\(run.errors)", sourceLocation: location)
    #expect(run.output.isEmpty, sourceLocation: location)
    for word in words {
      #expect(run.errors.contains(word), "\(run.errors)", sourceLocation: location)
    }
    #expect(try scratch.files(below: ".") == before, sourceLocation: location)
  }

  @Test(
    "a configuration is read strictly, and errors name file, line and column",
    arguments: [
      ("origins: [KR]\nwieghts: default\n", ["analysis.yml:2:1", "\"wieghts\"", "weights"]),
      ("origins: KR\n", ["analysis.yml:1:10", "expected a list"]),
      ("origins: [KR, UK]\n", ["analysis.yml:1:10", "\"UK\" is not an ISO"]),
      ("origins: []\n", ["analysis.yml:1:10", "empty"]),
      ("\nmax_legs: 1\n", ["analysis.yml:2:11", "from 2 to 6"]),
      ("prior: 50 %\n", ["analysis.yml:1:8", "expected a number"]),
      ("alert_band: red\n", ["analysis.yml:1:13", "low, elevated, high, critical"]),
      ("dwell_days: {min: 1, most: 2}\n", ["analysis.yml:1:22", "\"most\"", "use min, max"]),
      ("dwell_days: {min: 9, max: 2}\n", ["analysis.yml", "min is above max"]),
      ("capacity_per_day: -1\n", ["analysis.yml:1:19", "whole number"]),
      ("- KR\n", ["analysis.yml", "key: value"]),
      ("origins: [KR\n", ["analysis.yml:2:1", "YAML"]),
      ("families: [NONE]\n", ["\"NONE\"", "families.csv"]),
      ("weights: nowhere.yml\n", ["nowhere.yml", "cannot be read"]),
      ("weights: trade/families.csv\n", ["trade/families.csv", "is not a weight set"]),
    ])
  func configuration(yaml: String, says words: [String]) throws {
    let scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    try scratch.write(yaml, to: "analysis.yml")
    let run = try Program.run(
      ["run", "trade", "--out", "run", "--config", "analysis.yml"], in: scratch)
    #expect(run.status == 2)
    for word in words { #expect(run.errors.contains(word), "\(run.errors)") }
    #expect(try scratch.names() == ["analysis.yml", "trade"])
  }

  @Test("a weight set that lacks a line is refused, and the line named")
  func weights() throws {
    let scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    let whole = try String(
      contentsOfFile: Sample.folder + "/../../graphs/weights/default.yml", encoding: .utf8)
    try scratch.write(whole.replacing("flow.share_sent_on:", with: "flow.shared:"), to: "w.yml")
    try scratch.write("weights: w.yml\n", to: "analysis.yml")
    try refuse(
      ["run", "trade", "--out", "run", "--config", "analysis.yml"], in: scratch, says: "w.yml",
      "flow.share_sent_on")
  }

  @Test("days, profiles and databases are checked before any work")
  func arguments() throws {
    let scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    try scratch.write(String(repeating: "not a database ", count: 100), to: "notes.txt")
    try scratch.makeFolder("folder")
    let run = ["run", "trade", "--out", "run"]
    for day in ["nonsense", "2025-02-30", "2025-9-1", "", "2025-09-30T00:00"] {
      try refuse(run + ["--as-of", day], in: scratch, says: "--as-of \(day)", "2025-09-30")
    }
    try refuse(
      run + ["--profile", "nope"], in: scratch, says: "nope", "korean-import-declarations")
    try refuse(run + ["--config", "nope.yml"], in: scratch, says: "nope.yml", "--config")
    try refuse(run + ["--database", "folder"], in: scratch, says: "folder", "cannot open")
    try refuse(
      run + ["--database", "notes.txt"], in: scratch, says: "notes.txt", "not a database",
      "name another with --database")
    try refuse(run + ["--database", "none/t.sqlite"], in: scratch, says: "none/t.sqlite")
    try refuse(["run", "trade"], in: scratch, says: "--out")
    try refuse(run + ["--speed", "9"], in: scratch, says: "--speed")
    try refuse(["fly"], in: scratch, says: "fly")
    try refuse(["routes", "run", "--top", "0"], in: scratch, says: "--top")
    try refuse(["graph", "--run", "run", "--depth", "11"], in: scratch, says: "--depth")
    try refuse(["routes", "run", "--lang", "fr"], in: scratch, says: "fr", "en", "ko")
  }

  @Test("a run folder that is none, or damaged, is said to be")
  func runFolders() throws {
    let scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    #expect(try Program.run(["run", "trade", "--out", "run"], in: scratch).status == 0)
    for arguments in [
      ["routes", "trade"], ["routes", "nowhere"], ["explain", "R-1", "--run", "trade"],
      ["draw", "route", "R-1", "--run", "trade"], ["graph", "--run", "trade"],
    ] {
      try refuse(arguments, in: scratch, says: "run.json", "--out")
    }
    try refuse(["explain", "R-1", "--run", "run"], in: scratch, says: "R-1", "entrepot routes")
    try refuse(["explain", "R-1", "--json", "--run", "run"], in: scratch, says: "R-1")
    try refuse(["explain", "KR/no/1", "--run", "run"], in: scratch, says: "KR/no/1")
    try refuse(["draw", "route", "R-1", "--run", "run"], in: scratch, says: "R-1")
    try refuse(["graph", "--run", "run", "--around", "Nobody"], in: scratch, says: "Nobody")
    let line = try scratch.text(of: "run/routes.jsonl")
    let route = try #require(objects(of: Data(line.utf8)).first?["route_id"] as? String)
    for damaged in [
      String(line.prefix(300)), line.replacing("\"rank\":1", with: "\"rank\":\"one\""),
      line.replacing("\"date\":\"2025-03-10\"", with: "\"date\":\"2025-02-30\""),
      line.replacing("\"from\":\"KR\"", with: "\"from\":\"KOR\""),
    ] {
      try scratch.write(damaged, to: "run/routes.jsonl")
      for arguments in [["routes", "run"], ["explain", route, "--run", "run"]] {
        try refuse(arguments, in: scratch, says: "routes.jsonl:1", "run again")
      }
    }
    let packed = try scratch.bytes(of: "run/explanations.jsonl.gz")
    try scratch.write(packed.dropLast(20), to: "run/explanations.jsonl.gz")
    try refuse(
      ["explain", "KR/none/1", "--run", "run"], in: scratch, says: "explanations.jsonl.gz")
    for (name, text) in [
      ("graph-edges.csv", "a,b\n1,2\n"), ("graph-nodes.csv", "id\nparty:1\n"), ("run.json", "{"),
    ] {
      try scratch.write(text, to: "run/\(name)")
      try refuse(["graph", "--run", "run"], in: scratch, says: name)
    }
  }
}
