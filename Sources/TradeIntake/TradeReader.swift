public import TradeModel

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
    // Small enough to be digested and scanned while it lies in a core's own cache.
    self.init(file: file, pieceSize: 1 << 17)
  }

  /// A reader that takes `pieceSize` bytes at a time.
  init(file: TradeFile, pieceSize: Int) {
    self.file = file
    self.pieceSize = pieceSize
  }

  /// Reads the file from end to end, a record at a time.
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
    case .declarations:
      try read(
        DeclarationRows.self,
        { rows, number, line in
          try record(number, .declaration(rows.batch.declaration(line)))
          rows.batch.removeAll()
        }, reject)
    case .parties: try read(PartyRows.self, { try record($1, $2) }, reject)
    case .controls: try read(ControlRows.self, { try record($1, $2) }, reject)
    case .families: try read(FamilyRows.self, { try record($1, $2) }, reject)
    case .permits: try read(PermitRows.self, { try record($1, $2) }, reject)
    case .lists: try read(ListedPartyRows.self, { try record($1, $2) }, reject)
    case .countryFlows: try read(CountryFlowRows.self, { try record($1, $2) }, reject)
    case .outcomes: try read(OutcomeRows.self, { try record($1, $2) }, reject)
    case .judgements: try read(JudgementRows.self, { try record($1, $2) }, reject)
    case .hsConcordance: try read(HSConcordanceRows.self, { try record($1, $2) }, reject)
    case .hsNomenclature: try read(HSNomenclatureRows.self, { try record($1, $2) }, reject)
    }
  }

  /// Reads a file of declarations from end to end, a batch of goods lines at a time.
  ///
  /// - Parameters:
  ///   - size: Goods lines in a batch; the last has fewer.
  ///   - batch: Takes each batch, in the order of the file.
  ///   - reject: Takes each unusable row.
  /// - Returns: What was read, mended, ignored and missing.
  /// - Throws: `IntakeError` where the file cannot be read, and whatever the closures throw.
  public func readDeclarations(
    batchesOf size: Int = 2_048, _ batch: (DeclarationBatch) throws -> Void,
    reject: (Reject) throws -> Void
  ) throws -> FileReport {
    precondition(file.table == .declarations, "\(file.name) holds no declarations")
    var last = DeclarationBatch()
    let report = try read(
      DeclarationRows.self,
      { rows, number, line in
        var line = line
        line.row = Int32(clamping: number)
        rows.batch.append(line)
        guard rows.batch.isFull(at: size) else { return }
        try batch(rows.batch)
        rows.batch = DeclarationBatch(like: rows.batch)
      }, reject, atEnd: { last = $0.batch })
    if !last.lines.isEmpty { try batch(last) }
    return report
  }

  private func read<Rows: RecordTable>(
    _ rows: Rows.Type, _ record: (inout Rows, Int, Rows.Record) throws -> Void,
    _ reject: (Reject) throws -> Void, atEnd: (Rows) -> Void = { _ in }
  ) throws -> FileReport {
    let stream = try openStream()
    let name = file.name
    guard let profile = file.profile, profile.format != .csv else {
      let scanner = RowScanner(stream, file: name, pieceSize: pieceSize)
      return try read(rows, from: scanner, stream, record, reject, atEnd)
    }
    if profile.format == .json {
      let objects = JSONRows(stream, profile: profile, file: name, pieceSize: pieceSize)
      return try read(rows, from: objects, stream, record, reject, atEnd)
    }
    let elements = XMLRows(stream, profile: profile, file: name, pieceSize: pieceSize)
    return try read(rows, from: elements, stream, record, reject, atEnd)
  }

  private func read<Rows: RecordTable, Source: RowSource>(
    _: Rows.Type, from unread: Source, _ stream: any ByteStream,
    _ record: (inout Rows, Int, Rows.Record) throws -> Void,
    _ reject: (Reject) throws -> Void, _ atEnd: (Rows) -> Void
  ) throws -> FileReport {
    var source = unread
    let header = try source.readHeader()
    var mapper = try file.profile.map { profile throws(IntakeError) in
      try ProfileMapper(profile, header: header, file: file.name)
    }
    var finder = ColumnFinder(header: mapper?.header ?? header)
    var rows = Rows(&finder)
    guard finder.missingRequired.isEmpty else {
      throw IntakeError.missingColumns(
        file: file.name,
        columns: finder.missingRequired.map { mapper?.spelling(of: $0) ?? $0 }, found: header.filed)
    }
    var report = FileReport(
      name: file.name, table: file.table, digest: FileDigest(sha256: "", byteCount: 0))
    report.missingColumns = finder.missing
    var repairs = Repairs()
    let recorder = RecorderCell(file, in: mapper?.header ?? header)
    let otherKinds = file.profile?.conditions.map(\.column).joined(separator: ", ") ?? ""
    while try source.next() {
      let usable: Rows.Record
      var hasShape = false
      do throws(RowFault) {
        try source.checkShape()
        hasShape = true
        if mapper?.isWanted(source.row) == false {
          repairs.countLeftOut(otherKinds)
          continue
        }
        usable = try self.record(of: source.row, by: &rows, mapper: &mapper, repairs: &repairs)
      } catch {
        report.rejected += 1
        repairs.discard()
        var rejected = rejection(
          of: source, because: error, columns: mapper?.shownNames ?? header.filed)
        rejected.source =
          hasShape ? recorder.name(in: mapper?.row ?? source.row) : recorder.constant
        try reject(rejected)
        continue
      }
      report.accepted += 1
      repairs.accept(from: recorder.name(in: mapper?.row ?? source.row))
      try record(&rows, source.rowNumber, usable)
    }
    atEnd(rows)
    report.rows = report.accepted + report.rejected
    report.repairs = repairs.counts
    report.repairsBySource = repairs.countsBySource
    report.ignoredColumns = (mapper?.ignored ?? finder.ignored) + source.unmentioned
    report.digest = stream.digest
    return report
  }

  private func record<Rows: RecordTable>(
    of row: borrowing Row, by rows: inout Rows, mapper: inout ProfileMapper?,
    repairs: inout Repairs
  ) throws(RowFault) -> Rows.Record {
    guard mapper != nil else { return try rows.record(in: row, repairs: &repairs) }
    mapper?.map(row)
    while true {
      guard let mapped = mapper?.row else { preconditionFailure("the mapper was there above") }
      do throws(RowFault) {
        let usable = try rows.record(in: mapped, repairs: &repairs)
        repairs.note(mapper?.leftOut ?? [])
        return usable
      } catch {
        // Without the value the row may do; each round makes one more value unknown, so it ends.
        guard let column = error.column, error.reason != .missing,
          mapper?.mayBeUnknown(column) == true
        else { throw error }
        repairs.discard()
        mapper?.forget(column)
      }
    }
  }

  private func openStream() throws(IntakeError) -> any ByteStream {
    do throws(StreamFault) {
      let disk = try DiskFile(path: file.path)
      return file.isCompressed ? Gunzip(disk, pieceSize: pieceSize) : disk
    } catch {
      throw .unreadable(path: file.path, reason: error.reason)
    }
  }

  /// The reject for the source's row.
  private func rejection(
    of source: some RowSource, because fault: RowFault, columns: [String]
  ) -> Reject {
    let column: String? =
      if let column = fault.column {
        column.position < 0 ? column.name.description : columns[column.position]
      } else {
        fault.position.map { source.columnNames[$0] }
      }
    return Reject(
      file: file.name, row: source.rowNumber, line: source.lineNumber, column: column,
      reason: fault.reason.rawValue, raw: source.raw)
  }
}

/// Where a file of declarations says who recorded a row.
private struct RecorderCell {
  /// What a profile says of every row.
  let constant: String?
  private let position: Int?

  init(_ file: TradeFile, in header: Header) {
    let isAsked = file.table == .declarations
    position = isAsked ? header.position(of: "source") : nil
    constant = isAsked ? file.profile?.rules.first { $0.column == "source" }?.constant : nil
  }

  func name(in row: borrowing Row) -> String? {
    guard let position, position < row.cells.count else { return constant }
    return row.text(ofCell: position)
  }
}
