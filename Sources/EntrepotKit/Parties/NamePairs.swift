import Foundation
public import PartyMatch
import TradeIntake
public import TradeModel

/// Two names to be compared, perhaps with their countries.
public struct NamePair: Hashable, Sendable {
  /// The first name as written.
  public let name: String
  /// The second name as written.
  public let otherName: String
  /// Where the first party is, where that is known.
  public let country: CountryCode?
  /// Where the second party is, where that is known.
  public let otherCountry: CountryCode?

  /// What the names and countries say.
  public var decision: MatchDecision {
    PartyComparison.compare(name, otherName, country: country, otherCountry: otherCountry)
  }
}

/// A table of pairs of names.
public struct NamePairs: Sendable {
  /// The pairs, in the order of the file.
  public private(set) var pairs: [NamePair] = []
  /// What is wrong with rows that were left out.
  public private(set) var faults: [String] = []

  /// Reads a CSV file with columns name1, name2 and perhaps country1, country2, in any order.
  ///
  /// Other columns are ignored. Without such a header the first two columns are the names.
  ///
  /// - Parameter path: the file, or `-` for standard input.
  /// - Throws: `IntakeError`, `RunError` where there are not two columns.
  public init(path: String) throws {
    var columns = Columns()
    var pairs: [NamePair] = []
    var faults: [String] = []
    faults += try PlainTable.visit(path) { header in
      let found = Columns(header)
      guard header.count > 1 else {
        throw RunError("\(path):1: one column only; two names a row are needed: name1,name2")
      }
      if let found {
        columns = found
      } else {
        // No header: the first row is a pair already.
        pairs.append(
          NamePair(name: header[0], otherName: header[1], country: nil, otherCountry: nil))
      }
    } row: { row in
      func country(_ column: Int?) -> CountryCode? {
        guard let column, let text = row.cells[column] else { return nil }
        guard let country = CountryCode(text) else {
          faults.append("\(path):\(row.number): \"\(text)\" is no country code; taken as unknown")
          return nil
        }
        return country
      }
      pairs.append(
        NamePair(
          name: row.cells[columns.name] ?? "", otherName: row.cells[columns.otherName] ?? "",
          country: country(columns.country), otherCountry: country(columns.otherCountry)))
    }
    self.pairs = pairs
    self.faults = faults
  }

  /// Where the names and countries stand.
  private struct Columns {
    var name = 0
    var otherName = 1
    var country: Int?
    var otherCountry: Int?

    init() {}

    init?(_ header: [String]) {
      let names = header.map { $0.lowercased().filter { $0.isLetter || $0.isNumber } }
      func position(_ spellings: [String]) -> Int? {
        spellings.lazy.compactMap { names.firstIndex(of: $0) }.first
      }
      guard let name = position(["name1", "namea", "left", "leftname", "name", "query", "a"]),
        let otherName = position(
          ["name2", "nameb", "right", "rightname", "othername", "candidate", "b"])
      else { return nil }
      self.name = name
      self.otherName = otherName
      country = position(["country1", "countrya", "leftcountry", "country"])
      otherCountry = position(["country2", "countryb", "rightcountry", "othercountry"])
    }
  }
}

/// Decisions about pairs of names as files.
public enum MatchReport {
  /// The columns of `csv`.
  public static let header = [
    "name1", "name2", "country1", "country2", "probability", "decision", "lines",
  ]

  /// A table with one row a pair.
  public static func csv(_ pairs: [NamePair]) -> String {
    var text = CSVText(header: header)
    for pair in pairs {
      let decision = pair.decision
      text.add([
        pair.name, pair.otherName, pair.country?.code, pair.otherCountry?.code,
        probability(decision), decision.answer.rawValue, lines(decision),
      ])
    }
    return text.text
  }

  /// One JSON object for a pair.
  public static func json(_ pair: NamePair) throws -> String {
    let decision = pair.decision
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(
      decoding: try encoder.encode(
        Entry(
          name1: pair.name, name2: pair.otherName, country1: pair.country?.code,
          country2: pair.otherCountry?.code, probability: decision.probability,
          decibans: decision.decibans, decision: decision.answer.rawValue, lines: decision.lines)),
      as: UTF8.self)
  }

  /// A probability with four places.
  public static func probability(_ decision: MatchDecision) -> String {
    String(format: "%.4f", decision.probability)
  }

  /// The lines of a decision in one cell: name, decibans and words of each.
  public static func lines(_ decision: MatchDecision) -> String {
    decision.lines.map { line in
      "\(line.name) \(decibans(line)): \(line.words)"
    }.joined(separator: "; ")
  }

  /// The weight of a line with its sign and one place.
  public static func decibans(_ line: MatchLine) -> String {
    (line.decibans < 0 ? "" : "+") + String(format: "%.1f", line.decibans)
  }

  private struct Entry: Encodable {
    let name1: String
    let name2: String
    let country1: String?
    let country2: String?
    let probability: Double
    let decibans: Double
    let decision: String
    let lines: [MatchLine]
  }
}
