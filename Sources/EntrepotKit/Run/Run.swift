import DiversionRisk
import FlowGraph
import Foundation
import PartyMatch
import RouteCharts
import TradeIntake
import TradeModel
import TradeStore

/// The main job: a trade folder in, ranked, explained and drawn routes out.
public struct Run {
  private let request: RunRequest
  private let weights: WeightSet
  private let clock: StageClock

  /// Does what a request asks for.
  ///
  /// - Parameter request: folder, output, day and settings.
  /// - Returns: what came of it.
  /// - Throws: errors that say what, where and how to mend; nothing is half-written then.
  public static func perform(_ request: RunRequest) throws -> RunSummary {
    let run = Run(
      request: request, weights: try WeightSet.named(request.settings.weights),
      clock: StageClock(request.progress))
    return try run.perform()
  }

  private func perform() throws -> RunSummary {
    // Better now than after all the work.
    if let previous = request.previous { _ = try RunReader(folder: previous) }
    let folder = try TradeFolder(path: request.folder, profiles: request.profiles)
    let output = try RunFolder(at: request.output)
    do {
      let store =
        if let path = request.database {
          try TradeStore(path: path)
        } else {
          try TradeStore.temporary(in: NSTemporaryDirectory())
        }
      let files = try clock.time("ingesting") {
        try Ingest(store: store, progress: request.progress).read(folder)
      }
      guard let lastDay = try store.lastDay() else {
        throw try nothingUsable(in: files, of: store)
      }
      let asOf = request.asOf ?? lastDay
      let reasons = try ReasonFiles(
        in: output.staging, drawnRoutes: request.settings.diagrams)
      let analysis = try Analyst(
        store: store, settings: request.settings, weights: weights, asOf: asOf, clock: clock
      ).analyse(writing: reasons)
      try reasons.close()
      var summary = try write(analysis, files: files, from: store, to: output.staging)
      summary.warnings = folder.warnings + summary.warnings
      try output.commit()
      if let warning = try keepColumns(of: analysis, files: files, from: store, lastDay: lastDay) {
        summary.warnings.append(warning)
      }
      return summary
    } catch {
      output.discard()
      throw error
    }
  }

  /// Writes the columns beside the database, if there is one; what to say where that fails.
  ///
  /// They are a cache, and an earlier one says that it is of another run: a failure harms no result.
  private func keepColumns(
    of analysis: Analysis, files: [IngestedFile], from store: TradeStore, lastDay: TradeDay
  ) throws -> String? {
    guard let database = request.database else { return nil }
    let manifest = RunManifest(analysis, files: files, settings: request.settings, weights: weights)
    return try clock.time("writing columns") { () -> String? in
      do {
        try TradeSnapshot.write(
          analysis.context, of: store, lastDay: lastDay, runID: manifest.runID, beside: database)
        return nil
      } catch let error as SnapshotError {
        return "\(error)"
      }
    }
  }

  /// Judgements that could not be followed, registers that are missing, and what cannot be said
  /// without them.
  private static func gaps(in analysis: Analysis, files: [IngestedFile]) -> [String] {
    let registers = analysis.registers
    var gaps = analysis.context.parties.outcomes.compactMap(\.warning)
    func absence(of table: TradeTable) -> String {
      guard let file = files.first(where: { $0.table == table.rawValue }) else {
        return "there is no \(table.rawValue).csv"
      }
      return "no row of \(file.name) counts (\(file.rejected) of \(file.rows) rejected)"
    }
    if registers.families.isEmpty {
      gaps.append("\(absence(of: .families)), so no goods were scored")
    } else if registers.controls.isEmpty {
      gaps.append("\(absence(of: .controls)), so no goods are known to be controlled")
    } else if analysis.context.catalogue.controls.isEmpty {
      gaps.append(
        "no control names a family that is analysed, or codes of one, so no goods are known to be "
          + "controlled")
    }
    let moved = analysis.context.movements
    if !moved.isEmpty, moved.allSatisfy({ $0.quantity == nil }) {
      gaps.append(
        "no line of such goods says how many pieces it moves, what it weighs or what it is worth, so "
          + "nothing can be followed and there are no routes; fill in quantity and quantity_unit")
    }
    return gaps + uncounted(analysis.context.catalogue)
  }

  /// What is accounted for otherwise than in pieces, and what cannot be said then.
  private static func uncounted(_ catalogue: GoodsCatalogue) -> [String] {
    [UnitOfAccount.kilograms, .dollars].compactMap { unit -> String? in
      let members = catalogue.families.indices.filter { catalogue.accounts[$0].unit == unit }
      guard !members.isEmpty else { return nil }
      let sum = members.map { catalogue.accounts[$0] }.reduce(FamilyAccount(unit: unit)) { $0 + $1 }
      let names = members.map { catalogue.families[$0].code }.joined(separator: ", ")
      let missing = "\(sum.counted) of \(sum.lines) goods lines give pieces"
      return unit == .kilograms
        ? "\(names): accounted for in kg of net weight, since \(missing); limits, permits and prices "
          + "by the piece cannot be checked where they are unknown"
        : "\(names): accounted for in USD of declared value, since \(missing) and \(sum.weighed) a "
          + "weight; prices change when goods are sold on, so quantities are estimates with wide limits"
    }
  }

