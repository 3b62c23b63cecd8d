import Foundation
import RouteCharts
import TradeModel

/// Makes PDF and PNG of finished drawings with librsvg, in a process that has limits.
///
/// The same drawing and the same fonts give the same bytes: the only clock that a PDF could carry is
/// set to the as-of day of the data.
struct PictureConverter {
  /// The day that the file says it was made on.
  let day: TradeDay
  /// Seconds before the conversion is given up.
  var seconds = 30.0

  /// Pages as one PDF.
  func pdf(_ pages: [String]) throws -> Data {
    try convert(pages, arguments: ["--format", "pdf"])
  }

  /// A drawing as PNG, so many pixels a point.
  func png(_ drawing: String, zoom: Double) throws -> Data {
    try convert([drawing], arguments: ["--format", "png", "--zoom", "\(zoom)"])
  }

  /// Why no picture with Hangul can be made here; nil where one can.
  static func obstacle() -> String? {
    ChartFonts.advice(for: ChartFonts.report())
  }

  /// What rsvg-convert says of itself; nil where it does not start.
  static func version() -> String? {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["rsvg-convert", "--version"]
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    let text = String(decoding: said, as: UTF8.self).prefix { !$0.isNewline }
    return text.isEmpty ? nil : String(text)
  }

  private func convert(_ pages: [String], arguments: [String]) throws -> Data {
    if let obstacle = Self.obstacle() { throw RunError("no picture: \(obstacle)") }
    let folder = NSTemporaryDirectory() + "/entrepot-picture-" + UUID().uuidString
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw RunError("\(folder): cannot be made; set TMPDIR to a folder that can be written")
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var names: [String] = []
    for (number, page) in pages.enumerated() {
      let name = "page\(number + 1).svg"
      try Data(page.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
      names.append(name)
    }
    try run(arguments + ["--output", "picture"] + names, in: folder)
    guard let picture = FileManager.default.contents(atPath: folder + "/picture"), !picture.isEmpty
    else { throw RunError("rsvg-convert wrote no picture") }
    return picture
  }

  /// Two gibibytes of memory, a minute of processor time, no core file.
  private static let limited =
    "ulimit -v 2097152; ulimit -t 60; ulimit -c 0; exec rsvg-convert \"$@\""

  private func run(_ arguments: [String], in folder: String) throws {
    let process = Process()
    let errors = URL(fileURLWithPath: folder + "/errors")
    try Data().write(to: errors)
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", Self.limited, "sh"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging([
      "SOURCE_DATE_EPOCH": String(Int(day.raw) * 86_400), "LC_ALL": "C.UTF-8",
    ]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: errors)
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    guard ended.wait(timeout: .now() + seconds) == .success else {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      throw RunError("no picture within \(Int(seconds)) s; rsvg-convert was stopped")
    }
    let said = FileManager.default.contents(atPath: errors.path) ?? Data()
    let words = String(decoding: said, as: UTF8.self).trimmingCharacters(
      in: .whitespacesAndNewlines)
    if process.terminationStatus == 127 {
      throw RunError("no picture: rsvg-convert is not installed (apt-get install librsvg2-bin)")
    }
    // A warning may be about a label: a picture with a wrong label is worse than none.
    guard process.terminationReason == .exit, process.terminationStatus == 0, words.isEmpty else {
      throw RunError("no picture: rsvg-convert: \(words.isEmpty ? "failed" : words)")
    }
  }
}
