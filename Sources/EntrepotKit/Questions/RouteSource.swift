import DiversionRisk
import FlowGraph
import PartyMatch
import TradeModel

/// What questions about routes are asked of.
///
/// Movements worked out for the question, or the columns that a run left beside its database; both give
/// the same answers, byte for byte.
protocol RouteSource {
  /// The day as known on which everything is seen.
  var asOf: TradeDay { get }
  /// The configuration that holds.
  var settings: AnalysisSettings { get }
  /// The families of goods, by number.
  var families: [AskedFamily] { get }
  /// The number of movements.
  var legCount: Int { get }

  /// Who and where each node is.
  func places() throws -> RoutePlaces
  /// The party that a text names: by its key, or by its exact name where only one has it.
  func party(_ text: String) throws -> PartyIndex
  /// A movement with its papers.
  func movement(_ leg: Int32) throws -> AskedMovement
  /// The day on which each movement departed.
  func departures() throws -> [Int32]
  /// The tariff code of each movement.
  func codes() throws -> [String?]
  /// The numbers by which routes are ranked.
  func worths(by ranking: RouteInquiry.Ranking) throws -> LegNumbers
  /// The routes of a question.
  func routes(answering question: RouteQuestion) throws -> RouteSpace
}

/// A family of goods as questions name it.
struct AskedFamily: Equatable {
  let code: String
  /// The unit of account of its quantities.
  let unit: String
  /// The codes of the families that its goods may become.
  let becomes: [String]

  init(code: String, unit: String, becomes: [String]) {
    self.code = code
    self.unit = unit
    self.becomes = becomes
  }

  init(_ family: Family) {
    self.init(code: family.code, unit: family.unitOfAccount, becomes: family.becomes)
  }
}

/// A party as answers show it.
struct AskedParty: Equatable {
  let key: String
  let name: String
  let localName: String?
  let country: String?

  init(key: String, name: String, localName: String?, country: String?) {
    self.key = key
    self.name = name
    self.localName = localName
    self.country = country
  }

  init(_ party: ResolvedParty) {
    self.init(
      key: party.key, name: party.name, localName: party.localName, country: party.country?.code)
  }

  /// The party as JSON has it.
  var json: [(String, JSONText)] {
    [
      ("party", .string(key)), ("name", .string(name)), ("local_name", .optional(localName)),
      ("country", .optional(country)),
    ]
  }
}

/// A movement as answers show it.
typealias AskedMovement = MovementPapers<AskedParty>

/// What a question may have to say of a movement, with its parties as themselves or as where they stand.
struct MovementPapers<Party> {
  let identity: DeclarationIdentity?
  let date: TradeDay
  let shipper: Party
  let consignee: Party
  let from: CountryCode
  let to: CountryCode
  let code: String?
  let family: Int16
  let quantity: FlowQuantity?
  let isEstimated: Bool
  /// US dollars; NaN where unknown.
  let value: Double

  /// The same with its parties found.
  func finding<Other>(_ party: (Party) throws -> Other) rethrows -> MovementPapers<Other> {
    MovementPapers<Other>(
      identity: identity, date: date, shipper: try party(shipper),
      consignee: try party(consignee), from: from, to: to, code: code, family: family,
      quantity: quantity, isEstimated: isEstimated, value: value)
  }
}

/// The nodes of the flow: a party in a country, as legs begin and end there.
struct RoutePlaces {
  /// The party at each node.
  let parties: [PartyIndex]
  /// The country of each node.
  let countries: [CountryCode?]

  /// The nodes that some texts name; nil where there is no text, which means all.
  ///
  /// A text is a country code, a party's key or exact name, or a list of these with commas. What has
  /// two letters and is a country is a country; `party:KEY` is always a party.
  func nodes(of texts: [String], in source: some RouteSource) throws -> NumberSet? {
    guard !texts.isEmpty else { return nil }
    var countries: Set<CountryCode> = []
    var parties: Set<PartyIndex> = []
    for text in texts {
      // A name may hold commas itself.
      if text.contains(","), let party = try? source.party(text) {
        parties.insert(party)
        continue
      }
      for part in text.split(separator: ",").map({ String($0.trimmed) }) where !part.isEmpty {
        if part.count == 2, let country = CountryCode(part.uppercased()) {
          countries.insert(country)
        } else {
          parties.insert(try source.party(part))
        }
      }
    }
    return NumberSet(below: self.parties.count) {
      [countries, parties, places = self] node in
      parties.contains(places.parties[node])
        || places.countries[node].map(countries.contains) ?? false
    }
  }
}

extension Substring {
  /// The text without spaces at its ends.
  fileprivate var trimmed: Substring {
    let start = drop { $0.isWhitespace }
    return start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? start[..<start.startIndex]
  }
}
