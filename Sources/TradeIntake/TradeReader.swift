/// Reads one file of a trade folder: usable rows become records, the others rejects.
///
/// An error means that nothing of the file counts, whatever was delivered before it: do the work
/// of one file in one transaction.
///
/// ```swift
/// let report = try TradeReader(file: file).read { row, record in
///   try store.insert(record, row: row)
/// } reject: { try rejects.write($0) }
/// ```
public struct TradeReader {
  private let file: TradeFile
  private let pieceSize: Int

  /// A reader of `file`.
  public init(file: TradeFile) {
    self.init(file: file, pieceSize: 1 << 20)
  }

  /// A reader that takes `pieceSize` bytes at a time.
  init(file: TradeFile, pieceSize: Int) {
    self.file = file
    self.pieceSize = pieceSize
  }

  /// Reads the file from end to end.
  ///
  /// - Parameters:
  ///   - record: Takes each usable row's number and record.
  ///   - reject: Takes each unusable row.
  /// - Returns: What was read, mended, ignored and missing.
  /// - Throws: `IntakeError` where the file cannot be read, and whatever the closures throw.
  public func read(
    _ record: (_ row: Int, _ record: TradeRecord) throws -> Void,
    reject: (Reject) throws -> Void
  ) throws -> FileReport {
    // Written out so that each table's loop is compiled for that table.
    switch file.table {
    case .declarations: try read(DeclarationRows.self, record, reject)
    case .parties: try read(PartyRows.self, record, reject)
    case .controls: try read(ControlRows.self, record, reject)
    case .families: try read(FamilyRows.self, record, reject)
    case .permits: try read(PermitRows.self, record, reject)
    case .lists: try read(ListedPartyRows.self, record, reject)
    case .countryFlows: try read(CountryFlowRows.self, record, reject)
    case .outcomes: try read(OutcomeRows.self, record, reject)
    }
  }

  private func read<Rows: RecordTable>(
    _: Rows.Type, _ record: (Int, TradeRecord) throws -> Void, _ reject: (Reject) throws -> Void
  ) throws -> FileReport {
    let stream = try openStream()
    var scanner = RowScanner(stream, file: file.name, pieceSize: pieceSize)
    let header = try scanner.readHeader()
    var mapper = try file.profile.map { profile throws(IntakeError) in
      try ProfileMapper(profile, header: header, file: file.name)
    }
    var finder = ColumnFinder(header: mapper?.header ?? header)
    let rows = Rows(&finder)
    guard finder.missingRequired.isEmpty else {
      throw IntakeError.missingColumns(
        file: file.name,
        columns: finder.missingRequired.map { mapper?.spelling(of: $0) ?? $0 }, found: header.filed)
    }
    var report = FileReport(
      name: file.name, table: file.table, digest: FileDigest(sha256: "", byteCount: 0))
    report.ignoredColumns = mapper?.ignored ?? finder.ignored
    report.missingColumns = finder.missing
    var repairs = Repairs()
    while try scanner.next() {
      let usable: TradeRecord
      do throws(RowFault) {
        try scanner.checkShape()
        if mapper != nil {
          mapper?.map(scanner.row)
          usable = try rows.record(in: mapper?.row ?? scanner.row, repairs: &repairs)
        } else {
          usable = try rows.record(in: scanner.row, repairs: &repairs)
        }
      } catch {
        report.rejected += 1
        repairs.discard()
        try reject(
          rejection(of: scanner, because: error, columns: mapper?.shownNames ?? header.filed))
        continue
      }
      report.accepted += 1
      repairs.accept()
      try record(scanner.rowNumber, usable)
    }
    report.rows = report.accepted + report.rejected
    report.repairs = repairs.counts
    report.digest = stream.digest
    return report
  }

  private func openStream() throws(IntakeError) -> any ByteStream {
    do throws(StreamFault) {
      let disk = try DiskFile(path: file.path)
      return file.isCompressed ? Gunzip(disk, pieceSize: pieceSize) : disk
    } catch {
      throw .unreadable(path: file.path, reason: error.reason)
    }
  }

  /// The reject for the scanner's row.
  private func rejection(
    of scanner: RowScanner, because fault: RowFault, columns: [String]
  ) -> Reject {
    let column: String? =
      if let column = fault.column {
        column.position < 0 ? column.name.description : columns[column.position]
      } else {
        fault.position.map { scanner.columnNames[$0] }
      }
    return Reject(
      file: file.name, row: scanner.rowNumber, line: scanner.lineNumber, column: column,
      reason: fault.reason.rawValue, raw: scanner.row.raw)
  }
}
