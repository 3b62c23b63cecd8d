import Foundation
import Testing

@Suite("entrepot snapshot")
struct SnapshotCommandTests {
  @Test("finds the columns of a run whole, of that run, and alike in a second run")
  func whole() throws {
    let scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    var columns: [Data] = []
    for out in ["one", "two"] {
      let run = try Program.run(
        ["run", "trade", "--database", "trade.sqlite", "--out", out], in: scratch)
      #expect(run.status == 0, "\(run.errors)")
      columns.append(
        try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/trade.sqlite.columns")))
    }
    #expect(columns[0] == columns[1])
    let checked = try Program.run(["snapshot", "trade.sqlite"], in: scratch)
    #expect(checked.status == 0, "\(checked.errors)")
    #expect(checked.text.contains("3 legs"))
    let manifest = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(fileURLWithPath: scratch.path + "/one/run.json")))
    let runID = try #require((manifest as? [String: Any])?["run_id"] as? String)
    #expect(checked.text.contains("run \(runID)"))
  }

  @Test("says what is wrong with a damaged or missing file")
  func damaged() throws {
    let scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    let missing = try Program.run(["snapshot", "trade.sqlite"], in: scratch)
    #expect(missing.status == 2)
    #expect(missing.errors.contains("trade.sqlite.columns: cannot be read"))
    _ = try Program.run(
      ["run", "trade", "--database", "trade.sqlite", "--out", "run"], in: scratch)
    let file = URL(fileURLWithPath: scratch.path + "/trade.sqlite.columns")
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count - 70] ^= 1
    try bytes.write(to: file)
    let damaged = try Program.run(["snapshot", "trade.sqlite"], in: scratch)
    #expect(damaged.status == 2)
    #expect(damaged.errors.contains("are not those that were written"))
  }
}
