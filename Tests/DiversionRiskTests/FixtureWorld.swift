import FlowGraph
import PartyMatch
import Testing
import TradeModel

@testable import DiversionRisk

/// A trade that was worked out, as a run does it.
struct FixtureWorld {
  let context: RiskContext
  private let rows: [String: Int]

  private init(context: RiskContext, rows: [String: Int]) {
    (self.context, self.rows) = (context, rows)
  }

  init(_ trade: Fixture) {
    let declared = GoodsCatalogue(families: trade.families, controls: trade.controls)
    var written = trade.declarations.flatMap { [$0.shipper, $0.consignee] }
    if trade.resolvesEverybody {
      written += trade.declarations.flatMap { [$0.endUser, $0.forwarder] }.filter { !$0.isEmpty }
    }
    let book = PartyBook(resolving: written, registry: trade.registry)
    var records = RecordColumns()
    for (row, declaration) in trade.declarations.enumerated() {
      records.append(
        declaration, family: declared.family(ofCode: declaration.hsCode) ?? -1,
        shipper: book.indices[2 * row], consignee: book.indices[2 * row + 1])
    }
    let signatures = GoodsSignatures(learningFrom: records, catalogue: declared)
    let accounts = FamilyAccounts(of: records, signatures: signatures, catalogue: declared)
    let catalogue = declared.accounted(in: accounts.accounts)
    let reader = GoodsReader(
      catalogue: catalogue, signatures: signatures, prices: accounts.prices)
    let table = MovementTable(
      records: records, reader: reader, catalogue: catalogue, origins: trade.settings.origins)
    let companions = CompanionTrade(
      records: records, movements: table, signatures: signatures, settings: trade.settings)
    var filed = FiledRows(movements: table, parties: book)
    for (row, declaration) in trade.declarations.enumerated()
    where table.movementOfRow[row] >= 0 || companions.rows.contains(Int32(row))
      || (records.family[row] >= 0 && !records.movesGoods(row))
    {
      filed.append(declaration, at: Int32(row))
    }
    context = RiskContext(
      records: records, filed: filed, movements: table, catalogue: catalogue, parties: book,
      registers: RiskRegisters(
        permits: trade.permits, listed: trade.listed, outcomes: trade.outcomes,
        registry: trade.registry, countryFlows: trade.countryFlows), companions: companions,
      settings: trade.settings, asOf: trade.asOf)
    rows = Dictionary(
      trade.declarations.enumerated().map { ($1.identity.declarationID, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// A declaration as what is scored, with the widest route or late trace that begins with it.
  func subject(_ id: String) throws -> Subject {
    let row = try #require(rows[id])
    let movement = context.movementOfRow[row]
    try #require(movement >= 0)
    let route = context.flow.widestTrace[movement]
    return Subject(
      row: row, movement: Int(movement), onward: (route?.legs.dropFirst() ?? []).map(Int.init))
  }

  /// The movement that a declaration records.
  func movement(_ id: String) throws -> Movement {
    context.movements[try subject(id).movement]
  }

  /// Whether a declaration moves goods of the families at all.
  func isMovement(_ id: String) -> Bool {
    rows[id].map { context.movementOfRow[$0] >= 0 } ?? false
  }

  /// The same trade in which some declarations scored so much on their own evidence.
  func spreading(_ scores: [String: Double]) throws -> FixtureWorld {
    let scored = scores.sorted { $0.key < $1.key }
    return FixtureWorld(
      context: context.spreading(
        scored.map(\.value), of: try scored.map { try subject($0.key) }), rows: rows)
  }

  /// Every export from Korea that moves goods of the families.
  var subjects: [Subject] {
    rows.sorted { $0.key < $1.key }.compactMap { id, row in
      context.records.from[row].code == "KR" ? try? subject(id) : nil
    }
  }

  /// What one line says of a declaration.
  func finding(_ code: String, of id: String = "E1") throws -> Finding {
    let rule = try #require(EvidenceLines.all.first { $0.code == code })
    var subject = try subject(id)
    let observation = rule.observe(subject, in: context)
    subject.words = .none
    // Whoever asks for the measure alone must get the same one.
    #expect(rule.observe(subject, in: context).measure == observation.measure)
    let text = try #require(observation.text)
    #expect(numbers(in: text.english) == numbers(in: text.korean), "\(text)")
    return Finding(
      measure: observation.measure, text: text.english,
      cited: context.citations(of: observation.rows).map(\.declarationID))
  }

  /// The numbers of a sentence, sorted: both languages must name the same ones.
  private func numbers(in text: String) -> [Substring] {
    text.split { !$0.isASCII || !($0.isNumber || $0 == "," || $0 == "." || $0 == "-") }
      .map { $0.trimmingSuffix(while: { !$0.isNumber }) }
      .map { $0.drop { !$0.isNumber } }.filter { !$0.isEmpty }.sorted()
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while drop: (Character) -> Bool) -> Substring {
    var text = self
    while let last = text.last, drop(last) { text.removeLast() }
    return text
  }
}

/// What a line found.
struct Finding {
  let measure: Double?
  let text: String
  let cited: [String]
}

extension Fixture {
  /// What one line says of a declaration.
  func finding(_ code: String, of id: String = "E1") throws -> Finding {
    try FixtureWorld(self).finding(code, of: id)
  }

  /// Expects of a line a measure, a sentence that contains some words, and its citations.
  func expect(
    _ code: String, _ measure: Double?, _ words: String, cites cited: [String]? = nil,
    of id: String = "E1", at location: SourceLocation = #_sourceLocation
  ) throws {
    let found = try finding(code, of: id)
    if let measure, let got = found.measure {
      #expect(abs(got - measure) < 1e-9, "\(found)", sourceLocation: location)
    } else {
      #expect(found.measure == measure, "\(found)", sourceLocation: location)
    }
    #expect(found.text.contains(words), "\(found.text)", sourceLocation: location)
    #expect(found.cited == (cited ?? (measure == nil ? [] : [id])), sourceLocation: location)
  }
}
