import Foundation
import Testing

@Suite("Full disks and places where nobody may write")
struct FullDiskTests {
  /// Runs the sample, which writes some megabytes, from a line of shell.
  private func runSample(
    _ line: String, _ arguments: [String], in scratch: Scratch
  ) throws -> Finished {
    try Program.shell(line, ["run", Sample.folder, "-q"] + arguments, in: scratch)
  }

  /// Half a kibibyte each, as the shell counts: below the size of any database.
  private static let tiny = "ulimit -f 64; exec \"$@\""
  /// Enough for a database that has nothing new to store, too little for the routes.
  private static let small = "ulimit -f 400; exec \"$@\""

  @Test(
    "a database that may not grow is said, and nothing of the run stays",
    arguments: [[], ["--database", "t.sqlite"]])
  func databaseSize(more: [String]) throws {
    let scratch = try Scratch()
    let run = try runSample(Self.tiny, ["--out", "run"] + more, in: scratch)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains("free some space"), "\(run.errors)")
    #expect(run.errors.contains("--database"), "\(run.errors)")
    #expect(try scratch.names().filter { !$0.hasPrefix("t.sqlite") } == [])
    #expect(try temporaries(of: scratch) == [])
    guard scratch.has("t.sqlite") else { return }
    let database = try Database(scratch.path + "/t.sqlite")
    #expect(try database.strings("PRAGMA integrity_check") == ["ok"])
    #expect(try database.dump().filter { $0.hasPrefix("declaration") } == [])
    // With space again, the run is done in the same place.
    let again = try runSample("exec \"$@\"", ["--out", "run"] + more, in: scratch)
    #expect(again.status == 0, "\(again.errors)")
  }

  @Test("an output that may not grow is said, and an earlier run is as it was")
  func outputSize() throws {
    let scratch = try Scratch()
    let arguments = ["--out", "run", "--database", "t.sqlite"]
    #expect(try runSample("exec \"$@\"", arguments, in: scratch).status == 0)
    let before = try scratch.files(below: "run")
    let run = try runSample(Self.small, arguments, in: scratch)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains("--out"), "\(run.errors)")
    #expect(try scratch.files(below: "run") == before)
    #expect(try scratch.names().filter { !$0.hasPrefix("t.sqlite") } == ["run"])
  }

  @Test(
    "a small disk fills up: the output, the database, the temporary folder",
    .enabled(if: canMount, "needs root and mount"), arguments: ["out", "database", "temporary"])
  func smallDisk(what: String) throws {
    let scratch = try Scratch()
    try scratch.makeFolder("disk")
    let arguments =
      switch what {
      case "out": ["--out", "disk/run"]
      case "database": ["--out", "run", "--database", "disk/t.sqlite"]
      default: ["--out", "run"]
      }
    let place = what == "temporary" ? "TMPDIR=$PWD/disk " : ""
    // A mount of its own name space is gone with its processes, whatever happens here.
    let run = try runSample(
      """
      exec unshare -m /bin/sh -c 'mount -t tmpfs -o size=256k tmpfs disk || exit 99
        \(place)"$@"; status=$?; ls -A disk; exit $status' sh "$@"
      """, arguments, in: scratch)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains("free some space"), "\(run.errors)")
    #expect(run.errors.contains(what == "out" ? "--out" : "--database"), "\(run.errors)")
    let left = run.text.split(separator: "\n").filter { !$0.hasPrefix("t.sqlite") }
    #expect(left == [])
    #expect(try scratch.names() == ["disk"])
  }

  @Test("a read-only disk is said", .enabled(if: canMount, "needs root and mount"))
  func readOnlyDisk() throws {
    for arguments in [
      ["--out", "disk/run"], ["--out", "run", "--database", "disk/t.sqlite"],
    ] {
      let scratch = try Scratch()
      try scratch.makeFolder("disk")
      let run = try runSample(
        """
        exec unshare -m /bin/sh -c 'mount -t tmpfs -o ro tmpfs disk || exit 99; exec "$@"' sh "$@"
        """, arguments, in: scratch)
      #expect(run.status == 2, "\(run.errors)")
      #expect(run.errors.contains("disk"), "\(run.errors)")
      #expect(try scratch.names() == ["disk"])
    }
  }

  @Test("a place where folders cannot be made is said before any work")
  func impossiblePlaces() throws {
    let scratch = try Scratch()
    try scratch.write("x", to: "file")
    for place in ["/proc/run", "/dev/null/run", "none/run", "file/run", "file"] {
      let run = try runSample("exec \"$@\"", ["--out", place], in: scratch)
      #expect(run.status == 2)
      #expect(run.errors.contains(place), "\(run.errors)")
      #expect(!run.errors.contains("reading"))
      #expect(try scratch.names() == ["file"])
    }
  }

  @Test("a folder without permission is said", .enabled(if: canBeNobody, "needs another user"))
  func permission() throws {
    let scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    try scratch.makeFolder("closed")
    try scratch.makeFolder("open")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o555], ofItemAtPath: scratch.path + "/closed")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o777], ofItemAtPath: scratch.path + "/open")
    let asNobody = getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
    for arguments in [
      ["--out", "closed/run"], ["--out", "open/run", "--database", "closed/t.sqlite"],
    ] {
      let run = try Program.shell(
        "TMPDIR=$PWD/open exec \(asNobody)\"$@\"", ["run", "trade", "-q"] + arguments, in: scratch)
      #expect(run.status == 2, "\(run.errors)")
      #expect(run.errors.contains("closed/"), "\(run.errors)")
      #expect(try scratch.names(in: "closed") == [])
      #expect(try scratch.names(in: "open") == [])
    }
  }

  @Test(
    "a database that may only be read is said, and is as it was",
    .enabled(if: canBeNobody, "needs another user"))
  func readOnlyDatabase() throws {
    let scratch = try Scratch()
    try TradeText().write(to: "trade", in: scratch)
    try scratch.makeFolder("open")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o777], ofItemAtPath: scratch.path + "/open")
    let run = try Program.run(
      ["run", "trade", "--out", "run", "--database", "t.sqlite", "-q"], in: scratch)
    #expect(run.status == 0)
    let before = try scratch.bytes(of: "t.sqlite")
    let asNobody = getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o444], ofItemAtPath: scratch.path + "/t.sqlite")
    let again = try runSample(
      "TMPDIR=$PWD/open exec \(asNobody)\"$@\"", ["--out", "open/run", "--database", "t.sqlite"],
      in: scratch)
    #expect(again.status == 2, "\(again.errors)")
    #expect(again.errors.contains("t.sqlite"), "\(again.errors)")
    #expect(try scratch.bytes(of: "t.sqlite") == before)
    #expect(try scratch.names(in: "open") == [])
  }

  private func temporaries(of scratch: Scratch) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scratch.hidden)
      .filter { $0.contains("sqlite") }
  }

  /// Whether a disk of one's own can be mounted here.
  private static let canMount: Bool = {
    guard getuid() == 0, Program.tool("unshare") != nil, let scratch = try? Scratch() else {
      return false
    }
    let attempt = try? Program.run(
      "/bin/sh", ["-c", "unshare -m mount -t tmpfs -o size=64k tmpfs ."], in: scratch)
    return attempt?.status == 0
  }()

  /// Whether the program can be run without the rights of root.
  private static let canBeNobody: Bool = {
    guard getuid() == 0 else { return true }
    guard Program.tool("setpriv") != nil, let scratch = try? Scratch() else { return false }
    let attempt = try? Program.shell(
      "exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"", ["--version"], in: scratch)
    return attempt?.status == 0
  }()
}
