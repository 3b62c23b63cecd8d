import Foundation

/// Where the movements of a run came from, as `run.json` says it: seen from the run folder.
///
/// Paths are relative, so that a run that lies beside its trade folder can be moved with it.
struct RunOrigin: Decodable {
  /// The trade folder.
  let folder: String
  /// The database that the run kept; nil where it kept none.
  let database: String?

  /// What a request read, seen from where its outputs go.
  init(of request: RunRequest) {
    folder = Self.path(to: request.folder, from: request.output)
    database = request.database.map { Self.path(to: $0, from: request.output) }
  }

  var json: JSONText {
    .object([("folder", .string(folder)), ("database", .optional(database))])
  }

  /// The trade folder, seen from here.
  func folder(of run: String) -> String { Self.resolved(folder, in: run) }

  /// The database, seen from here.
  func database(of run: String) -> String? { database.map { Self.resolved($0, in: run) } }

  private static func path(to target: String, from run: String) -> String {
    let target = parts(of: target)
    let run = parts(of: run)
    var shared = 0
    while shared < min(target.count, run.count), target[shared] == run[shared] { shared += 1 }
    let up = Array(repeating: "..", count: run.count - shared)
    return (up + target[shared...]).joined(separator: "/")
  }

  /// The parts of a path without links; of what is not there yet, those of the folder around it.
  private static func parts(of path: String) -> [String] {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    let folder = url.deletingLastPathComponent().resolvingSymlinksInPath()
    let place =
      FileManager.default.fileExists(atPath: url.path)
      ? url.resolvingSymlinksInPath() : folder.appendingPathComponent(url.lastPathComponent)
    return place.pathComponents
  }

  private static func resolved(_ path: String, in run: String) -> String {
    let place = URL(fileURLWithPath: run).resolvingSymlinksInPath().path
    return URL(fileURLWithPath: place + "/" + path).standardizedFileURL.path
  }
}
