import TradeModel

/// A route as a line of `routes.jsonl`, and back.
enum RouteJSON {
  static func line(of route: Route) -> String {
    JSONText.object(
      [
        ("route_id", .string(route.routeID)), ("rank", .integer(route.rank)),
      ] + score(of: route.assessment) + [
        ("family", .string(route.family)),
        (
          "quantity",
          .object([
            ("unit", .string(route.unit)), ("attributed", .number(route.attributed.units)),
            ("lower", .number(route.lower.units)), ("upper", .number(route.upper.units)),
          ])
        ),
        ("legs", .array(route.legs.map(leg))),
        ("parties", .array(route.parties.map { .string($0.key) })),
        ("party_details", .array(route.parties.map(party))),
      ] + reasons(of: route.assessment)
    ).line
  }

  /// Probability, sum, interval and band.
  static func score(of assessment: Assessment) -> [(String, JSONText)] {
    [
      ("probability", .number(assessment.probability)),
      ("decibans", .number(assessment.decibans)), ("low", .number(assessment.low)),
      ("high", .number(assessment.high)), ("band", .string(assessment.band.rawValue)),
    ]
  }

  /// Prior, lines and counterfactual.
  static func reasons(of assessment: Assessment) -> [(String, JSONText)] {
    [
      ("prior", .number(assessment.prior)),
      ("evidence", .array(assessment.lines.map(evidence))),
      ("counterfactual", .string(assessment.counterfactual.english)),
      ("counterfactual_ko", .string(assessment.counterfactual.korean)),
    ]
  }

  private static func evidence(_ line: EvidenceLine) -> JSONText {
    .object([
      ("code", .string(line.code)), ("group", .string(line.group)),
      ("outcome", .string(line.outcome.rawValue)), ("decibans", .number(line.decibans)),
      ("uncapped", .number(line.uncappedDecibans)), ("least", .number(line.leastDecibans)),
      ("most", .number(line.mostDecibans)), ("text", .string(line.text.english)),
      ("text_ko", .string(line.text.korean)),
      ("declarations", .array(line.declarations.map { .string($0.description) })),
    ])
  }

  private static func leg(_ leg: RouteLeg) -> JSONText {
    var pairs: [(String, JSONText)] = [
      ("source", .string(leg.identity.source)),
      ("declaration_id", .string(leg.identity.declarationID)),
      ("line", .integer(Int(leg.identity.line))), ("date", .string(leg.date.description)),
      ("shipper", .string(leg.shipper)), ("consignee", .string(leg.consignee)),
      ("from", .string(leg.from.code)), ("to", .string(leg.to.code)),
      ("hs_code", .string(leg.hsCode)), ("quantity", .optional(leg.quantity?.units)),
      ("value_usd", .optional(leg.valueUSD)), ("attributed", .number(leg.attributed.units)),
    ]
    if leg.isEstimated { pairs.append(("estimated", .bool(true))) }
    if !leg.mirrors.isEmpty {
      pairs.append(("mirrors", .array(leg.mirrors.map { .string($0.description) })))
    }
    return .object(pairs)
  }

  private static func party(_ party: RouteParty) -> JSONText {
    .object([
      ("party", .string(party.key)), ("name", .string(party.name)),
      ("local_name", .optional(party.localName)), ("country", .string(party.country.code)),
      ("role", .string(party.role.rawValue)), ("listed", .bool(party.isListed)),
      ("probability", .optional(party.probability)),
    ])
  }
}
