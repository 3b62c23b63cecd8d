import DiversionRisk
import PartyMatch
import TradeModel
import TradeStore

/// Everything worked out from the store for one day, before anything is written.
struct Analysis {
  let context: RiskContext
  let scorer: Scorer
  let registers: Registers
  /// Exports of goods of the families, ranked.
  let exports: [ScoredExport]
  /// Routes, ranked; where their reasons were written to a file, all but the first have only the lines
  /// of their strongest reasons.
  let routes: [Route]
  /// Parties with what is known of them, ranked.
  let parties: [ScoredParty]
}

/// An export that was scored.
struct ScoredExport {
  let subject: Subject
  let identity: DeclarationIdentity
  let score: ScoreSummary
  /// What is declared in US dollars; nil where no value is declared.
  let valueUSD: Double?
  /// Ids of the routes that begin with it, best first.
  let routeIDs: [String]
}

/// A party that takes part in movements of goods of the families.
struct ScoredParty {
  let party: PartyIndex
  /// The score of the riskiest export or route that it takes part in; nil where it is in none.
  let score: ScoreSummary?
  let isListed: Bool
}

/// Exports in the order of their scores, without reasons: for measuring, fitting and replaying.
struct ExportRanking {
  /// An export and its score.
  struct Export {
    let subject: Subject
    let identity: DeclarationIdentity
    let decibans: Double
    /// What is declared in US dollars; nil where no value is declared.
    let valueUSD: Double?
  }

  let context: RiskContext
  let scorer: Scorer
  let registers: Registers
  /// Exports of goods of the families, best first.
  let exports: [Export]
}

/// Works out an analysis.
struct Analyst {
  let store: TradeStore
  let settings: AnalysisSettings
  let weights: WeightSet
  let asOf: TradeDay
  let clock: StageClock
  /// What people decided about who is who; nil for what the store has on record.
  var judgements: [Judgement]?
  /// Leaves out onward records, for measuring; nil in every run that people read.
  var visibility: OnwardVisibility?

  /// Scores what the store holds.
  ///
  /// - Parameter files: where to write reasons as they are worked out; nil to keep those of the routes.
  /// - Returns: what was worked out.
  /// - Throws: `StoreError` where the store cannot be read; `RunError`.
  func analyse(writing files: ReasonFiles? = nil) throws -> Analysis {
    let registers = try store.registers(asOf: asOf)
    return try score(try context(registers), registers, writing: files)
  }

  /// The same scores as `analyse()`, in a fraction of the time.
  func rank() throws -> ExportRanking {
    let registers = try store.registers(asOf: asOf)
    let context = try context(registers)
    return clock.time("scoring") {
      var scoring = Scoring(
        context: context, scorer: Scorer(weights: weights, prior: settings.prior),
        registers: registers)
      return scoring.ranking()
    }
  }

  /// Scores what a context holds.
  func score(
    _ context: RiskContext, _ registers: Registers, writing files: ReasonFiles? = nil
  ) throws -> Analysis {
    let scorer = Scorer(weights: weights, prior: settings.prior)
    return try clock.time("scoring") {
      var scoring = Scoring(
        context: context, scorer: scorer, registers: registers, files: files)
      return try scoring.analysis()
    }
  }

  /// Everything that rules and questions look at, before anything is scored.
  func context(_ registers: Registers) throws -> RiskContext {
    let declared = GoodsCatalogue(
      families: registers.families, controls: registers.controls, wanted: settings.families,
      concordance: registers.concordance)
    try check(declared, registers)
    let written = try store.writtenParties(asOf: asOf)
    let judgements = try judgements ?? store.judgements(asOf: asOf)
    let book = clock.time("resolving parties") {
      PartyBook(resolving: written, registry: registers.parties, judgements: judgements)
    }
    let records = try clock.time("reading declarations") {
      try columns(catalogue: declared, book: book)
    }
    let (signatures, accounts) = clock.time("learning what goods weigh and cost") {
      let signatures = GoodsSignatures(learningFrom: records, catalogue: declared)
      return (
        signatures, FamilyAccounts(of: records, signatures: signatures, catalogue: declared)
      )
    }
    let catalogue = declared.accounted(in: accounts.accounts)
    let reader = GoodsReader(
      catalogue: catalogue, signatures: signatures, prices: accounts.prices)
    let movements = clock.time("matching records of one movement") { () -> MovementTable in
      MovementTable(
        records: records, reader: reader, catalogue: catalogue, origins: settings.origins)
    }
    let companions = clock.time("looking for companion trade") {
      CompanionTrade(
        records: records, movements: movements, signatures: signatures, settings: settings)
    }
    let filed = try clock.time("reading goods of the families") {
      try filedRows(of: records, movements, parties: book, besides: companions.rows)
    }
    return clock.time("attributing flows") {
      RiskContext(
        records: records, filed: filed, movements: movements, catalogue: catalogue,
        parties: book,
        registers: RiskRegisters(
          permits: registers.permits, listed: registers.listed, outcomes: registers.outcomes,
          registry: registers.parties, countryFlows: registers.countryFlows),
        companions: companions, settings: settings, asOf: asOf)
    }
  }

  private func check(
    _ catalogue: GoodsCatalogue, _ registers: Registers
  ) throws(RunError) {
    for code in settings.families where catalogue.index(of: code) == nil {
      throw RunError(
        "families: \"\(code)\" of the configuration is not in families.csv; add it there or "
          + "take it out")
    }
    let known = Set(registers.families.map(\.code))
    for code in settings.dwellDaysByFamily.keys.sorted() where !known.contains(code) {
      throw RunError(
        "dwell_days_by_family: \"\(code)\" of the configuration is not in families.csv; there "
          + (known.isEmpty ? "are none" : "are " + known.sorted().joined(separator: ", ")))
    }
  }

  private func columns(catalogue: GoodsCatalogue, book: PartyBook) throws -> RecordColumns {
    var records = RecordColumns()
    var families: [String: Int16] = [:]
    try store.forEachDeclaration(asOf: asOf) { row in
      guard let declaration = row.declaration, isSeen(declaration) else { return }
      let family: Int16
      if let known = families[declaration.hsCode] {
        family = known
      } else {
        family = catalogue.family(ofCode: declaration.hsCode) ?? -1
        families[declaration.hsCode] = family
      }
      records.append(
        declaration, family: family, shipper: book.indices[row.shipperNumber],
        consignee: book.indices[row.consigneeNumber],
        forwarder: row.forwarderNumber.map { book.indices[$0] })
    }
    records.forwarders.formUnion(
      book.indices.filter { $0.raw >= 0 && book[$0].registered?.kind == .forwarder })
    return records
  }

  /// What is kept of the goods lines of movements of goods of the families, of exports of them that were
  /// withdrawn, and of some others.
  private func filedRows(
    of records: RecordColumns, _ movements: MovementTable, parties: PartyBook,
    besides others: Set<Int32>
  ) throws -> FiledRows {
    var filed = FiledRows(movements: movements, parties: parties)
    var row: Int32 = 0
    try store.forEachDeclaration(asOf: asOf) { stored in
      // Rows are counted as `columns` takes them.
      guard let declaration = stored.declaration, isSeen(declaration) else { return }
      defer { row += 1 }
      let isWanted =
        movements.movementOfRow[Int(row)] >= 0 || others.contains(row)
        || (records.family[Int(row)] >= 0 && !records.movesGoods(Int(row)))
      if isWanted { filed.append(declaration, at: row) }
    }
    return filed
  }

  private func isSeen(_ declaration: Declaration) -> Bool {
    visibility?.isSeen(declaration) ?? true
  }
}
