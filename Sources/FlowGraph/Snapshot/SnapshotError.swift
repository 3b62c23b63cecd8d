/// Why a snapshot of legs cannot be used or written.
///
/// A snapshot is only a cache: the remedy is always to make it again from what it was made from.
public enum SnapshotError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The system refused to open, map or read the file.
  case cannotRead(path: String, reason: String)
  /// The system refused to write the file.
  case cannotWrite(path: String, reason: String)
  /// The file does not begin as a snapshot does.
  case foreign(path: String)
  /// The file was written by a version with another layout.
  case wrongVersion(path: String, found: UInt32, known: UInt32)
  /// The file is not as long as it says.
  case wrongLength(path: String, expected: UInt64, found: UInt64)
  /// Bytes are not those that were written.
  case badChecksum(path: String, part: String)
  /// The file was made from something else than it is wanted for.
  case stale(path: String)
  /// A column is missing, or it is of another kind or length.
  case wrongColumn(path: String, name: String)

  /// What is wrong, where, and how to mend it.
  public var description: String {
    switch self {
    case .cannotRead, .cannotWrite, .foreign: reason
    case .wrongVersion, .wrongLength, .badChecksum, .stale, .wrongColumn:
      reason + "; delete it and let it be made again"
    }
  }

  /// What is wrong and where, for those who mend it themselves.
  public var reason: String {
    switch self {
    case .cannotRead(let path, let reason): "\(path): cannot be read (\(reason))"
    case .cannotWrite(let path, let reason): "\(path): cannot be written (\(reason))"
    case .foreign(let path): "\(path): not a snapshot of legs"
    case .wrongVersion(let path, let found, let known):
      "\(path): layout \(found), this program knows layout \(known)"
    case .wrongLength(let path, let expected, let found):
      "\(path): \(found) bytes long and should be \(expected)"
    case .badChecksum(let path, let part):
      "\(path): the bytes of \(part) are not those that were written"
    case .stale(let path): "\(path): made from something else"
    case .wrongColumn(let path, let name):
      "\(path): no column \"\(name)\" of the expected kind and length"
    }
  }
}
