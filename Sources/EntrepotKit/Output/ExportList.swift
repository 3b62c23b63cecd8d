import Foundation
public import TradeModel

/// The order in which exports are listed.
public enum ExportOrder: String, CaseIterable, Sendable {
  /// By score: the likeliest first.
  case score
  /// By odds times declared value: what is stopped for each honest shipment held up, most first.
  case stake

  /// Score and declared value in one: the logarithm of odds times value.
  ///
  /// Of exports with odds `o` and value `v`, holding up one stops `v·o/(1+o)` in the mean, and holds up
  /// `1/(1+o)` honest ones: `v·o` for each. Value is no evidence, so it is never part of the score.
  ///
  /// - Parameters:
  ///   - decibans: the score.
  ///   - valueUSD: what is declared, in US dollars.
  /// - Returns: decibans, of which ten are a tenfold value or tenfold odds; nil where nothing is
  ///   declared.
  static func stake(decibans: Double, valueUSD: Double?) -> Double? {
    valueUSD.flatMap { $0 > 0 ? decibans + 10 * log10($0) : nil }
  }
}

/// An export as `declarations.csv` of a run has it.
public struct ListedExport: Sendable {
  /// `SOURCE/ID/LINE`.
  public let declaration: String
  /// Place by score, from 1.
  public let rank: Int
  /// The prior and all lines added up.
  public let decibans: Double
  /// The probability that `decibans` are, 0 to 1.
  public let probability: Double
  /// The probability if all that is not checkable spoke as much against suspicion as it can.
  public let low: Double
  /// The probability if all that is not checkable spoke as much for suspicion as it can.
  public let high: Double
  /// The band of the score.
  public let band: RiskBand
  /// The strongest lines that fired, in words, separated by ` | `.
  public let reasons: String
  /// Routes that begin with it, best first.
  public let routeIDs: [String]
  /// Day of acceptance.
  public let date: String
  /// Who exports.
  public private(set) var shipper: ListedParty
  /// Who is to receive the goods.
  public private(set) var consignee: ListedParty
  /// Code of the family of its goods.
  public let family: String
  /// What is declared in US dollars; nil where no value is declared.
  public let valueUSD: Double?

  /// A party as lists name it.
  public struct ListedParty: Sendable {
    /// Its key, as in `parties.csv`.
    public let key: String
    /// As `parties.csv` names it; the key where it is not there.
    public private(set) var name: String
    /// Code of its country; empty where `parties.csv` has none.
    public private(set) var country: String

    fileprivate init(key: String) {
      self.key = key
      name = key
      country = ""
    }

    fileprivate mutating func name(by known: [String: (name: String, country: String)]) {
      guard let found = known[key] else { return }
      name = found.name
      country = found.country
    }
  }

  /// The export on one line of JSON.
  public var json: String {
    JSONText.object([
      ("declaration", .string(declaration)), ("rank", .integer(rank)),
      ("probability", .number(probability)), ("decibans", .number(decibans)),
      ("low", .number(low)), ("high", .number(high)), ("band", .string(band.rawValue)),
      ("date", .string(date)), ("shipper", Self.json(shipper)),
      ("consignee", Self.json(consignee)), ("family", .string(family)),
      ("value_usd", .optional(valueUSD)), ("top_reasons", .string(reasons)),
      ("route_ids", .array(routeIDs.map(JSONText.string))),
    ]).line
  }

  private static func json(_ party: ListedParty) -> JSONText {
    .object([
      ("party", .string(party.key)), ("name", .string(party.name)),
      ("country", .string(party.country)),
    ])
  }

  fileprivate mutating func name(by known: [String: (name: String, country: String)]) {
    shipper.name(by: known)
    consignee.name(by: known)
  }
}

extension RunReader {
  /// What to do about a table that lacks a column.
  static let rerun = "an earlier version wrote it; run again to replace it"

  /// The first exports of a run.
  ///
  /// - Parameters:
  ///   - count: how many at most.
  ///   - order: in which order; those that declare no value come last by stake, in the order of scores.
  ///   - band: only of this band or above.
  /// - Returns: the exports, and how many there are of the band or above.
  /// - Throws: `RunError` for a file that is missing, damaged or of an earlier version.
  public func exports(
    top count: Int, by order: ExportOrder, band: RiskBand = .low
  ) throws -> (exports: [ListedExport], total: Int) {
    var best = BestExports(count: count, order: order)
    var total = 0
    let path = folder + "/declarations.csv"
    try NamedRows.visit(path, columns: ListedExport.columns, orElse: Self.rerun) { cells in
      guard let export = ListedExport(cells) else {
        throw RunError("\(path): is damaged; run again to replace it")
      }
      guard export.band >= band else { return }
      total += 1
      best.offer(export)
    }
    var exports = best.sorted
    let keys = Set(exports.flatMap { [$0.shipper.key, $0.consignee.key] })
    var known: [String: (name: String, country: String)] = [:]
    try NamedRows.visit(folder + "/parties.csv", columns: ["party", "name", "country"]) { cells in
      if keys.contains(cells[0]) { known[cells[0]] = (cells[1], cells[2]) }
    }
    for position in exports.indices { exports[position].name(by: known) }
    return (exports, total)
  }
}

/// The best exports of all that are offered, in memory that depends on how many are wanted.
private struct BestExports {
  let count: Int
  let order: ExportOrder
  private var kept: [ListedExport] = []

  init(count: Int, order: ExportOrder) {
    self.count = count
    self.order = order
  }

  mutating func offer(_ export: ListedExport) {
    kept.append(export)
    if kept.count / 2 > max(count, 100) { kept = sorted }
  }

  var sorted: [ListedExport] {
    let stakes = kept.map { export in
      order == .stake
        ? ExportOrder.stake(decibans: export.decibans, valueUSD: export.valueUSD) ?? -.infinity : 0
    }
    return kept.indices.sorted { one, other in
      stakes[one] != stakes[other]
        ? stakes[one] > stakes[other] : kept[one].rank < kept[other].rank
    }.prefix(count).map { kept[$0] }
  }
}

extension ListedExport {
  fileprivate static let columns = [
    "source", "declaration_id", "line", "rank", "decibans", "probability", "low", "high", "band",
    "top_reasons", "route_ids", "date", "shipper", "consignee", "family", "value_usd",
  ]

  /// Reads the cells of `columns`; nil where they say nothing of the kind.
  fileprivate init?(_ cells: [String]) {
    guard let rank = Int(cells[3]), let decibans = Double(cells[4]),
      let probability = Double(cells[5]), let low = Double(cells[6]), let high = Double(cells[7]),
      let band = RiskBand(rawValue: cells[8])
    else { return nil }
    declaration = "\(cells[0])/\(cells[1])/\(cells[2])"
    self.rank = rank
    self.decibans = decibans
    self.probability = probability
    self.low = low
    self.high = high
    self.band = band
    reasons = cells[9]
    routeIDs = cells[10].split(separator: ";").map(String.init)
    date = cells[11]
    shipper = ListedParty(key: cells[12])
    consignee = ListedParty(key: cells[13])
    family = cells[14]
    valueUSD = Double(cells[15])
  }
}
