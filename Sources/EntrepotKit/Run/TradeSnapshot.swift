import DiversionRisk
import FlowGraph
import PartyMatch
public import TradeModel
import TradeStore

/// The movements of a run as a mapped ``LegSnapshot`` beside its database.
///
/// SQLite stays the system of record. The snapshot is a cache of what was made of it: the movements
/// with their papers, the parties, and the index of routes. It says which state of the database and
/// which configuration it is of, and is written anew by every run that keeps a database and by
/// questions that find it missing or stale.
public struct TradeSnapshot: Sendable {
  /// Legs and index; for each leg its `value` in US cents, 0 where unknown, and where its `paper`
  /// begins.
  let legs: LegSnapshot
  /// What is said of the whole.
  let facts: SnapshotFacts

  /// The file beside a database.
  public static func path(beside database: String) -> String { database + ".columns" }

  /// Opens the snapshot beside a database.
  ///
  /// - Parameter database: the path of the database.
  /// - Throws: `SnapshotError`, which says why it cannot be used.
  public init(beside database: String) throws {
    try self.init(beside: database, origin: nil)
  }

  /// Opens the snapshot beside a database where it is of some origin.
  init(beside database: String, origin: [UInt8]?) throws {
    let path = Self.path(beside: database)
    legs = try LegSnapshot(opening: path, madeFrom: origin)
    facts = try SnapshotFacts(json: legs.bytes("facts"), path: path)
  }

  /// The number of the run that made it; nil where a question did.
  public var runID: String? { facts.runID }

  /// The day as known on which everything in it is seen.
  public var asOf: TradeDay { facts.asOf }

  /// The number of legs.
  public var legCount: Int { legs.legCount }

  /// Checks every byte of the file.
  ///
  /// - Throws: `SnapshotError` naming the columns whose bytes are not those that were written.
  public func verify() throws { try legs.verify() }

  /// What a snapshot of a database as it is now, under a configuration, would be made from.
  static func origin(of store: TradeStore, settings: AnalysisSettings) throws -> [UInt8] {
    let configuration = RunManifest.configuration(of: settings).line
    let state = try store.contents()
    return Array(
      (StableHash.hex("\(EntrepotVersion.current)|\(configuration)") + StableHash.hex(state)).utf8)
  }

  /// Writes what was worked out of a database.
  ///
  /// - Parameters:
  ///   - context: what was worked out.
  ///   - store: what it was worked out of.
  ///   - lastDay: the last day that the store holds.
  ///   - runID: the number of the run that did; nil where a question did.
  ///   - database: the path of the database.
  /// - Throws: `SnapshotError` where the file cannot be written; `StoreError`.
  static func write(
    _ context: RiskContext, of store: TradeStore, lastDay: TradeDay, runID: String?,
    beside database: String
  ) throws {
    let movements = context.movements
    let columns = context.flow.legs
    var papers: [UInt8] = []
    var starts: [Int64] = []
    starts.reserveCapacity(movements.count)
    for movement in movements {
      starts.append(Int64(papers.count))
      papers += Array(SnapshotPaper.line(of: movement, in: context).utf8)
      papers.append(UInt8(ascii: "\n"))
    }
    let facts = SnapshotFacts(
      runID: runID, asOf: context.asOf, lastDay: lastDay,
      families: context.catalogue.families.map(AskedFamily.init))
    try LegSnapshot.write(
      columns,
      numbers: ["value": movements.map { KnownTrade.cents($0.value) }, "paper": starts],
      bytes: [
        "facts": Array(facts.json.line.utf8), "papers": papers,
        "nodes": Self.nodes(of: movements, columns: columns),
        "parties": Array(
          context.parties.parties.map { SnapshotParty.line(of: $0) }.joined(separator: "\n").utf8),
      ],
      madeFrom: try origin(of: store, settings: context.settings), to: path(beside: database))
  }

  /// Party and country of each node, eight bytes each: the number of the party, the ordinal of the
  /// country, two zeros; little-endian.
  private static func nodes(of movements: [Movement], columns: LegColumns) -> [UInt8] {
    var bytes: [UInt8] = []
    func note(_ node: Int32, _ party: PartyIndex, _ country: CountryCode) {
      // Nodes are numbered in the order in which movements name them.
      guard Int(node) * 8 == bytes.count else { return }
      let word = UInt64(UInt32(bitPattern: party.raw)) | UInt64(country.ordinal) << 32
      for shift in stride(from: 0, to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
    for (leg, movement) in movements.enumerated() {
      note(columns.sender[leg], movement.shipper, movement.from)
      note(columns.receiver[leg], movement.consignee, movement.to)
    }
    return bytes
  }
}
