import Foundation
import TradeIntake
import TradeStore

/// What questions are answered from: a trade folder, a database, or a run, which knows of what it was
/// made.
struct TradeSource {
  /// The movements.
  let store: TradeStore
  /// The run that was named, if one was.
  let run: RunReader?

  /// Opens what a path names.
  ///
  /// - Throws: `RunError`, and what reading a folder or a database throws.
  init(at path: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw RunError(
        "\(path): is not a folder or a database; name a trade folder, a run folder, or what "
          + "`entrepot run --database` kept")
    }
    guard isFolder.boolValue else {
      store = try TradeStore(path: path)
      run = nil
      return
    }
    guard FileManager.default.fileExists(atPath: path + "/run.json") else {
      store = try Self.read(path).store
      run = nil
      return
    }
    let reader = try RunReader(folder: path)
    run = reader
    store = try Self.store(of: reader)
  }

  /// The movements of a run: those of the database that it kept, else of its trade folder.
  private static func store(of run: RunReader) throws -> TradeStore {
    guard let origin = run.manifest.source else {
      throw RunError(
        "\(run.folder): was written by a version that did not note what it was made of; name the "
          + "trade folder, or the database that the run kept")
    }
    if let database = origin.database(of: run.folder) {
      guard FileManager.default.fileExists(atPath: database) else {
        throw RunError(
          "\(run.folder): the run kept its movements in \(database), which is not there any more; "
            + "name the database where it is now, or the trade folder")
      }
      return try TradeStore(path: database)
    }
    let folder = origin.folder(of: run.folder)
    guard FileManager.default.fileExists(atPath: folder) else {
      throw RunError(
        "\(run.folder): the run was made of \(folder), which is not there any more; name the trade "
          + "folder where it is now")
    }
    let (store, files) = try read(folder)
    let found = Dictionary(files.map { ($0.name, $0.sha256) }, uniquingKeysWith: { $1 })
    if let changed = run.manifest.inputs.first(where: { found[$0.file] != $0.sha256 }) {
      throw RunError(
        "\(run.folder): \(folder)/\(changed.file) is not as the run read it; run again, or name the "
          + "trade folder to ask about it as it is now")
    }
    return store
  }

  private static func read(_ folder: String) throws -> (store: TradeStore, files: [IngestedFile]) {
    let store = try TradeStore.temporary(in: NSTemporaryDirectory())
    let files = try Ingest(store: store, progress: { _ in }).read(
      TradeFolder(path: folder, profiles: []))
    return (store, files)
  }
}
