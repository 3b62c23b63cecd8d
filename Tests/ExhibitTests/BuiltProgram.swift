import Foundation

/// The built program and other tools, run as a user runs them.
enum BuiltProgram {
  /// What a program that ran left behind.
  struct Finished {
    /// The exit status; nil where a signal ended it.
    let status: Int32?
    let output: Data
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// The program lies beside the bundle of the tests.
  static let path: String = {
    let bundles = Bundle.allBundles.map(\.bundleURL).filter { $0.pathExtension == "xctest" }
    let besides = bundles + [URL(fileURLWithPath: CommandLine.arguments[0]).standardizedFileURL]
    let candidates = besides.map {
      $0.deletingLastPathComponent().appendingPathComponent("entrepot").path
    }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "entrepot"
  }()

  /// The first place of a tool on the search path; nil where it is not installed.
  static func tool(_ name: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// A Python that has a package; nil where there is none.
  static func python(with package: String) -> String? {
    let named = ProcessInfo.processInfo.environment["ENTREPOT_PYTHON"]
    let candidates = [named, tool("python3")].compactMap { $0 }
    return candidates.first {
      (try? run($0, ["-c", "import \(package)"], in: NSTemporaryDirectory()).status) == 0
    }
  }

  /// Runs the built program to its end.
  static func entrepot(
    _ arguments: [String], in folder: String, environment: [String: String] = [:]
  ) throws -> Finished {
    try run(path, arguments, in: folder, environment: environment)
  }

  /// Runs any program to its end.
  static func run(
    _ program: String, _ arguments: [String], in folder: String,
    environment: [String: String] = [:]
  ) throws -> Finished {
    let place = NSTemporaryDirectory() + "/exhibit-said-" + UUID().uuidString
    for name in [".out", ".err"] {
      try Data().write(to: URL(fileURLWithPath: place + name))
    }
    defer {
      for name in [".out", ".err"] { try? FileManager.default.removeItem(atPath: place + name) }
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
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
}

/// A run made from a small trade folder, in a folder that goes with it.
final class SmallRun: Sendable {
  let folder: String
  /// The first route of the run.
  let route: String

  /// Three movements: Gaon of Korea to a hub of Singapore, on to China; and one to Japan.
  ///
  /// - Parameter hub: what the hub is called.
  /// - Throws: `Failure` where the run does not succeed.
  init(hub: String = "Harbour Nine Pte Ltd") throws {
    folder = NSTemporaryDirectory() + "/exhibit-run-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: folder + "/trade", withIntermediateDirectories: true)
    let cell = "\"" + hub.replacing("\"", with: "\"\"") + "\""
    let head =
      "declaration_id,source,kind,date,shipper_id,shipper_name,shipper_country,consignee_id,"
      + "consignee_name,consignee_country,departure_country,destination_country,hs_code,quantity,"
      + "quantity_unit,value_usd\n"
    let rows = [
      "K1,KR,export,2025-03-10,KR1,가온전자(주),KR,SG1,\(cell),SG,KR,SG,8473302000,8,C62,240000",
      "S1,SG,reexport,2025-03-15,SG1,\(cell),SG,CN1,Northern,CN,SG,CN,8473302000,8,C62,260000",
      "K2,KR,export,2025-03-20,KR2,한빛,KR,JP1,Asahi,JP,KR,JP,8473302000,8,C62,240000",
    ]
    let tables = [
      "declarations": head + rows.joined(separator: "\n") + "\n",
      "families": "family,hs_prefixes,unit_of_account,units_per_piece\nACC,847330,accelerator,1\n",
      "controls":
        "control_code,jurisdiction,family,hs_prefixes,in_force_from\n"
        + "3A090.a,KR,ACC,847330,2025-02-28\n",
    ]
    for (name, text) in tables {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/trade/\(name).csv"))
    }
    let finished = try BuiltProgram.entrepot(
      ["run", "trade", "--out", "run", "--database", "trade.sqlite"], in: folder)
    guard finished.status == 0 else { throw Failure(description: finished.errors) }
    let routes = try String(contentsOfFile: folder + "/run/routes.jsonl", encoding: .utf8)
    let first = routes.prefix { !$0.isNewline }
    guard let object = try JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: Any],
      let id = object["route_id"] as? String
    else { throw Failure(description: "no route in \(routes)") }
    route = id
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Runs the program in the folder.
  func entrepot(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> BuiltProgram.Finished {
    try BuiltProgram.entrepot(arguments, in: folder, environment: environment)
  }

  func data(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }
}
