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
    let run = try Program.run(
      ["run", Sample.folder, "--out", "run", "--as-of", "2025-09-30", "--quiet"], in: scratch)
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

  private static func names(in folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
  }
}
