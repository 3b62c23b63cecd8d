import Foundation

/// The place of a run's outputs: everything appears there together, or nothing does.
///
/// Files are written to a folder beside it, which takes its place in one rename when it is whole.
struct RunFolder {
  private let destination: String
  /// Where files are written meanwhile.
  let staging: String
  /// Tells other runs that somebody is still writing there.
  private let lock: FolderLock

  /// Prepares a place for the outputs and checks it before any work is done.
  ///
  /// A run folder that is there is replaced at the end; anything else that is there is an error.
  init(at path: String) throws(RunError) {
    let standardised = URL(fileURLWithPath: path).standardizedFileURL.path
    destination = standardised
    let parent = (standardised as NSString).deletingLastPathComponent
    let name = (standardised as NSString).lastPathComponent
    staging = parent + "/." + name + ".partial-\(getpid())"
    try Self.checkReplaceable(standardised)
    Self.removeLeftovers(of: standardised, in: parent, prefix: "." + name + ".partial-")
    guard mkdir(staging, 0o755) == 0 else { throw OutputFile.failure(standardised, "made") }
    lock = FolderLock(on: staging)
    UnfinishedOutputs.begin(staging)
  }

  /// How the name of an earlier run ends while another takes its place.
  private static let oldSuffix = ".old"

  /// Removes what runs left there that were killed before they were whole.
  private static func removeLeftovers(of destination: String, in parent: String, prefix: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let place = parent + "/" + name
      guard FolderLock(on: place).isHeld else { continue }
      if name.hasSuffix(oldSuffix), !FileManager.default.fileExists(atPath: destination) {
        // An earlier run of which nobody took the place.
        rename(place, destination)
      } else {
        try? FileManager.default.removeItem(atPath: place)
      }
    }
  }

  /// Puts the finished outputs in their place.
  func commit() throws(RunError) {
    try UnfinishedOutputs.finish(staging) { () throws(RunError) in try takePlace() }
  }

  private func takePlace() throws(RunError) {
    let old = staging + Self.oldSuffix
    let hadOld = FileManager.default.fileExists(atPath: destination)
    if hadOld, rename(destination, old) != 0 {
      throw OutputFile.failure(destination, "replaced")
    }
    guard rename(staging, destination) == 0 else {
      let failure = OutputFile.failure(destination, "made")
      if hadOld { rename(old, destination) }
      throw failure
    }
    if hadOld { try? FileManager.default.removeItem(atPath: old) }
  }

  /// Removes what was written so far.
  func discard() {
    try? FileManager.default.removeItem(atPath: staging)
    UnfinishedOutputs.end(staging)
  }

  private static func checkReplaceable(_ path: String) throws(RunError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else {
      throw RunError("\(path): is a file; name a folder with --out")
    }
    let contents: [String]
    do {
      contents = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw RunError("\(path): cannot be listed; choose a place with --out that you may read")
    }
    guard contents.isEmpty || isRun(path) else {
      throw RunError(
        "\(path): is a folder with other things in it, and would be replaced; name a new folder "
          + "or an earlier run with --out")
    }
  }

  /// Whether a folder holds the manifest of a run; other programs write a `run.json` too.
  private static func isRun(_ path: String) -> Bool {
    FileManager.default.contents(atPath: path + "/run.json")?.range(of: Data("\"run_id\"".utf8))
      != nil
  }
}
