public import Foundation

/// Writes an exhibit so that it is there whole or not at all.
public enum ExhibitFile {
  /// Writes bytes to a path, replacing what is there.
  public static func write(_ data: Data, to path: String) throws(RunError) {
    do {
      try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw RunError("\(path): cannot be written; choose a place with -o that may be written")
    }
  }
}
