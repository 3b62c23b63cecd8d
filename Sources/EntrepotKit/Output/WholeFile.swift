import Foundation

/// Writes a file so that it is there whole or not at all.
public enum WholeFile {
  /// Writes text to a path, replacing what is there.
  public static func write(_ text: String, to path: String) throws(RunError) {
    try write(Array(text.utf8), to: path)
  }

  /// Writes bytes to a path, replacing what is there.
  static func write(_ bytes: [UInt8], to path: String) throws(RunError) {
    let place = URL(fileURLWithPath: path).standardizedFileURL.path
    let staging =
      (place as NSString).deletingLastPathComponent + "/."
      + (place as NSString).lastPathComponent + ".partial-\(getpid())"
    try? FileManager.default.removeItem(atPath: staging)
    do {
      try OutputFile.write(bytes, to: staging)
    } catch {
      try? FileManager.default.removeItem(atPath: staging)
      // Nobody knows of the file meanwhile written; the place asked for is what can be mended.
      throw RunError(error.description.replacing(staging, with: path))
    }
    guard rename(staging, place) == 0 else {
      let failure = OutputFile.failure(path, "written")
      try? FileManager.default.removeItem(atPath: staging)
      throw failure
    }
  }
}
