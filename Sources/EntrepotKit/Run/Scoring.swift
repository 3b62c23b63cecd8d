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
  /// Where reasons are written as they are worked out; nil to keep those of the routes.
  var files: ReasonFiles?

  mutating func analysis() throws -> Analysis {
    let subjects = exportSubjects()
    // What an export scores by itself counts for the others of the same parties.
    context = scorer.spreading(over: subjects, in: context)
    let scores = try ExportScoring(scorer: scorer, context: context)
      .scores(of: subjects, explaining: files?.explanations)
    let routeScoring = RouteScoring(scorer: scorer, context: context)
    let found = routeScoring.ranked(isSummarised: files != nil)
    let routeIDs = Dictionary(grouping: found.indices) { found[$0].subject.movement }
    var exports: [ScoredExport] = []
    for (subject, score) in zip(subjects, scores) {
      guard let identity = context.identity(of: Int32(subject.row)) else { continue }
      exports.append(
        ScoredExport(
          subject: subject, identity: identity, score: score, valueUSD: declaredValue(subject),
          routeIDs: (routeIDs[subject.movement] ?? []).map { found[$0].route.routeID }))
    }
    // Positions are sorted: an export with its words is a dozen references to move.
    let stakes = exports.map { $0.valueUSD ?? 0 }
    let decibans = exports.map(\.score.decibans)
    let order = exports.indices.sorted { one, other in
      if decibans[one] != decibans[other] { return decibans[one] > decibans[other] }
      // Of equal scores, what is worth most comes first.
      return stakes[one] != stakes[other]
        ? stakes[one] > stakes[other] : exports[one].identity < exports[other].identity
    }
    exports = order.map { exports[$0] }
    let parties = rankedParties(exports: exports, routes: found)
    return Analysis(
      context: context, scorer: scorer, registers: registers, exports: exports,
      routes: try routeScoring.routes(found, of: parties, writing: files), parties: parties)
  }

  /// Exports with their scores and nothing else, best first.
  ///
  /// The scores are those of `analysis`; reasons, routes and parties take most of the time of a run.
  mutating func ranking() -> ExportRanking {
    let subjects = exportSubjects()
    context = scorer.spreading(over: subjects, in: context)
    var exports: [ExportRanking.Export] = []
    for (subject, decibans) in zip(subjects, scorer.scores(of: subjects, in: context)) {
      guard let identity = context.identity(of: Int32(subject.row)) else { continue }
      exports.append(
        ExportRanking.Export(
          subject: subject, identity: identity, decibans: decibans,
          valueUSD: declaredValue(subject)))
    }
    exports.sort { one, other in
      if one.decibans != other.decibans { return one.decibans > other.decibans }
      let (stake, otherStake) = (one.valueUSD ?? 0, other.valueUSD ?? 0)
      return stake != otherStake ? stake > otherStake : one.identity < other.identity
    }
    return ExportRanking(
      context: context, scorer: scorer, registers: registers, exports: exports)
  }

  /// What the export declares in US dollars; nil where it declares no value.
  private func declaredValue(_ subject: Subject) -> Double? {
    let value = context.movements[subject.movement].value
    return value.isNaN ? nil : value
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

  private func rankedParties(
    exports: [ScoredExport], routes: [RouteScoring.Found]
  ) -> [ScoredParty] {
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
      for movement in [found.subject.movement] + found.subject.onward {
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
