import Foundation

/// Writes one CSV file in pieces, cell by cell, as RFC 4180 wants it.
struct CSVBuffer: ~Copyable {
  private var bytes: [UInt8]
  private var isLineEmpty: Bool
  private let handle: FileHandle
  /// Lines written so far, the header among them.
  private(set) var lines: Int

  private static let flushAt = 1 << 22

  init(_ folder: URL, _ name: String, header: String) throws {
    handle = try Self.create(folder.appendingPathComponent(name))
    isLineEmpty = true
    lines = 1
    bytes = []
    bytes.reserveCapacity(Self.flushAt + 4_096)
    bytes.append(contentsOf: header.utf8)
    bytes.append(0x0A)
  }

  private static func create(_ url: URL) throws -> FileHandle {
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }

  mutating func cell(_ text: String) {
    separate()
    let needsQuotes = text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  mutating func cell(_ number: Int) {
    separate()
    appendDigits(number)
  }

  mutating func empty(_ count: Int = 1) {
    for _ in 0..<count { separate() }
  }

  mutating func day(_ day: Int) {
    separate()
    let (year, month, dayOfMonth) = WorldDay.civil(day)
    appendDigits(year)
    appendTwo(month)
    appendTwo(dayOfMonth)
  }

  /// A number with as many decimals as say something, two at most or `places`.
  mutating func cell(_ number: Double, places: Int = 2) {
    separate()
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((number * Double(scale)).rounded())
    appendDigits(scaled / scale)
    var fraction = scaled % scale
    guard fraction != 0 else { return }
    bytes.append(0x2E)
    while fraction != 0 {
      scale /= 10
      bytes.append(0x30 + UInt8(fraction / scale))
      fraction %= scale
    }
  }

  mutating func endLine() throws {
    bytes.append(0x0A)
    isLineEmpty = true
    lines += 1
    if bytes.count >= Self.flushAt { try flush() }
  }

  consuming func close() throws {
    try flush()
    try handle.close()
  }

  private mutating func flush() throws {
    try handle.write(contentsOf: Data(bytes))
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func separate() {
    if isLineEmpty { isLineEmpty = false } else { bytes.append(0x2C) }
  }

  private mutating func appendDigits(_ number: Int) {
    precondition(number >= 0, "no number in a world is negative")
    if number >= 10 { appendDigits(number / 10) }
    bytes.append(0x30 + UInt8(number % 10))
  }

  private mutating func appendTwo(_ number: Int) {
    bytes.append(0x2D)
    bytes.append(0x30 + UInt8(number / 10))
    bytes.append(0x30 + UInt8(number % 10))
  }
}
