import Foundation

/// What a program that ran left behind.
struct Finished {
  /// The exit status; nil where a signal ended it.
  let status: Int32?
  /// Standard output, byte for byte.
  let output: Data
  /// Standard error.
  let errors: String

  /// Standard output as text.
  var text: String { String(decoding: output, as: UTF8.self) }
}

/// The built program, run as a user runs it.
enum Program {
  /// The program lies beside the bundle of the tests.
  static let path: String = {
    let bundles = Bundle.allBundles.map(\.bundleURL).filter { $0.pathExtension == "xctest" }
    let besides = bundles + [URL(fileURLWithPath: CommandLine.arguments[0]).standardizedFileURL]
    let candidates = besides.map {
      $0.deletingLastPathComponent().appendingPathComponent("entrepot").path
    }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "entrepot"
  }()

  /// Runs the program to its end.
  static func run(
    _ arguments: [String], in folder: Scratch, environment: [String: String] = [:]
  ) throws -> Finished {
    try run(path, arguments, in: folder, environment: environment)
  }

  /// Runs the program from a line of shell, in which it is called `"$@"`.
  static func shell(
    _ line: String, _ arguments: [String], in folder: Scratch
  ) throws -> Finished {
    try run("/bin/sh", ["-c", line, "sh", path] + arguments, in: folder)
  }

  /// Runs any program to its end.
  static func run(
    _ executable: String, _ arguments: [String], in folder: Scratch, input: Data? = nil,
    environment: [String: String] = [:]
  ) throws -> Finished {
    // Files, not pipes: nothing can fill up.
    let place = folder.hidden + "/" + UUID().uuidString
    for name in [".out", ".err", ".in"] {
      try (name == ".in" ? input ?? Data() : Data()).write(to: URL(fileURLWithPath: place + name))
    }
    let process = try prepared(executable, arguments, in: folder, environment)
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: place + ".in"))
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: place + ".out"))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: place + ".err"))
    try process.run()
    process.waitUntilExit()
    return Finished(
      status: process.terminationReason == .exit ? process.terminationStatus : nil,
      output: try Data(contentsOf: URL(fileURLWithPath: place + ".out")),
      errors: String(
        decoding: try Data(contentsOf: URL(fileURLWithPath: place + ".err")), as: UTF8.self))
  }

  /// Starts the program, waits for a line on standard error, and kills it then and there.
  static func kill(
    atLine line: String, by signal: Int32 = SIGKILL, _ arguments: [String], in folder: Scratch
  ) throws -> (didSayLine: Bool, status: Int32?) {
    let process = try prepared(path, arguments, in: folder, [:])
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    var said = Data()
    while !said.contains(line) {
      let more = errors.fileHandleForReading.availableData
      if more.isEmpty { break }
      said += more
    }
    Foundation.kill(process.processIdentifier, signal)
    process.waitUntilExit()
    return (
      said.contains(line), process.terminationReason == .exit ? process.terminationStatus : nil
    )
  }

  /// The first place of a tool on the search path; nil where it is not installed.
  static func tool(_ name: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func prepared(
    _ executable: String, _ arguments: [String], in folder: Scratch,
    _ environment: [String: String]
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.environment = ProcessInfo.processInfo.environment
      .merging(["TMPDIR": folder.hidden]) { $1 }.merging(environment) { $1 }
    return process
  }
}

extension Data {
  fileprivate func contains(_ text: String) -> Bool {
    range(of: Data(text.utf8)) != nil
  }
}
