import DiversionRisk
import FlowGraph
import Foundation
import PartyMatch
import TradeModel

/// The columns beside a database, opened for questions about routes.
///
/// Only what a question reads is read, and checked before it is used.
struct SnapshotTrade: RouteSource {
  let settings: AnalysisSettings
  private let snapshot: TradeSnapshot
  private let path: String
  private let paperStarts: LegNumbers
  /// Where in the bytes of the parties each line begins, and one past the last.
  private let partyStarts: [Int]
  private let partyLines: [UInt8]

  init(_ snapshot: TradeSnapshot, settings: AnalysisSettings, path: String) throws {
    self.snapshot = snapshot
    self.settings = settings
    self.path = path
    paperStarts = try snapshot.legs.numbers("paper")
    partyLines = try snapshot.legs.bytes("parties")
    var starts = partyLines.isEmpty ? [] : [0]
    for (place, byte) in partyLines.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(place + 1)
    }
    partyStarts = starts + [partyLines.count + 1]
  }

  var asOf: TradeDay { snapshot.asOf }

  var families: [AskedFamily] { snapshot.facts.families }

  var legCount: Int { snapshot.legCount }

  func places() throws -> RoutePlaces {
    let bytes = try snapshot.legs.bytes("nodes")
    var parties: [PartyIndex] = []
    var countries: [CountryCode?] = []
    for start in stride(from: 0, to: bytes.count - 7, by: 8) {
      let word = (0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[start + $1]) }
      parties.append(PartyIndex(raw: Int32(truncatingIfNeeded: word)))
      let letters = [UInt8(truncatingIfNeeded: word >> 40), UInt8(truncatingIfNeeded: word >> 32)]
      countries.append(CountryCode(String(decoding: letters, as: UTF8.self)))
    }
    return RoutePlaces(parties: parties, countries: countries)
  }

  func party(_ text: String) throws -> PartyIndex {
    let parties = try (0..<(partyStarts.count - 1)).map(party(at:))
    return try PartyText.party(
      text, withKey: { key in parties.firstIndex { $0.party.key == key } },
      named: { name in
        parties.indices.filter {
          let party = parties[$0]
          return party.party.name == name || party.party.localName == name
            || party.names.contains(name)
        }
      }, key: { parties[$0].party.key })
  }

  private func party(at index: Int) throws -> SnapshotParty {
    guard index >= 0, index + 1 < partyStarts.count else {
      throw SnapshotError.wrongColumn(path: path, name: "bytes.parties")
    }
    return try decoded(
      SnapshotParty.self, partyLines[partyStarts[index]..<(partyStarts[index + 1] - 1)],
      column: "bytes.parties")
  }

  func movement(_ leg: Int32) throws -> AskedMovement {
    let start = Int(paperStarts[Int(leg)])
    let end =
      Int(leg) + 1 < legCount
      ? Int(paperStarts[Int(leg) + 1]) : try snapshot.legs.byteCount("papers")
    guard start < end else { throw SnapshotError.wrongColumn(path: path, name: "bytes.papers") }
    let line = try snapshot.legs.bytes("papers", in: start..<(end - 1))
    return try decoded(SnapshotPaper.self, line[...], column: "bytes.papers")
      .finding { try party(at: $0).party }
  }

  private func decoded<Value: Decodable>(
    _ type: Value.Type, _ line: ArraySlice<UInt8>, column: String
  ) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(line))
    } catch is DecodingError {
      throw SnapshotError.wrongColumn(path: path, name: column)
    }
  }

  func departures() throws -> [Int32] { try snapshot.legs.legs().departure }

  func codes() throws -> [String?] {
    try (0..<Int32(legCount)).map { try movement($0).code }
  }

  func worths(by ranking: RouteInquiry.Ranking) throws -> LegNumbers {
    switch ranking {
    case .value: try snapshot.legs.numbers("value")
    case .quantity: LegNumbers(try snapshot.legs.legs().quantity)
    case .score: preconditionFailure("scores are not in the columns; open the database")
    }
  }

  func routes(answering question: RouteQuestion) throws -> RouteSpace {
    try snapshot.legs.index.routes(answering: question)
  }
}

/// What names a party in a question.
enum PartyText {
  /// The party that a text names: by its key, or by its exact name where only one has it.
  static func party(
    _ text: String, withKey: (String) -> Int?, named: (String) -> [Int], key: (Int) -> String
  ) throws(RunError) -> PartyIndex {
    let name = text.hasPrefix("party:") ? String(text.dropFirst("party:".count)) : text
    if let index = withKey(name) { return PartyIndex(raw: Int32(index)) }
    let found = named(name)
    if found.count == 1 { return PartyIndex(raw: Int32(found[0])) }
    guard found.isEmpty else {
      throw RunError(
        "\(found.count) parties are called \"\(name)\"; name one by its key: "
          + found.prefix(5).map(key).joined(separator: ", "))
    }
    throw RunError(
      "\"\(name)\" is neither a party's key nor a party's exact name, and no country where one may "
        + "stand; `entrepot party search` finds parties by parts of their names")
  }
}