  /// The error for a folder of which no declaration could be used, with the first reasons.
  private func nothingUsable(in files: [IngestedFile], of store: TradeStore) throws -> RunError {
    let rejects = try files.flatMap { try store.rejects(of: $0).prefix(3) }.prefix(3)
    let reasons = rejects.map { reject in
      "\(reject.file):\(reject.row):\(reject.column ?? "?"): \(reject.reason)"
    }
    return RunError(
      "\(request.folder): not one usable declaration"
        + (reasons.isEmpty
          ? "; the files hold no rows" : "; first: " + reasons.joined(separator: "; "))
    )
  }

  /// Writes what changed against an earlier run, parties and the list, and gives the list.
  private func writeWatchlist(
    _ analysis: Analysis, keys: [String?], from store: TradeStore, to staging: String
  ) throws -> Watchlist {
    let asOf = analysis.context.asOf
    let parties = analysis.context.parties
    let written = try store.writtenParties()
    let earlier =
      try request.previous.map(EarlierRun.init(folder:))
      ?? EarlierRun(before: asOf, in: store, written: written)
    let moves = PartyMoves(
      from: earlier.resolution, to: written, keys: keys, judgements: parties.judgements)
    try OutputFile.write(moves.table(parties).bytes, to: staging + "/party-moves.csv")
    let watchlist = Watchlist(
      analysis, settings: request.settings, asOf: asOf, following: moves, of: earlier.watchlist)
    try OutputFile.write(watchlist.table, to: staging + "/watchlist.csv")
    try OutputFile.write(
      watchlist.deltaTable(since: earlier.watchlist, following: moves),
      to: staging + "/watchlist-delta.csv")
    return watchlist
  }

  /// Writes the tables that need nothing but the analysis beside those that read the store again;
  /// gives the number of rejects, and the key of each written party.
  private func writeTables(
    of analysis: Analysis, files: [IngestedFile], from store: TradeStore, to staging: String
  ) throws -> (rejects: Int, keys: [String?]) {
    let writer = RunWriter(analysis: analysis, folder: staging)
    let (_, stored) = try Parallel.both {
      let graph = TradeGraphBuilder.graph(of: analysis)
      try OutputFile.write(
        TradeGraph.table(of: graph.nodes).bytes, to: staging + "/graph-nodes.csv")
      try TradeGraph.writeEdges(of: graph, to: staging + "/graph-edges.csv")
      try OutputFile.write(
        LaneTable(analysis).text(for: analysis.routes), to: staging + "/lanes.csv")
    } _: {
      let reasons = try writer.writeRejects(of: files, from: store)
      let keys = try writer.writeRecordTables(of: files, rejects: reasons, from: store)
      try writer.writeDeclarations()
      try MovementRows.write(analysis.context, to: staging + "/movements.csv.gz")
      try writer.writeParties()
      return (rejects: reasons.values.reduce(0) { $0 + $1.values.reduce(0, +) }, keys: keys)
    }
    return stored
  }

  private func write(
    _ analysis: Analysis, files: [IngestedFile], from store: TradeStore, to staging: String
  ) throws -> RunSummary {
    let asOf = analysis.context.asOf
    let settings = request.settings
    let manifest = RunManifest(analysis, files: files, settings: settings, weights: weights)
    let (rejects, keys) = try clock.time("writing tables") {
      try writeTables(of: analysis, files: files, from: store, to: staging)
    }
    let watchlist = try writeWatchlist(analysis, keys: keys, from: store, to: staging)
    let drawn = try clock.time("drawing") {
      try Diagrams(
        routes: analysis.routes, manifest: manifest,
        concern: Set(settings.destinationsOfConcern)
      ).write(settings.diagrams, to: staging + "/diagrams")
    }
    let alerts = analysis.routes.count { $0.assessment.band >= settings.alertBand }
    let bounds = AlertBounds(analysis, settings: settings)
    let rows = files.reduce(0) { $0 + $1.rows }
    let counts = [
      ("rows", rows), ("rejects", rejects), ("declarations", analysis.context.records.count),
      ("movements", analysis.context.movements.count), ("scored", analysis.exports.count),
      ("routes", analysis.routes.count), ("alerts", alerts), ("parties", analysis.parties.count),
      ("diagrams", drawn.count),
    ]
    let proved = try RunVerification.digested.map { file in
      (file: file, digest: try FileDigest.of(staging + "/" + file))
    }
    try OutputFile.write(
      manifest.json(
        families: analysis.context.catalogue.families, origin: RunOrigin(of: request),
        outputs: proved, counts: counts, bounds: bounds, seconds: clock.seconds),
      to: staging + "/run.json")
    if request.database != nil {
      try store.add(resolution: keys.map { $0 ?? "" }, run: manifest.runID, asOf: asOf)
    }
    try store.add(watchlist.entries.map(\.record), run: manifest.runID, asOf: asOf)
    return RunSummary(
      output: request.output, asOf: asOf, rows: rows, rejects: rejects,
      declarations: analysis.exports.count, routes: analysis.routes.count, alerts: alerts,
      diagrams: drawn.count, bounds: bounds.sentence,
      warnings: Self.gaps(in: analysis, files: files) + drawn.warnings)
  }
}
