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

  /// What a file of declarations has, its goods lines as read or with the numbers of their parties.
  private enum Piece<Lines: Sendable>: Sendable {
    case lines(Lines)
    case reject(RejectedRow)
  }

  /// Reads, numbers parties and stores, each on a thread of its own: two cores are then busy to the end,
  /// whichever of the three takes longest.
  private func readDeclarations(
    of file: TradeFile, into session: IngestSession
  ) throws -> FileReport {
    let read = Conveyor<Piece<DeclarationBatch>, FileReport>(limit: Self.waitingBatches)
    let numbered = Conveyor<Piece<NumberedBatch>, FileReport>(limit: Self.waitingBatches)
    let parties = session.parties
    start("reading", onto: read) {
      try TradeReader(file: file).readDeclarations { batch in
        try read.give(.lines(batch))
      } reject: { reject in
        try read.give(.reject(RejectedRow(reject)))
      }
    }
    start("numbering", onto: numbered) {
      try read.takeAll { piece in
        switch piece {
        case .lines(let batch): try numbered.give(.lines(parties.number(batch)))
        case .reject(let reject): try numbered.give(.reject(reject))
        }
      }
    }
    return try numbered.takeAll { piece in
      switch piece {
      case .lines(let batch): try session.store(batch)
      case .reject(let reject): try session.store(reject)
      }
    }
  }

  /// Starts a thread that fills a conveyor and ends it with what came of it.
  private func start<Lines>(
    _ name: String, onto conveyor: Conveyor<Piece<Lines>, FileReport>,
    _ work: @escaping @Sendable () throws -> FileReport
  ) {
    let thread = Thread { conveyor.end(Result { try work() }) }
    thread.name = "entrepot \(name)"
    thread.stackSize = 8 << 20
    thread.start()
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
