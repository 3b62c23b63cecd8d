import Foundation
import PartyMatch
public import TradeModel

/// Everything that a run knows of one party.
public struct PartyProfile: Sendable {
  /// A name by which the party is known, as a row of `party-names.csv`.
  public struct KnownName: Sendable {
    /// `registry`, `alias` or `filed`.
    public let origin: String
    /// The identifier that goes with it.
    public let id: String?
    /// The name.
    public let name: String?
    /// The country that goes with it.
    public let country: String?
    /// The address that goes with it.
    public let address: String?
    /// Why what was filed was taken for the party.
    public let reason: String?
    /// The judgements that decided.
    public let judgements: [String]
    /// How often goods lines name it so.
    public let mentions: Int?
  }

  /// What the party sent to or received from another.
  public struct Trade: Sendable {
    /// Whether the party sent.
    public let isOutward: Bool
    /// The other's key and name.
    public let partner: String
    /// The name of the other.
    public let partnerName: String
    /// Goods, and between which countries.
    public let edge: TradeEdge
  }

  /// An entry of a list that has one of its names.
  public struct Listing: Sendable {
    /// The list.
    public let list: String
    /// The entry.
    public let entry: String
    /// The name of the entry.
    public let name: String
    /// The day of listing; empty where unknown.
    public let designatedOn: String
    /// The listed name or alias that agrees.
    public let matchedName: String
    /// The probability that the party is the listed one.
    public let probability: Double
  }

  /// Somebody else whom weights of evidence took for the party, or who may be the party.
  public struct Identity: Sendable {
    /// The other's key; of somebody who was merged, the key that it would have by itself.
    public let other: String
    /// A name of the other.
    public let otherName: String
    /// The name that the other was compared with.
    public let name: String
    /// Whether the two were merged; otherwise they may be one.
    public let isSame: Bool
    /// The probability that they are one.
    public let probability: Double
    /// The lines that led to it, as words.
    public let lines: [String]
  }

  /// The key.
  public let key: String
  /// The name by which it is best known.
  public private(set) var name: String
  /// Its country, where known.
  public private(set) var country: String?
  /// Its names.
  public private(set) var names: [KnownName] = []
  /// Probability and band of the riskiest export or route that it takes part in.
  public private(set) var score: (probability: Double, band: String)?
  /// The strongest reasons of that.
  public private(set) var topReasons: [String] = []
  /// The riskiest route that it takes part in.
  public private(set) var route: Route?
  /// List entries that have one of its names.
  public private(set) var listings: [Listing] = []
  /// Whom it was merged with by weights of evidence, and who it may be, most probable first.
  public private(set) var identities: [Identity] = []
  /// Its trade, by value, largest first.
  public private(set) var trades: [Trade] = []

  /// Reads what a run folder says of a party.
  ///
  /// - Parameters:
  ///   - text: the party's key, or a name that no other party has.
  ///   - folder: the run folder.
  /// - Throws: `RunError` for a party that is not there, or a folder that is no whole run.
  public init(_ text: String, run folder: String) throws {
    let reader = try RunReader(folder: folder)
    key = try Self.key(of: text, run: folder)
    name = key
    var rows: [[String]] = []
    try CSVRows.visit(folder + "/party-names.csv") { cells in
      if cells[0] == key { rows.append(cells) }
    }
    names = rows.map(KnownName.init(cells:))
    try readScore(folder)
    try readListings(folder)
    try readIdentities(folder)
    readTrades(in: try reader.graph())
  }

  /// The key of a party: it, or that of the one party that has a name.
  ///
  /// - Throws: `RunError` for a party that is not there, and a name that several have.
  static func key(of text: String, run folder: String) throws -> String {
    var named: Set<String> = []
    var isKey = false
    try CSVRows.visit(folder + "/party-names.csv") { cells in
      guard cells.count >= PartyNameTable.header.count else {
        throw RunError("\(folder)/party-names.csv: is damaged; run again to replace it")
      }
      if cells[0] == text { isKey = true }
      if cells[3] == text { named.insert(cells[0]) }
    }
    if isKey { return text }
    guard named.count == 1, let found = named.first else {
      throw RunError(
        named.isEmpty
          ? "\(folder): has no party \"\(text)\"; `entrepot party search` finds parties"
          : "\(named.count) parties are called \"\(text)\"; name one by its key: "
            + named.sorted().prefix(8).joined(separator: ", "))
    }
    return found
  }

