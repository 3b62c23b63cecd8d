import DiversionRisk
import FlowGraph
import PartyMatch
import TradeModel

/// The movements of a run as a mapped ``LegSnapshot`` beside its database.
///
/// SQLite stays the system of record. The snapshot is a cache of what one run made of it, and carries
/// that run's number; it is written anew by every run that keeps a database.
public struct TradeSnapshot: Sendable {
  /// Legs, index, and `value` in US cents for each leg, -1 where unknown.
  let legs: LegSnapshot

  /// The file beside a database.
  public static func path(beside database: String) -> String { database + ".columns" }

  /// Opens the snapshot beside a database.
  ///
  /// - Parameters:
  ///   - database: the path of the database.
  ///   - runID: the run that it must be of; nil for whichever was the last.
  /// - Throws: `SnapshotError`, which says why it cannot be used.
  public init(beside database: String, runID: String? = nil) throws {
    legs = try LegSnapshot(
      opening: Self.path(beside: database), madeFrom: runID.map(Self.origin))
  }

  /// The number of the run that made it.
  public var runID: String {
    String(decoding: legs.origin.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// The number of legs.
  public var legCount: Int { legs.legCount }

  /// Checks every byte of the file.
  ///
  /// - Throws: `SnapshotError` naming the columns whose bytes are not those that were written.
  public func verify() throws { try legs.verify() }

  /// Party key and country of each node, as JSON: `[["P-1","KR"],…]`.
  func nodes() throws(SnapshotError) -> [UInt8] { try legs.bytes("nodes") }

  /// Source, declaration and line of each leg, as JSON: `["KR/E-1/1",…]`.
  func declarations() throws(SnapshotError) -> [UInt8] { try legs.bytes("declarations") }

  /// The family of each class of goods, as JSON: `[["accelerator","ordinary"],…]`.
  func classes() throws(SnapshotError) -> [UInt8] { try legs.bytes("classes") }

  /// Writes what a run worked out.
  static func write(
    _ context: RiskContext, runID: String, beside database: String
  ) throws(SnapshotError) {
    let movements = context.movements
    let columns = context.flow.legs
    var nodes: [JSONText] = []
    func note(_ node: Int32, _ key: String, _ country: CountryCode) {
      // Nodes are numbered in the order in which movements name them.
      if Int(node) == nodes.count {
        nodes.append(.array([.string(key), .string(country.description)]))
      }
    }
    for (leg, movement) in movements.enumerated() {
      note(columns.sender[leg], context.parties[movement.shipper].key, movement.from)
      note(columns.receiver[leg], context.parties[movement.consignee].key, movement.to)
    }
    let classes = context.catalogue.families.flatMap { family in
      ["ordinary", "controlled"].map {
        JSONText.array([.string(family.code), .string($0)])
      }
    }
    try LegSnapshot.write(
      columns, numbers: ["value": movements.map { cents($0.value) }],
      bytes: [
        "nodes": Array(JSONText.array(nodes).line.utf8),
        "declarations": Array(
          JSONText.array(
            movements.map { declaration(of: $0, in: context) }
          ).line.utf8),
        "classes": Array(JSONText.array(classes).line.utf8),
      ],
      madeFrom: origin(of: runID), to: path(beside: database))
  }

  private static func declaration(of movement: Movement, in context: RiskContext) -> JSONText {
    .optional(
      context.details[movement.record].map {
        "\($0.identity.source)/\($0.identity.declarationID)/\($0.identity.line)"
      })
  }

  private static func cents(_ value: Double) -> Int64 {
    Int64(exactly: (value * 100).rounded()) ?? -1
  }

  private static func origin(of runID: String) -> [UInt8] {
    let bytes = Array(runID.utf8.prefix(32))
    return bytes + [UInt8](repeating: 0, count: 32 - bytes.count)
  }
}
