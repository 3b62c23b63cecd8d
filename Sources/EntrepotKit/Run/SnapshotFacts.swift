import DiversionRisk
import FlowGraph
import Foundation
import PartyMatch
import TradeModel

/// What a snapshot says of the whole, as JSON.
struct SnapshotFacts: Sendable {
  /// The number of the run that made it; nil where a question did.
  let runID: String?
  /// The day as known on which everything is seen.
  let asOf: TradeDay
  /// The last day in the database.
  let lastDay: TradeDay
  let families: [AskedFamily]

  init(runID: String?, asOf: TradeDay, lastDay: TradeDay, families: [AskedFamily]) {
    self.runID = runID
    self.asOf = asOf
    self.lastDay = lastDay
    self.families = families
  }

  private struct Text: Decodable {
    struct Family: Decodable {
      let code: String
      let unit: String
      let becomes: [String]
    }
    let run: String?
    let asOf: Int32
    let lastDay: Int32
    let families: [Family]
  }

  init(json: [UInt8], path: String) throws(SnapshotError) {
    guard let text = try? JSONDecoder().decode(Text.self, from: Data(json)) else {
      throw .wrongColumn(path: path, name: "bytes.facts")
    }
    self.init(
      runID: text.run, asOf: TradeDay(raw: text.asOf), lastDay: TradeDay(raw: text.lastDay),
      families: text.families.map {
        AskedFamily(code: $0.code, unit: $0.unit, becomes: $0.becomes)
      })
  }

  var json: JSONText {
    .object([
      ("run", .optional(runID)), ("asOf", .integer(Int(asOf.raw))),
      ("lastDay", .integer(Int(lastDay.raw))),
      (
        "families",
        .array(
          families.map {
            .object([
              ("code", .string($0.code)), ("unit", .string($0.unit)),
              ("becomes", .array($0.becomes.map(JSONText.string))),
            ])
          })
      ),
    ])
  }
}

/// The papers of a movement as a line of JSON: an array in the order of `Decodable` below, its parties by
/// their lines.
typealias SnapshotPaper = MovementPapers<Int>

extension MovementPapers: Decodable where Party == Int {
  static func line(of movement: Movement, in context: RiskContext) -> String {
    let identity = context.identity(of: movement.record)
    return JSONText.array([
      .optional(identity?.source), .optional(identity?.declarationID),
      .integer(Int(identity?.line ?? 0)), .integer(Int(movement.date.raw)),
      .integer(Int(movement.shipper.raw)), .integer(Int(movement.consignee.raw)),
      .string(movement.from.code), .string(movement.to.code),
      .optional(context.code(of: movement.record)),
      .integer(Int(movement.family)),
      movement.quantity.map { .integer(Int($0.thousandths)) } ?? .null,
      .bool(movement.isEstimated),
      // Its bits, so that not the last digit of it changes.
      .string(String(movement.value.bitPattern, radix: 16)),
    ]).line
  }

  init(from decoder: any Decoder) throws {
    var cells = try decoder.unkeyedContainer()
    func country() throws -> CountryCode {
      guard let country = CountryCode(try cells.decode(String.self)) else {
        throw DecodingError.dataCorruptedError(in: cells, debugDescription: "not a country")
      }
      return country
    }
    func text() throws -> String? {
      try cells.decodeNil() ? nil : cells.decode(String.self)
    }
    let source = try text()
    let number = try text()
    let line = try cells.decode(Int32.self)
    let date = TradeDay(raw: try cells.decode(Int32.self))
    let shipper = try cells.decode(Int.self)
    let consignee = try cells.decode(Int.self)
    let from = try country()
    let to = try country()
    let code = try text()
    let family = try cells.decode(Int16.self)
    let quantity =
      try cells.decodeNil() ? nil : FlowQuantity(thousandths: cells.decode(Int64.self))
    let isEstimated = try cells.decode(Bool.self)
    guard let bits = UInt64(try cells.decode(String.self), radix: 16) else {
      throw DecodingError.dataCorruptedError(in: cells, debugDescription: "not a number's bits")
    }
    self.init(
      identity: source.flatMap { source in
        number.map { DeclarationIdentity(source: source, declarationID: $0, line: line) }
      },
      date: date, shipper: shipper, consignee: consignee, from: from, to: to, code: code,
      family: family, quantity: quantity, isEstimated: isEstimated,
      value: Double(bitPattern: bits))
  }
}

/// A party as a line of JSON: key, name, local name, country, and every name.
struct SnapshotParty: Decodable {
  let party: AskedParty
  let names: [String]

  static func line(of party: ResolvedParty) -> String {
    JSONText.array([
      .string(party.key), .string(party.name), .optional(party.localName),
      .optional(party.country?.code), .array(party.names.map(JSONText.string)),
    ]).line
  }

  init(from decoder: any Decoder) throws {
    var cells = try decoder.unkeyedContainer()
    func text() throws -> String? {
      try cells.decodeNil() ? nil : cells.decode(String.self)
    }
    let key = try cells.decode(String.self)
    let name = try cells.decode(String.self)
    party = AskedParty(key: key, name: name, localName: try text(), country: try text())
    names = try cells.decode([String].self)
  }
}