  private mutating func readScore(_ folder: String) throws {
    try CSVRows.visit(folder + "/parties.csv") { cells in
      guard cells.count > 8, cells[0] == key else { return }
      topReasons = cells[8].isEmpty ? [] : cells[8].components(separatedBy: " | ")
      if let probability = Double(cells[3]) { score = (probability, cells[5]) }
    }
    let mark = JSONText.string(key).line
    try GzipLines.visit(folder + "/routes.jsonl") { line in
      guard line.contains(mark) else { return true }
      let candidate = try RouteJSON.route(from: line)
      guard candidate.parties.contains(where: { $0.key == key }) else { return true }
      route = candidate
      return false
    }
  }

  private mutating func readListings(_ folder: String) throws {
    try CSVRows.visit(folder + "/party-listings.csv") { cells in
      guard cells.count > 4, cells[0] == key else { return }
      listings.append(
        Listing(
          list: cells[1], entry: cells[2], name: cells[3], designatedOn: cells[4],
          // Earlier versions knew names as listed only.
          matchedName: cells.count > 6 ? cells[6] : cells[3],
          probability: cells.count > 7 ? Double(cells[7]) ?? 1 : 1))
    }
  }

  private mutating func readIdentities(_ folder: String) throws {
    let file = folder + "/party-identities.csv"
    // Earlier versions knew none.
    guard FileManager.default.fileExists(atPath: file) else { return }
    try CSVRows.visit(file) { cells in
      guard cells.count >= PartyIdentityTable.header.count, let probability = Double(cells[3])
      else { throw RunError("\(file): is damaged; run again to replace it") }
      let isSame = cells[2] == "same"
      let isMine = isSame ? cells[7] == key : cells[0] == key || cells[1] == key
      guard isMine else { return }
      let isFirst = isSame ? cells[1] != key : cells[0] == key
      identities.append(
        Identity(
          other: isFirst ? cells[1] : cells[0], otherName: isFirst ? cells[6] : cells[5],
          name: isFirst ? cells[5] : cells[6], isSame: isSame, probability: probability,
          lines: cells[8].components(separatedBy: "; ")))
    }
    identities.sort { one, other in
      if one.isSame != other.isSame { return one.isSame }
      return one.probability != other.probability
        ? one.probability > other.probability : one.other < other.other
    }
  }

  private mutating func readTrades(in graph: TradeGraph) {
    let node = "party:" + key
    let labels = Dictionary(
      graph.nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    if let own = labels[node] {
      name = own.label
      country = own.country?.code
    }
    for edge in graph.edges
    where edge.kind == .ships && (edge.source == node || edge.target == node) {
      let other = edge.source == node ? edge.target : edge.source
      trades.append(
        Trade(
          isOutward: edge.source == node, partner: String(other.dropFirst("party:".count)),
          partnerName: labels[other]?.label ?? other, edge: edge))
    }
    trades.sort { one, other in
      let (first, second) = (one.edge.totals.valueCents, other.edge.totals.valueCents)
      if first != second { return first > second }
      return (one.partner, one.edge.item ?? "") < (other.partner, other.edge.item ?? "")
    }
  }
}

extension PartyProfile.KnownName {
  fileprivate init(cells: [String]) {
    func known(_ text: String) -> String? { text.isEmpty ? nil : text }
    self.init(
      origin: cells[1], id: known(cells[2]), name: known(cells[3]), country: known(cells[4]),
      address: known(cells[5]), reason: known(cells[6]),
      judgements: cells[7].split(separator: ";").map(String.init), mentions: Int(cells[8]))
  }
}

extension PartyProfile {
  /// Every identifier known, the one that is its key first; none where it was made out by names alone.
  public var identifiers: [String] {
    let known = names.compactMap(\.id)
    var seen: Set<String> = []
    return (known.filter { $0 == key } + known).filter { seen.insert($0).inserted }
  }

