public import Foundation

/// Writes an exhibit so that it is there whole or not at all.
public enum ExhibitFile {
  /// Writes bytes to a path, replacing what is there.
  public static func write(_ data: Data, to path: String) throws(RunError) {
    let place = URL(fileURLWithPath: path).standardizedFileURL.path
    let folder = (place as NSString).deletingLastPathComponent
    let staging = folder + "/." + (place as NSString).lastPathComponent + ".partial-\(getpid())"
    try? FileManager.default.removeItem(atPath: staging)
    let descriptor = open(staging, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw OutputFile.failure(path, "created") }
    let isWhole = put([UInt8](data), to: descriptor)
    guard close(descriptor) == 0, isWhole else {
      let failure = OutputFile.failure(path, "written")
      try? FileManager.default.removeItem(atPath: staging)
      throw failure
    }
    guard rename(staging, place) == 0 else {
      let failure = OutputFile.failure(path, "written")
      try? FileManager.default.removeItem(atPath: staging)
      throw failure
    }
  }

  private static func put(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
