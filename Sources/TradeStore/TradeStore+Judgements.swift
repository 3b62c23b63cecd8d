import GRDB
public import TradeModel

/// Why a judgement cannot be recorded or taken back.
public enum JudgementConflict: Error, CustomStringConvertible, Equatable {
  /// A judgement of that number says something else.
  case otherwiseRecorded(id: String)
  /// There is no judgement of that number.
  case unknown(id: String)
  /// It was taken back already.
  case revokedBefore(id: String, on: TradeDay)
  /// It would be taken back before the day from which it counts.
  case revokedTooEarly(id: String, judgedOn: TradeDay)

  /// What is wrong, and how to mend it.
  public var description: String {
    switch self {
    case .otherwiseRecorded(let id):
      "judgement \(id): is on record and says something else; a judgement is never changed: "
        + "revoke it, and give the new one another judgement_id"
    case .unknown(let id):
      "judgement \(id): there is none; `entrepot party judgements` lists what there is"
    case .revokedBefore(let id, let day): "judgement \(id): was revoked on \(day) already"
    case .revokedTooEarly(let id, let day):
      "judgement \(id): counts from \(day) and cannot be revoked before that day"
    }
  }
}

extension IngestSession {
  /// Stores a judgement of a file; one that is on record already may only gain its revocation.
  ///
  /// - Parameter judgement: what a row says; without a number it gets one made from its content.
  /// - Throws: `JudgementConflict` where the number is taken by another judgement.
  public func store(_ judgement: Judgement) throws {
    var judgement = judgement
    if judgement.id.isEmpty { judgement.id = judgement.contentNumber }
    if let known = try JudgementRows.find(judgement.id, in: database) {
      guard known.isSame(as: judgement) else {
        throw JudgementConflict.otherwiseRecorded(id: judgement.id)
      }
      guard known.revocation == nil else { return }
    } else {
      try JudgementRows.insert(judgement, at: nil, in: database)
    }
    if let revocation = judgement.revocation {
      try JudgementRows.revoke(judgement, revocation, at: nil, in: database)
    }
  }
}

extension TradeStore {
  /// Every judgement ever recorded, by day and number, with its revocation where there is one.
  public func judgements() throws(StoreError) -> [Judgement] {
    try read("read the judgements") { try JudgementRows.all(in: $0) }
  }

  /// The judgements that count on a day.
  public func judgements(asOf day: TradeDay) throws(StoreError) -> [Judgement] {
    try judgements().filter { $0.counts(on: day) }
  }

  /// Records a judgement.
  ///
  /// - Parameters:
  ///   - judgement: without a number it gets one made from its content.
  ///   - instant: when it is being recorded, ISO 8601; kept for the record, nothing depends on it.
  /// - Returns: the judgement with its number.
  /// - Throws: `StoreError` for a database that cannot be written.
  @discardableResult
  public func record(_ judgement: Judgement, at instant: String) throws(StoreError) -> Judgement {
    var judgement = judgement
    do {
      try queue.write { database in
        if judgement.id.isEmpty {
          // Judged again with the same words after a revocation: another judgement.
          let number = judgement.contentNumber
          judgement.id = number
          var count = 2
          while try JudgementRows.find(judgement.id, in: database) != nil {
            judgement.id = "\(number)-\(count)"
            count += 1
          }
        }
        try JudgementRows.insert(judgement, at: instant, in: database)
      }
    } catch {
      throw StoreError(error, doing: "record the judgement", path: queue.path)
    }
    return judgement
  }

  /// Takes a judgement back; it stays on record.
  ///
  /// - Throws: `JudgementConflict` where there is nothing to take back; `StoreError` for a database
  ///   that cannot be written.
  public func revoke(_ id: String, _ revocation: Revocation, at instant: String) throws {
    do {
      try queue.write { database in
        guard let judgement = try JudgementRows.find(id, in: database) else {
          throw JudgementConflict.unknown(id: id)
        }
        try JudgementRows.revoke(judgement, revocation, at: instant, in: database)
      }
    } catch let error as DatabaseError {
      throw StoreError(error, doing: "revoke the judgement", path: queue.path)
    }
  }
}

extension TradeStore {
  /// What changes whenever anything that names parties does: files read, judgements, revocations.
  public func namesStamp() throws(StoreError) -> String {
    try read("look for changes") { database in
      try ["input_file", "judgement", "judgement_revocation"].map { table in
        try String(Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0)
      }.joined(separator: "/")
    }
  }
}

/// The two tables of judgements.
enum JudgementRows {
  private static let select = """
    SELECT j.*, r.revoked_by, r.revoked_on, r.reason AS revocation_reason
    FROM judgement j LEFT JOIN judgement_revocation r USING (judgement_id)
    """

  static func all(in database: Database) throws -> [Judgement] {
    try Row.fetchAll(database, sql: select + " ORDER BY j.judged_on, j.judgement_id")
      .map(Judgement.init(row:))
  }

  static func find(_ id: String, in database: Database) throws -> Judgement? {
    try Row.fetchOne(database, sql: select + " WHERE j.judgement_id = ?", arguments: [id])
      .map(Judgement.init(row:))
  }

  static func insert(_ judgement: Judgement, at instant: String?, in database: Database) throws {
    try database.execute(
      sql: "INSERT INTO judgement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        judgement.id, judgement.one.id, judgement.one.name, judgement.one.country?.code,
        judgement.other.id, judgement.other.name, judgement.other.country?.code,
        judgement.verdict.rawValue, judgement.judge, judgement.day.raw, judgement.reason, instant,
      ])
  }

  static func revoke(
    _ judgement: Judgement, _ revocation: Revocation, at instant: String?, in database: Database
  ) throws {
    if let known = judgement.revocation, known != revocation {
      throw JudgementConflict.revokedBefore(id: judgement.id, on: known.on)
    }
    guard revocation.on >= judgement.day else {
      throw JudgementConflict.revokedTooEarly(id: judgement.id, judgedOn: judgement.day)
    }
    try database.execute(
      sql: "INSERT INTO judgement_revocation VALUES (?, ?, ?, ?, ?)",
      arguments: [judgement.id, revocation.by, revocation.on.raw, revocation.reason, instant])
  }
}

extension Judgement {
  fileprivate init(row: Row) {
    func party(_ side: String) -> WrittenParty {
      WrittenParty(
        id: row["\(side)_id"], name: row["\(side)_name"],
        country: (row["\(side)_country"] as String?).flatMap { CountryCode($0) })
    }
    self.init(
      id: row["judgement_id"], one: party("one"), other: party("other"),
      verdict: Verdict(rawValue: row["verdict"]) ?? .unsure, judge: row["judged_by"],
      day: TradeDay(raw: row["judged_on"]), reason: row["reason"])
    if let day = row["revoked_on"] as Int32? {
      revocation = Revocation(
        by: row["revoked_by"], on: TradeDay(raw: day), reason: row["revocation_reason"])
    }
  }

  /// Whether another says the same, apart from its revocation.
  fileprivate func isSame(as other: Judgement) -> Bool {
    var one = self
    var two = other
    one.revocation = nil
    two.revocation = nil
    return one == two
  }

  /// A number made from what the judgement says, the same on every machine.
  fileprivate var contentNumber: String {
    let sides = [one, other].flatMap { [$0.id, $0.name, $0.country?.code] }
    let fields = sides + [verdict.rawValue, judge, day.description, reason]
    // U+0000 cannot be part of a cell, so that fields cannot run into one another.
    return "J-" + StableHash.hex(fields.map { $0 ?? "\u{0}" }.joined(separator: "\u{0}"))
  }
}