  /// What it is, in one sentence.
  public var sentence: String {
    let sent = trades.filter(\.isOutward)
    let received = trades.filter { !$0.isOutward }
    func lines(_ trades: [Trade]) -> Int { trades.reduce(0) { $0 + $1.edge.totals.declarations } }
    func partners(_ trades: [Trade]) -> Int { Set(trades.map(\.partner)).count }
    let spellings = Set(names.compactMap(\.name)).count
    let judged = names.count { !$0.judgements.isEmpty }
    var text = name + (country.map { " (\($0))" } ?? "") + " is known by \(spellings) "
    text += spellings == 1 ? "name" : "names"
    if judged > 0 { text += ", \(judged) of its spellings decided by a person" }
    text += ", sends \(lines(sent)) goods lines to \(partners(sent)) parties and receives "
    text += "\(lines(received)) from \(partners(received)); "
    text += score.map { "its score is \($0.band)" } ?? "it has no score"
    let sure = listings.count { $0.probability >= MatchDecision.sureProbability }
    text +=
      sure == 0 ? ", and no list has its name" : ", and \(sure) list entries have its name"
    if listings.count > sure { text += "; \(listings.count - sure) may be it" }
    return text + "."
  }

  /// The profile as one line of JSON.
  public var jsonLine: String {
    let known = names.map { name in
      JSONText.object([
        ("origin", .string(name.origin)), ("id", .optional(name.id)),
        ("name", .optional(name.name)), ("country", .optional(name.country)),
        ("address", .optional(name.address)), ("reason", .optional(name.reason)),
        ("judgements", .array(name.judgements.map(JSONText.string))),
        ("mentions", name.mentions.map(JSONText.integer) ?? .null),
      ])
    }
    let shipped = trades.map { trade in
      JSONText.object([
        ("direction", .string(trade.isOutward ? "sends" : "receives")),
        ("partner", .string(trade.partner)), ("partner_name", .string(trade.partnerName)),
        ("item", .optional(trade.edge.item)), ("from", .optional(trade.edge.from?.code)),
        ("to", .optional(trade.edge.to?.code)),
        ("declarations", .integer(trade.edge.totals.declarations)),
        ("value_usd", .number(Double(trade.edge.totals.valueCents) / 100)),
        ("first", .optional(trade.edge.totals.first?.description)),
        ("last", .optional(trade.edge.totals.last?.description)),
      ])
    }
    return JSONText.object([
      ("party", .string(key)), ("name", .string(name)), ("country", .optional(country)),
      ("sentence", .string(sentence)), ("identifiers", .array(identifiers.map(JSONText.string))),
      ("names", .array(known)), ("probability", .optional(score?.probability)),
      ("band", .optional(score?.band)), ("top_reasons", .array(topReasons.map(JSONText.string))),
      ("route_id", .optional(route?.routeID)),
      (
        "listings",
        .array(
          listings.map {
            .object([
              ("list_id", .string($0.list)), ("entry_id", .string($0.entry)),
              ("name", .string($0.name)), ("designated_on", .string($0.designatedOn)),
              ("matched_name", .string($0.matchedName)), ("probability", .number($0.probability)),
            ])
          })
      ),
      (
        "identities",
        .array(
          identities.map {
            .object([
              ("other", .string($0.other)), ("other_name", .string($0.otherName)),
              ("name", .string($0.name)), ("answer", .string($0.isSame ? "same" : "possible")),
              ("probability", .number($0.probability)),
              ("lines", .array($0.lines.map(JSONText.string))),
            ])
          })
      ), ("trades", .array(shipped)),
    ]).line
  }
}
