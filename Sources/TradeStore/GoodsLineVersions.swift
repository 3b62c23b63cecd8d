import GRDB
import TradeModel

/// Settles which of several rows of one identity counts from which day on, for a whole file at once.
struct GoodsLineVersions {
  private let find: Statement
  private let compare: Statement
  private let remove: Statement
  private let replace: Statement
  private(set) var duplicates = 0
  /// The same by who recorded them.
  private(set) var duplicatesBySource: [String: Int] = [:]

  /// The columns that say what was filed; the others say where it came from and what became of it.
  private static let content = [
    "kind", "status", "date", "departed_on", "arrived_on", "shipper", "consignee", "end_user",
    "forwarder", "origin_country", "departure_country", "destination_country", "transit_countries",
    "mode", "hs_code", "description", "model", "control_code", "permit_no", "quantity",
    "quantity_unit", "net_weight_kg", "value_usd", "nature", "gross_weight_kg",
    "containers", "master_bill",
  ]

  init(_ database: Database) throws {
    find = try database.cachedStatement(
      sql: "SELECT source, declaration_id, line, date FROM declaration WHERE id = ?")
    let same = Self.content.map { "one.\($0) IS other.\($0)" }.joined(separator: " AND ")
    compare = try database.cachedStatement(
      sql: """
        SELECT 1 FROM declaration one, declaration other
        WHERE one.id = ? AND other.id = ? AND \(same)
        """)
    remove = try database.cachedStatement(sql: "DELETE FROM declaration WHERE id = ?")
    replace = try database.cachedStatement(
      sql: """
        UPDATE declaration SET replaced_on = min(ifnull(replaced_on, 2147483647), ?2)
        WHERE id = ?1
        """)
  }

  /// A row that may be a version of another.
  private struct Version {
    let row: Int64
    let date: Int64
  }

  /// Settles rows that share a hash, of which those from `first` on are new.
  ///
  /// A new row that says what the last one before it said is taken out and counted. Any other
  /// replaces all before it from its own day on. Only the last is looked at: a line that was filed
  /// as A, then B, then A again stands at A.
  mutating func settle(_ rows: [Int64], since first: Int64) throws {
    for (source, versions) in try identities(of: rows) where versions.count > 1 {
      var kept: [Version] = []
      for version in versions {
        if version.row >= first, let last = kept.last {
          if try isSame(last.row, version.row) {
            duplicates += 1
            duplicatesBySource[source, default: 0] += 1
            try remove.run { $0.bind(version.row) }
            continue
          }
          for earlier in kept {
            try replace.run { binder in
              binder.bind(earlier.row)
              binder.bind(version.date)
            }
          }
        }
        kept.append(version)
      }
    }
  }

  /// The rows by true identity, each in the order of filing.
  private func identities(of rows: [Int64]) throws -> [(source: String, versions: [Version])] {
    var versions: [DeclarationBytes: [Version]] = [:]
    var order: [DeclarationBytes] = []
    for number in rows {
      try find.scan {
        $0.bind(number)
      } row: { row in
        let identity = DeclarationBytes(
          source: Array((row.text(0) ?? "").utf8), number: Array((row.text(1) ?? "").utf8),
          line: row.integer(2))
        if versions[identity] == nil { order.append(identity) }
        versions[identity, default: []].append(Version(row: number, date: row.integer(3)))
      }
    }
    return order.compactMap { identity in
      versions[identity].map { (String(decoding: identity.source, as: UTF8.self), $0) }
    }
  }

  private func isSame(_ one: Int64, _ other: Int64) throws -> Bool {
    var isSame = false
    try compare.scan {
      $0.bind(one)
      $0.bind(other)
    } row: { _ in
      isSame = true
    }
    return isSame
  }
}

/// An identity as bytes: two ways of composing a letter are two identities.
private struct DeclarationBytes: Hashable {
  let source: [UInt8]
  let number: [UInt8]
  let line: Int64
}
