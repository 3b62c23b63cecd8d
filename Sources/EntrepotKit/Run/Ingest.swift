import Foundation
import TradeIntake
import TradeModel
import TradeStore

/// Files into the store, each in one transaction; what was read before is not read again.
struct Ingest {
  let store: TradeStore
  let progress: @Sendable (String) -> Void

  /// Batches that wait between reading and storing.
  private static let waitingBatches = 4

  /// Reads a folder's files.
  ///
  /// - Returns: the files as the store remembers them, in reading order.
  func read(_ folder: TradeFolder) throws -> [IngestedFile] {
    try store.filling { try readFiles(of: folder) }
  }

  private func readFiles(of folder: TradeFolder) throws -> [IngestedFile] {
    var stamps: [(name: String, sha256: String)] = []
    for file in folder.files {
      if let sha256 = try knownDigest(of: file) {
        stamps.append((file.name, sha256))
        continue
      }
      progress("reading \(file.name)")
      stamps.append((file.name, try read(file).sha256))
    }
    return try store.ingestedFiles(stamps)
  }

  /// The digest of a file that was read before; nil for one that is new.
  private func knownDigest(of file: TradeFile) throws -> String? {
    // A file of another length is another file: digesting it here would read it twice.
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
    if let size = attributes?[.size] as? Int, try !store.hasIngested(name: file.name, size: size) {
      return nil
    }
    let digest = try FileDigest.of(file.path)
    return try store.hasIngested(name: file.name, sha256: digest.sha256) ? digest.sha256 : nil
  }

  private func read(_ file: TradeFile) throws -> IngestedFile {
    let unread = IngestedFile(
      name: file.name, table: file.table.rawValue, sha256: "", byteCount: 0)
    return try store.ingest(unread) { session in
      let report =
        file.table == .declarations
        ? try readDeclarations(of: file, into: session) : try readRegister(of: file, into: session)
      var stored = unread
      stored.sha256 = report.digest.sha256
      stored.byteCount = report.digest.byteCount
      stored.rows = report.rows
      stored.accepted = report.accepted
      stored.rejected = report.rejected
      stored.repairs = report.repairs
      stored.repairsBySource = report.repairsBySource
      stored.ignoredColumns = report.ignoredColumns
      return stored
    }
  }

  /// What passes from the core that reads to the core that stores.
  private enum Piece: Sendable {
    case lines(NumberedBatch)
    case reject(RejectedRow)
  }

  /// Reads on one core and stores on another.
  private func readDeclarations(
    of file: TradeFile, into session: IngestSession
  ) throws -> FileReport {
    let conveyor = Conveyor<Piece, FileReport>(limit: Self.waitingBatches)
    let parties = session.parties
    let reading = Thread {
      conveyor.end(
        Result {
          try TradeReader(file: file).readDeclarations { batch in
            try conveyor.give(.lines(parties.number(batch)))
          } reject: { reject in
            try conveyor.give(.reject(RejectedRow(reject)))
          }
        })
    }
    reading.name = "entrepot reading"
    reading.stackSize = 8 << 20
    reading.start()
    return try conveyor.takeAll { piece in
      switch piece {
      case .lines(let batch): try session.store(batch)
      case .reject(let reject): try session.store(reject)
      }
    }
  }

  private func readRegister(
    of file: TradeFile, into session: IngestSession
  ) throws -> FileReport {
    try TradeReader(file: file).read { _, record in
      switch record {
      case .declaration: preconditionFailure("declarations are read in batches")
      case .party(let party): try session.store(party)
      case .control(let control): try session.store(control)
      case .family(let family): try session.store(family)
      case .permit(let permit): try session.store(permit)
      case .listed(let listed): try session.store(listed)
      case .countryFlow(let flow): try session.store(flow)
      case .outcome(let outcome): try session.store(outcome)
      case .judgement(let judgement): try session.store(judgement)
      case .concordance(let concordance): try session.store(concordance)
      case .heading(let heading): try session.store(heading)
      }
    } reject: { reject in
      try session.store(RejectedRow(reject))
    }
  }
}

extension RejectedRow {
  fileprivate init(_ reject: Reject) {
    self.init(
      file: reject.file, row: reject.row, line: reject.line, column: reject.column,
      reason: reject.reason, raw: reject.raw, source: reject.source)
  }
}
