import Foundation
import Testing

@Suite("A run that is killed")
struct KilledRunTests {
  /// A second part that is long to read.
  private func writeLongPart(to folder: String, in scratch: Scratch) throws {
    let header = TradeText.csv([TradeText().declarations[0]])
    let columns = header.prefix { $0 != "\n" }
    var row = TradeText().declarations[0]
    row["declaration_id"] = "L-NUMBER"
    row["shipper_name"] = String(repeating: "long ", count: 40)
    let line = TradeText.csv([row]).split(separator: "\n")[1]
    var text = columns + "\n"
    for number in 1...60_000 {
      text += line.replacing("L-NUMBER", with: "L-\(number)") + "\n"
    }
    try scratch.write(String(text), to: "\(folder)/declarations-2.csv")
  }

  @Test("leaves the database as it was, no output, and the next run does it all")
  func killed() throws {
    let scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    try writeLongPart(to: "trade", in: scratch)
    let arguments = ["run", "trade", "--out", "run", "--database", "t.sqlite"]
    let killed = try Program.kill(atLine: "reading declarations-2.csv", arguments, in: scratch)
    #expect(killed.didSayLine)
    #expect(killed.status == nil)
    let database = try Database(scratch.path + "/t.sqlite")
    #expect(try database.strings("PRAGMA integrity_check") == ["ok"])
    #expect(
      try database.strings("SELECT declaration_id FROM declaration ORDER BY 1")
        == ["K1", "K2", "S1"])
    #expect(try database.strings("SELECT name FROM input_file") == ["declarations.csv"])
    #expect(!scratch.has("run"))
    // What is left of it is hidden, and no output.
    let visible = try scratch.names().filter { !$0.hasPrefix(".") && !$0.hasPrefix("t.sqlite") }
    #expect(visible == ["trade"])
    try TradeText().write(to: "small", in: scratch)
    let next = try Program.run(
      ["run", "small", "--out", "run", "--database", "t.sqlite"], in: scratch)
    #expect(next.status == 0, "\(next.errors)")
    #expect(try objects(of: scratch.bytes(of: "run/routes.jsonl")).count == 1)
    // The hidden folder of the run that was killed is gone too.
    #expect(try scratch.names().filter { $0.contains(".partial-") } == [])
  }

  @Test(
    "by Ctrl-C or kill takes away what it had half written, and ends by the signal",
    arguments: zip([SIGINT, SIGTERM], ["resolving parties", "scoring"]))
  func stopped(signal: Int32, line: String) throws {
    let scratch = try Scratch()
    let stopped = try Program.kill(
      atLine: line, by: signal, ["run", Sample.folder, "--out", "run"], in: scratch)
    #expect(stopped.didSayLine)
    #expect(stopped.status == nil)
    #expect(try scratch.names() == [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.hidden) == [])
  }

  @Test("leaves a folder alone in which another run is still writing")
  func anotherRun() throws {
    let scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    try scratch.makeFolder(".run.partial-1")
    let descriptor = open(scratch.path + "/.run.partial-1", O_RDONLY | O_DIRECTORY)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    for isHeld in [true, false] {
      if !isHeld { #expect(flock(descriptor, LOCK_UN) == 0) }
      #expect(try Program.run(["run", "trade", "--out", "run", "-q"], in: scratch).status == 0)
      #expect(scratch.has(".run.partial-1") == isHeld)
    }
  }

  @Test("gives back an earlier run that it had put aside")
  func putAside() throws {
    let scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    #expect(try Program.run(["run", "trade", "--out", "run", "-q"], in: scratch).status == 0)
    try FileManager.default.moveItem(
      atPath: scratch.path + "/run", toPath: scratch.path + "/.run.partial-1.old")
    // The next run fails; what is left is the earlier one.
    try scratch.write("x\n", to: "bad/declarations.csv")
    let failed = try Program.run(["run", "bad", "--out", "run"], in: scratch)
    #expect(failed.status == 2)
    #expect(try scratch.names() == ["bad", "run", "trade"])
    #expect(scratch.has("run/run.json"))
  }

  @Test("leaves an earlier run as it was")
  func earlierRun() throws {
    let scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    #expect(try Program.run(["run", "trade", "--out", "run", "-q"], in: scratch).status == 0)
    let before = try scratch.files(below: "run")
    for line in ["ingesting", "scoring", "writing tables", "drawing"] {
      _ = try Program.kill(
        atLine: line, ["run", Sample.folder, "--out", "run"], in: scratch)
      let after = try scratch.files(below: "run")
      #expect(after == before || after["routes.jsonl"] != before["routes.jsonl"])
      #expect(after["run.json"] != nil)
    }
    #expect(try Program.run(["run", "trade", "--out", "run", "-q"], in: scratch).status == 0)
    #expect(try scratch.names().filter { !$0.hasPrefix(".") } == ["run", "trade"])
  }
}
