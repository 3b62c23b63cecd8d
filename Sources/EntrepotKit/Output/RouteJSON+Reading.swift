import Foundation
import TradeModel

extension RouteJSON {
  /// Reads a line of `routes.jsonl`.
  static func route(from line: Substring) throws -> Route {
    let text = try JSONDecoder.ofRunFolders.decode(RouteText.self, from: Data(line.utf8))
    return try text.route()
  }

  /// Reads the score and reasons of a line of `explanations.jsonl`.
  static func assessment(from line: Substring) throws -> (subject: String, Assessment) {
    let text = try JSONDecoder.ofRunFolders.decode(ExplanationText.self, from: Data(line.utf8))
    return (text.declaration, try text.assessment.assessment())
  }
}

extension JSONDecoder {
  /// Reads the names of a run folder's files, which have underscores.
  static var ofRunFolders: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }
}

/// A file of a run folder that does not hold what it should.
private struct UnreadableRun: Error, CustomStringConvertible {
  let description: String
}

private func country(_ code: String) throws -> CountryCode {
  guard let country = CountryCode(code) else {
    throw UnreadableRun(description: "\"\(code)\" is no country code")
  }
  return country
}

private func quantity(_ units: Double) throws -> FlowQuantity {
  guard let quantity = FlowQuantity(units: units) else {
    throw UnreadableRun(description: "\(units) is no quantity")
  }
  return quantity
}

private struct ExplanationText: Decodable {
  let declaration: String
  let assessment: AssessmentText

  init(from decoder: any Decoder) throws {
    assessment = try AssessmentText(from: decoder)
    declaration = try decoder.container(keyedBy: CodingKeys.self)
      .decode(String.self, forKey: .declaration)
  }

  private enum CodingKeys: String, CodingKey {
    case declaration
  }
}

private struct AssessmentText: Decodable {
  let prior: Double
  let probability: Double
  let decibans: Double
  let low: Double
  let high: Double
  let band: String
  let evidence: [Line]
  let counterfactual: String
  let counterfactualKo: String
  /// Runs before this key was there have none.
  let refuting: [String]?
  /// Written where it is false.
  let refutingIsSmallest: Bool?

  struct Line: Decodable {
    let code: String
    let group: String
    let outcome: String
    let decibans: Double
    let uncapped: Double
    let least: Double
    let most: Double
    let text: String
    let textKo: String
    let declarations: [String]
  }

  func assessment() throws -> Assessment {
    guard let band = RiskBand(rawValue: band) else {
      throw UnreadableRun(description: "\"\(band)\" is no band")
    }
    return Assessment(
      prior: prior, lines: try evidence.map(line), decibans: decibans, probability: probability,
      low: low, high: high, band: band,
      counterfactual: BilingualText(english: counterfactual, korean: counterfactualKo),
      refuting: try (refuting ?? []).map(DeclarationIdentity.init(cited:)),
      refutingIsSmallest: refutingIsSmallest ?? true)
  }

  private func line(_ text: Line) throws -> EvidenceLine {
    guard let outcome = EvidenceOutcome(rawValue: text.outcome) else {
      throw UnreadableRun(description: "\"\(text.outcome)\" is no outcome")
    }
    var line = EvidenceLine(
      code: text.code, group: text.group, outcome: outcome,
      text: BilingualText(english: text.text, korean: text.textKo),
      declarations: try text.declarations.map(DeclarationIdentity.init(cited:)))
    line.decibans = text.decibans
    line.uncappedDecibans = text.uncapped
    line.leastDecibans = text.least
    line.mostDecibans = text.most
    return line
  }
}

extension DeclarationIdentity {
  /// Reads `SOURCE/ID/LINE`; the number in the middle may have slashes of its own.
  fileprivate init(cited text: String) throws {
    guard let first = text.firstIndex(of: "/"), let last = text.lastIndex(of: "/"), first < last,
      let line = Int32(text[text.index(after: last)...])
    else { throw UnreadableRun(description: "\"\(text)\" is no declaration") }
    self.init(
      source: String(text[..<first]),
      declarationID: String(text[text.index(after: first)..<last]), line: line)
  }
}

private struct RouteText: Decodable {
  let routeId: String
  let rank: Int
  let family: String
  let quantity: Amounts
  let legs: [Leg]
  let partyDetails: [PartyText]
  let assessment: AssessmentText

  struct Amounts: Decodable {
    let unit: String
    let attributed: Double
    let lower: Double
    let upper: Double
  }

  struct Leg: Decodable {
    let source: String
    let declarationId: String
    let line: Int32
    let date: String
    let shipper: String
    let consignee: String
    let from: String
    let to: String
    let hsCode: String
    let quantity: Double?
    let valueUsd: Double?
    let attributed: Double
    let estimated: Bool?
    let quantityLow: Double?
    let quantityHigh: Double?
    let mirrors: [String]?
  }

  struct PartyText: Decodable {
    let party: String
    let name: String
    let localName: String?
    let country: String
    let role: String
    let listed: Bool
    let probability: Double?
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    routeId = try container.decode(String.self, forKey: .routeId)
    rank = try container.decode(Int.self, forKey: .rank)
    family = try container.decode(String.self, forKey: .family)
    quantity = try container.decode(Amounts.self, forKey: .quantity)
    legs = try container.decode([Leg].self, forKey: .legs)
    partyDetails = try container.decode([PartyText].self, forKey: .partyDetails)
    assessment = try AssessmentText(from: decoder)
  }

  private enum CodingKeys: String, CodingKey {
    case routeId
    case rank
    case family
    case quantity
    case legs
    case partyDetails
  }

  func route() throws -> Route {
    Route(
      routeID: routeId, rank: rank, family: family, unit: quantity.unit,
      attributed: try EntrepotKit.quantity(quantity.attributed),
      lower: try EntrepotKit.quantity(quantity.lower),
      upper: try EntrepotKit.quantity(quantity.upper), legs: try legs.map(leg),
      parties: try partyDetails.map(party), assessment: try assessment.assessment())
  }

  private func leg(_ text: Leg) throws -> RouteLeg {
    guard let date = TradeDay(iso: text.date) else {
      throw UnreadableRun(description: "\"\(text.date)\" is no day")
    }
    let amount = try text.quantity.map(EntrepotKit.quantity)
    var limits: QuantityLimits?
    if let amount, let low = text.quantityLow, let high = text.quantityHigh {
      limits = QuantityLimits(
        least: try EntrepotKit.quantity(low), most: try EntrepotKit.quantity(high), around: amount)
    }
    return RouteLeg(
      identity: DeclarationIdentity(
        source: text.source, declarationID: text.declarationId, line: text.line),
      mirrors: try (text.mirrors ?? []).map(DeclarationIdentity.init(cited:)), date: date,
      shipper: text.shipper, consignee: text.consignee, from: try country(text.from),
      to: try country(text.to), hsCode: text.hsCode,
      quantity: amount, isEstimated: text.estimated ?? false, limits: limits,
      valueUSD: text.valueUsd, attributed: try EntrepotKit.quantity(text.attributed))
  }

  private func party(_ text: PartyText) throws -> RouteParty {
    guard let role = RouteRole(rawValue: text.role) else {
      throw UnreadableRun(description: "\"\(text.role)\" is no role")
    }
    return RouteParty(
      key: text.party, name: text.name, localName: text.localName,
      country: try country(text.country), role: role, isListed: text.listed,
      probability: text.probability)
  }
}
