import Foundation
import TradeModel

/// The scores of a run folder, as its tables have them.
struct RunScores {
  /// A scored export.
  struct Export {
    let decibans: Double
    let probability: Double
    let rank: Int
    let band: RiskBand
    /// What is declared in US dollars; nil where no value is declared.
    let valueUSD: Double?

    /// Score and declared value in one; nil where no value is declared.
    var stake: Double? { ExportOrder.stake(decibans: decibans, valueUSD: valueUSD) }
  }

  /// A route, as far as measuring needs it.
  struct FoundRoute: Decodable {
    let rank: Int
    let quantity: Quantity
    let legs: [Leg]

    struct Quantity: Decodable {
      let unit: String
      let attributed: Double
      let lower: Double
      let upper: Double
    }

    struct Leg: Decodable {
      let source: String
      let declarationId: String
      let line: Int
      var key: String { "\(source)/\(declarationId)/\(line)" }
    }
  }

  /// A scored party.
  struct Party {
    let key: String
    let name: String
    let country: String
    let decibans: Double
  }

  private(set) var exports: [String: Export] = [:]
  private(set) var parties: [Party] = []
  let folder: String

  /// Reads the tables of a run folder.
  init(folder: String) throws {
    self.folder = folder
    let columns = [
      "source", "declaration_id", "line", "decibans", "probability", "rank", "band", "value_usd",
    ]
    try NamedRows.visit(
      folder + "/declarations.csv", columns: columns, orElse: RunReader.rerun
    ) { cells in
      guard let decibans = Double(cells[3]), let probability = Double(cells[4]),
        let rank = Int(cells[5]), let band = RiskBand(rawValue: cells[6])
      else { throw RunError("\(folder)/declarations.csv: is damaged; run again to replace it") }
      exports["\(cells[0])/\(cells[1])/\(cells[2])"] = Export(
        decibans: decibans, probability: probability, rank: rank, band: band,
        valueUSD: Double(cells[7]))
    }
    let partyColumns = ["party", "name", "country", "decibans"]
    try NamedRows.visit(folder + "/parties.csv", columns: partyColumns) { cells in
      parties.append(
        Party(
          key: cells[0], name: cells[1], country: cells[2],
          decibans: Double(cells[3]) ?? -.infinity))
    }
  }

  /// Visits the routes, best first.
  func forEachRoute(_ visit: (FoundRoute) -> Void) throws {
    let decoder = JSONDecoder.ofRunFolders
    try GzipLines.visit(folder + "/routes.jsonl") { line in
      visit(try decoder.decode(FoundRoute.self, from: Data(line.utf8)))
      return true
    }
  }

  private struct Explanation: Decodable {
    let declaration: String
    let evidence: [Line]

    struct Line: Decodable {
      let group: String
      let decibans: Double
    }
  }

  /// What each group of lines adds to the score of some exports.
  ///
  /// - Parameter keys: `SOURCE/ID/LINE` of the exports wanted.
  /// - Returns: decibans by export and group.
  /// - Throws: `RunError` for a file that is missing or damaged.
  func groupSums(of keys: Set<String>) throws -> [String: [String: Double]] {
    let decoder = JSONDecoder()
    var sums: [String: [String: Double]] = [:]
    let opening = "{\"declaration\":\""
    try GzipLines.visit(folder + "/explanations.jsonl.gz") { line in
      // The key stands first. Only one with an escape in it cannot be told before decoding.
      let key = String(line.dropFirst(opening.count).prefix { $0 != "\"" })
      guard keys.contains(key) || key.contains("\\") else { return true }
      let found = try decoder.decode(Explanation.self, from: Data(line.utf8))
      guard keys.contains(found.declaration) else { return true }
      sums[found.declaration] = found.evidence.reduce(into: [:]) {
        $0[$1.group, default: 0] += $1.decibans
      }
      return true
    }
    return sums
  }
}
