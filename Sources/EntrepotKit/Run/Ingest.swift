import TradeIntake
import TradeModel
import TradeStore

/// Files into the store, each in one transaction; what was read before is not read again.
struct Ingest {
  let store: TradeStore
  let progress: @Sendable (String) -> Void

  /// Reads a folder's files.
  ///
  /// - Returns: the files as the store remembers them, in reading order.
  func read(_ folder: TradeFolder) throws -> [IngestedFile] {
    var stamps: [(name: String, sha256: String)] = []
    for file in folder.files {
      let digest = try FileDigest.of(file.path)
      stamps.append((file.name, digest.sha256))
      if try store.hasIngested(name: file.name, sha256: digest.sha256) { continue }
      progress("reading \(file.name)")
      try read(file, digest: digest)
    }
    return try store.ingestedFiles(stamps)
  }

  private func read(_ file: TradeFile, digest: FileDigest) throws {
    var stored = IngestedFile(
      name: file.name, table: file.table.rawValue, sha256: digest.sha256,
      byteCount: digest.byteCount)
    try store.ingest(stored) { session in
      let report = try TradeReader(file: file).read { row, record in
        switch record {
        case .declaration(let declaration): try session.store(declaration, row: row)
        case .party(let party): try session.store(party)
        case .control(let control): try session.store(control)
        case .family(let family): try session.store(family)
        case .permit(let permit): try session.store(permit)
        case .listed(let listed): try session.store(listed)
        case .countryFlow(let flow): try session.store(flow)
        case .outcome(let outcome): try session.store(outcome)
        case .judgement(let judgement): try session.store(judgement)
        }
      } reject: { reject in
        try session.store(
          RejectedRow(
            file: reject.file, row: reject.row, line: reject.line, column: reject.column,
            reason: reject.reason, raw: reject.raw))
      }
      stored.rows = report.rows
      stored.accepted = report.accepted
      stored.rejected = report.rejected
      stored.repairs = report.repairs
      stored.ignoredColumns = report.ignoredColumns
      return stored
    }
  }
}
