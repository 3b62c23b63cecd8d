import TradeModel

/// A route as a line of `routes.jsonl`, an export as a line of `explanations.jsonl`, and back.
enum RouteJSON {
  static func append(_ route: Route, to json: inout JSONBytes) {
    json.object { json in
      json.key("route_id")
      json.string(route.routeID)
      json.key("rank")
      json.integer(route.rank)
      appendScore(route.assessment, to: &json)
      json.key("family")
      json.string(route.family)
      json.key("quantity")
      json.object { json in
        json.key("unit")
        json.string(route.unit)
        json.key("attributed")
        json.number(route.attributed.units)
        json.key("lower")
        json.number(route.lower.units)
        json.key("upper")
        json.number(route.upper.units)
      }
      json.key("legs")
      json.array { json in for leg in route.legs { append(leg, to: &json) } }
      json.key("parties")
      json.array { json in for party in route.parties { json.string(party.key) } }
      if !route.returns.isEmpty {
        json.key("returns")
        json.array { json in for party in route.returns { json.string(party) } }
      }
      json.key("party_details")
      json.array { json in for party in route.parties { append(party, to: &json) } }
      appendReasons(route.assessment, to: &json)
    }
    json.endLine()
  }

  static func append(
    _ assessment: Assessment, of identity: DeclarationIdentity, to json: inout JSONBytes
  ) {
    json.object { json in
      json.key("declaration")
      json.citation(identity)
      appendScore(assessment, to: &json)
      appendReasons(assessment, to: &json)
    }
    json.endLine()
  }

  /// Probability, sum, interval and band.
  private static func appendScore(_ assessment: Assessment, to json: inout JSONBytes) {
    json.key("probability")
    json.number(assessment.probability)
    json.key("decibans")
    json.number(assessment.decibans)
    json.key("low")
    json.number(assessment.low)
    json.key("high")
    json.number(assessment.high)
    json.key("band")
    json.string(assessment.band.rawValue)
  }

  /// Prior, lines and counterfactual.
  private static func appendReasons(_ assessment: Assessment, to json: inout JSONBytes) {
    json.key("prior")
    json.number(assessment.prior)
    json.key("evidence")
    json.array { json in for line in assessment.lines { append(line, to: &json) } }
    json.key("counterfactual")
    json.string(assessment.counterfactual.english)
    json.key("counterfactual_ko")
    json.string(assessment.counterfactual.korean)
    json.key("refuting")
    json.array { json in
      for declaration in assessment.refuting { json.citation(declaration) }
    }
    if !assessment.refutingIsSmallest {
      json.key("refuting_is_smallest")
      json.bool(false)
    }
  }

  private static func append(_ line: EvidenceLine, to json: inout JSONBytes) {
    json.object { json in
      json.key("code")
      json.string(line.code)
      json.key("group")
      json.string(line.group)
      json.key("outcome")
      json.string(line.outcome.rawValue)
      json.key("decibans")
      json.number(line.decibans)
      json.key("uncapped")
      json.number(line.uncappedDecibans)
      json.key("least")
      json.number(line.leastDecibans)
      json.key("most")
      json.number(line.mostDecibans)
      json.key("text")
      json.string(line.text.english)
      json.key("text_ko")
      json.string(line.text.korean)
      json.key("declarations")
      json.array { json in
        for declaration in line.declarations { json.citation(declaration) }
      }
    }
  }

  private static func append(_ leg: RouteLeg, to json: inout JSONBytes) {
    json.object { json in
      json.key("source")
      json.string(leg.identity.source)
      json.key("declaration_id")
      json.string(leg.identity.declarationID)
      json.key("line")
      json.integer(Int(leg.identity.line))
      json.key("date")
      json.string(leg.date.description)
      json.key("shipper")
      json.string(leg.shipper)
      json.key("consignee")
      json.string(leg.consignee)
      json.key("from")
      json.string(leg.from.code)
      json.key("to")
      json.string(leg.to.code)
      json.key("hs_code")
      json.string(leg.hsCode)
      json.key("quantity")
      if let quantity = leg.quantity { json.number(quantity.units) } else { json.null() }
      json.key("value_usd")
      if let value = leg.valueUSD { json.number(value) } else { json.null() }
      json.key("attributed")
      json.number(leg.attributed.units)
      if leg.isEstimated {
        json.key("estimated")
        json.bool(true)
      }
      if let limits = leg.limits {
        json.key("quantity_low")
        json.number(limits.least.units)
        json.key("quantity_high")
        json.number(limits.most.units)
      }
      if !leg.mirrors.isEmpty {
        json.key("mirrors")
        json.array { json in for mirror in leg.mirrors { json.citation(mirror) } }
      }
    }
  }

  private static func append(_ party: RouteParty, to json: inout JSONBytes) {
    json.object { json in
      json.key("party")
      json.string(party.key)
      json.key("name")
      json.string(party.name)
      json.key("local_name")
      if let name = party.localName { json.string(name) } else { json.null() }
      json.key("country")
      json.string(party.country.code)
      json.key("role")
      json.string(party.role.rawValue)
      json.key("listed")
      json.bool(party.isListed)
      json.key("probability")
      if let probability = party.probability { json.number(probability) } else { json.null() }
    }
  }
}
