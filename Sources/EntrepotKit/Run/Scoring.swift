import DiversionRisk
import FlowGraph
import PartyMatch
import TradeModel
import TradeStore

/// From context to ranked exports, routes and parties.
struct Scoring {
  var context: RiskContext
  let scorer: Scorer
  let registers: Registers

  mutating func analysis() throws -> Analysis {
    let subjects = exportSubjects()
    // What an export scores by itself counts for the others of the same parties.
    context = scorer.spreading(over: subjects, in: context)
    let scored = try ExportScoring(subjects, scorer: scorer, in: context)
    let routes = rankedRoutes()
    let routeIDs = Dictionary(grouping: routes.indices) { routes[$0].movements[0] }
    var exports: [ScoredExport] = []
    for (subject, score) in zip(subjects, scored.scores) {
      guard let identity = context.details[Int32(subject.row)]?.identity else { continue }
      exports.append(
        ScoredExport(
          subject: subject, identity: identity, score: score,
          routeIDs: (routeIDs[subject.movement] ?? []).map { routes[$0].route.routeID }))
    }
    exports.sort { one, other in
      let (first, second) = (one.score.decibans, other.score.decibans)
      if first != second { return first > second }
      // Of equal scores, what is worth most comes first.
      let (stake, otherStake) = (valueAtStake(one.subject), valueAtStake(other.subject))
      return stake != otherStake ? stake > otherStake : one.identity < other.identity
    }
    let parties = rankedParties(exports: exports, routes: routes)
    let riskOf = Dictionary(
      parties.map { (context.parties[$0.party].key, $0.score?.probability) },
      uniquingKeysWith: { first, _ in first })
    return Analysis(
      context: context, scorer: scorer, registers: registers, exports: exports,
      explanations: scored.explanations,
      routes: routes.map { found in
        var route = found.route
        for position in route.parties.indices {
          route.parties[position].probability = riskOf[route.parties[position].key] ?? nil
        }
        return route
      }, parties: parties)
  }

  /// Exports with their scores and nothing else, best first.
  ///
  /// The scores are those of `analysis`; reasons, routes and parties take most of the time of a run.
  mutating func ranking() -> ExportRanking {
    let subjects = exportSubjects()
    context = scorer.spreading(over: subjects, in: context)
    var exports: [ExportRanking.Export] = []
    for (subject, decibans) in zip(subjects, scorer.scores(of: subjects, in: context)) {
      guard let identity = context.details[Int32(subject.row)]?.identity else { continue }
      exports.append(
        ExportRanking.Export(subject: subject, identity: identity, decibans: decibans))
    }
    exports.sort { one, other in
      if one.decibans != other.decibans { return one.decibans > other.decibans }
      let (stake, otherStake) = (valueAtStake(one.subject), valueAtStake(other.subject))
      return stake != otherStake ? stake > otherStake : one.identity < other.identity
    }
    return ExportRanking(
      context: context, scorer: scorer, registers: registers, exports: exports)
  }

  /// What the export declares in US dollars; 0 where it declares no value.
  private func valueAtStake(_ subject: Subject) -> Double {
    let value = context.movements[subject.movement].value
    return value.isNaN ? 0 : value
  }

  /// Every export line of goods of the families from a country of origin, with its widest route or late
  /// trace.
  private func exportSubjects() -> [Subject] {
    let origins = Set(context.settings.origins)
    return (0..<context.records.count).compactMap { row in
      let movement = context.movementOfRow[row]
      guard movement >= 0, context.records.kind[row] == .export,
        origins.contains(context.records.from[row]),
        context.records.family[row] >= 0 || context.movements[Int(movement)].mayBeControlled
      else { return nil }
      return Subject(
        row: row, movement: Int(movement),
        onward: (context.flow.widestTrace[movement]?.legs.dropFirst() ?? []).map(Int.init))
    }
  }

  struct FoundRoute {
    let route: Route
    let movements: [Int]
  }

  private func rankedRoutes() -> [FoundRoute] {
    let flows = context.flow.routes
    let subjects = flows.map { flow in
      Subject(
        row: Int(context.movements[Int(flow.legs[0])].record), movement: Int(flow.legs[0]),
        onward: flow.legs.dropFirst().map(Int.init))
    }
    let assessments = scorer.assess(subjects, in: context)
    let bounds = context.flow.hubs.chainBounds(of: flows)
    let builder = RouteBuilder(context: context)
    var routes = flows.indices.map { number in
      FoundRoute(
        route: builder.route(
          of: flows[number], bounds: bounds[number], assessment: assessments[number]),
        movements: flows[number].legs.map(Int.init))
    }
    routes.sort { one, other in
      let (first, second) = (one.route.assessment.decibans, other.route.assessment.decibans)
      if first != second { return first > second }
      if one.route.attributed != other.route.attributed {
        return one.route.attributed > other.route.attributed
      }
      return one.route.routeID < other.route.routeID
    }
    return routes.enumerated().map { position, found in
      var route = found.route
      route.rank = position + 1
      return FoundRoute(route: route, movements: found.movements)
    }
  }

  private func rankedParties(exports: [ScoredExport], routes: [FoundRoute]) -> [ScoredParty] {
    var best: [PartyIndex: ScoreSummary] = [:]
    func offer(_ score: ScoreSummary, to party: PartyIndex) {
      if let known = best[party], known.decibans >= score.decibans { return }
      best[party] = score
    }
    for export in exports {
      let movement = context.movements[export.subject.movement]
      offer(export.score, to: movement.shipper)
      offer(export.score, to: movement.consignee)
    }
    for found in routes {
      let score = ScoreSummary(found.route.assessment)
      for movement in found.movements {
        offer(score, to: context.movements[movement].consignee)
      }
    }
    var present: Set<PartyIndex> = []
    for movement in context.movements {
      present.insert(movement.shipper)
      present.insert(movement.consignee)
    }
    return present.map { party in
      ScoredParty(
        party: party, score: best[party], isListed: context.isListed(party))
    }.sorted { one, other in
      let first = one.score?.decibans ?? -.infinity
      let second = other.score?.decibans ?? -.infinity
      return first != second
        ? first > second : context.parties[one.party].key < context.parties[other.party].key
    }
  }
}
