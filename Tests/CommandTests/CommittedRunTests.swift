import Foundation
import Testing

/// The run that is committed beside the sample is what the program makes of it today.
///
/// After a change that is meant to change results, record it anew with `RECORD_GOLDEN=1` and review
/// the difference as what users will see.
@Suite("The committed run of the sample")
struct CommittedRunTests {
  private static let committed = Sample.folder + "-run"

  @Test("is what the program makes of the sample, byte for byte")
  func isReproduced() throws {
    let scratch = try Scratch()
    // Beside the run under the name that it has in the repository, because run.json says where it is.
    try FileManager.default.copyItem(
      atPath: Sample.folder, toPath: scratch.path + "/sample")
    let run = try Program.run(
      ["run", "sample", "--out", "run", "--as-of", "2025-09-30", "--quiet"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try? FileManager.default.removeItem(atPath: Self.committed)
      try FileManager.default.copyItem(atPath: scratch.path + "/run", toPath: Self.committed)
      return
    }
    let made = try Self.names(in: scratch.path + "/run")
    #expect(try made == Self.names(in: Self.committed))
    // Clocks are in run.json only; drawings depend on the version of Graphviz and have their own
    // golden test; compressed bytes depend on the version of zlib.
    for name in made where name != "run.json" && name.hasSuffix("csv") || name.hasSuffix("jsonl") {
      let bytes = try scratch.bytes(of: "run/" + name)
      let before = try Data(contentsOf: URL(fileURLWithPath: Self.committed + "/" + name))
      #expect(bytes == before, "\(name)")
    }
  }

  @Test("is the same on one core as on all of them")
  func onOneCore() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/taskset") else {
      print("skipped: there is no taskset, which keeps a program on one core")
      return
    }
    let scratch = try Scratch()
    var tables: [[String: Data]] = []
    for (folder, line) in [("all", #""$@""#), ("one", #"taskset -c 0 "$@""#)] {
      let run = try Program.shell(
        line, ["run", Sample.folder, "--out", folder, "--as-of", "2025-09-30", "--quiet"],
        in: scratch)
      #expect(run.status == 0, "\(run.errors)")
      let names = try Self.names(in: scratch.path + "/" + folder)
      tables.append(
        Dictionary(
          uniqueKeysWithValues: try names.filter { $0 != "run.json" && $0 != "diagrams" }.map {
            ($0, try scratch.bytes(of: folder + "/" + $0))
          }))
    }
    #expect(tables[0].count > 10)
    #expect(tables[0] == tables[1])
  }

  private static func names(in folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
  }
}
