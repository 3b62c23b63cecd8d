/// The stretch of a stream that is being looked at.
struct ByteWindow {
  /// Bytes of the stretch, and room for more.
  private(set) var bytes: [UInt8]
  /// Where the bytes begin that are still needed.
  var start = 0
  /// The byte that is looked at next.
  var position = 0
  /// How far into the stream `bytes` begin.
  private(set) var fileOffset = 0

  private let stream: any ByteStream
  private let pieceSize: Int
  private let file: String
  private let longest: Int
  private var filled = 0

  /// Why there are no more bytes.
  enum Fault: Error {
    case stream(StreamFault)
    case tooLong
  }

  /// A window that holds up to `longest` bytes that are still needed, and one piece.
  init(_ stream: any ByteStream, file: String, pieceSize: Int, longest: Int) {
    self.stream = stream
    self.file = file
    self.longest = longest
    self.pieceSize = pieceSize
    bytes = [UInt8](repeating: 0, count: max(pieceSize, 16))
  }

  /// The byte that is looked at, or nil where more have to be read first.
  var byte: UInt8? { position < filled ? bytes[position] : nil }

  /// The text of a stretch; NUL bytes are shown as U+2400, which every tool can display.
  func text(in range: Range<Int>) -> String {
    Row(bytes: bytes, start: range.lowerBound, length: range.count).raw
  }

  /// Reads more behind what is still needed; false at the end of the stream.
  mutating func fill() throws(Fault) -> Bool {
    if start > 0 {
      for index in start..<filled { bytes[index - start] = bytes[index] }
      fileOffset += start
      position -= start
      filled -= start
      start = 0
    }
    guard filled <= longest else { throw .tooLong }
    if filled == bytes.count {
      bytes.append(contentsOf: repeatElement(0, count: bytes.count))
    }
    do throws(StreamFault) {
      let count = try stream.read(
        into: &bytes, at: filled, atMost: min(pieceSize, bytes.count - filled))
      filled += count
      return count > 0
    } catch {
      throw .stream(error)
    }
  }

  /// Skips the mark at the start of the stream, and refuses what is not UTF-8 by its first bytes.
  mutating func skipByteOrderMark() throws(IntakeError) {
    do throws(Fault) {
      while filled < 3, try fill() {}
    } catch {
      throw error.intakeError(file: file, row: 0, line: 1)
    }
    let first = Array(bytes.prefix(min(filled, 3)))
    if first == [0xEF, 0xBB, 0xBF] {
      position = 3
      start = 3
    } else if first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF]) {
      throw .notUTF8(file: file, row: 1, column: "(file)", byteOffset: 0, encoding: .utf16)
    } else if first.starts(with: [0x1F, 0x8B]) {
      throw .notUTF8(file: file, row: 1, column: "(file)", byteOffset: 0, encoding: .gzip)
    }
  }
}

extension ByteWindow.Fault {
  /// The same as an error about a file.
  func intakeError(file: String, row: Int, line: Int) -> IntakeError {
    switch self {
    case .tooLong: .documentTooLarge(file: file, line: line, element: nil)
    case .stream(let fault) where fault.kind == .damagedGzip:
      .damagedGzip(file: file, row: row, reason: fault.reason)
    case .stream(let fault): .unreadable(path: file, reason: fault.reason)
    }
  }
}
