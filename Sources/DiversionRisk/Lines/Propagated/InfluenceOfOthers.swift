import FlowGraph
import PartyMatch
import TradeModel

/// How much risk of other parties reaches the consignee and the exporter over trade and contacts.
///
/// The measure is that risk, 0 to 1. What the two start with themselves, this export's own score with
/// it, is left out exactly. It can only raise a score.
struct InfluenceOfOthers: EvidenceRule {
  let code = "propagated.influence"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard let influence = context.influence, let risk = influence.risk(reaching: movement) else {
      return subject.notCheckable(
        BilingualText("Other exports were not scored yet.", "다른 수출의 점수가 아직 산출되지 않음."))
    }
    guard subject.wantsWords(of: risk) else { return Observation(measure: risk) }
    let (consignee, exporter) = (context.name(movement.consignee), context.name(movement.shipper))
    let walks = influence.walks(reaching: movement)
    guard !walks.isEmpty else {
      return subject.measured(
        risk,
        BilingualText(
          "No risk of other parties reaches \(consignee) or \(exporter) over trade or contacts.",
          "거래·연락처로 \(consignee)와(과) \(exporter)에 전파된 다른 당사자의 위험이 없음."),
        rows: [movement.record])
    }
    let told = walks.map { walk in words(of: walk, on: movement.date, influence, in: context) }
    return subject.measured(
      risk,
      BilingualText(
        "Other parties pass a risk of \(Self.share(risk)) on to \(consignee) and \(exporter) over "
          + "trade and contacts, most of it "
          + told.map(\.english).joined(separator: "; ") + ".",
        "거래·연락처로 \(consignee)와(과) \(exporter)에 다른 당사자의 위험 \(Self.share(risk)) 전파됨, 주된 경로: "
          + told.map(\.korean).joined(separator: "; ") + "."),
      rows: Array(
        ([movement.record]
          + walks.flatMap { rows(of: $0, on: movement.date, influence, in: context) })
          .prefix(PairBounds.citedMovements)))
  }

  /// A walk with the reason why its first party is risky, and what it adds.
  private func words(
    of walk: InfluenceWalk, on day: TradeDay, _ influence: PartyInfluence, in context: RiskContext
  ) -> BilingualText {
    let parties = walk.nodes.map { PartyIndex(raw: $0) }
    let first = parties[0]
    let reason =
      switch influence.reason(first, on: day) {
      case .listed: BilingualText("on a list", "목록 등재")
      case .confirmed: BilingualText("diversion confirmed", "우회 확인")
      case .scored(_, let score):
        BilingualText(
          "party to an export of \(Phrase.number(score)) dB",
          "자체 점수 \(Phrase.number(score)) dB 수출의 당사자")
      }
    let rest = parties.dropFirst().map { " → " + context.name($0) }.joined()
    let adds = Self.share(walk.weight)
    return BilingualText(
      "\(context.name(first)) (\(reason.english))\(rest) \(adds)",
      "\(context.name(first))(\(reason.korean))\(rest) \(adds)")
  }

  /// The export for which the first party is risky, and one movement for each link of trade.
  private func rows(
    of walk: InfluenceWalk, on day: TradeDay, _ influence: PartyInfluence, in context: RiskContext
  ) -> [Int32] {
    let parties = walk.nodes.map { PartyIndex(raw: $0) }
    var movements: [Int32] = []
    if case .scored(let movement, _) = influence.reason(parties[0], on: day) {
      movements.append(Int32(movement))
    }
    for (one, next) in zip(parties, parties.dropFirst()) {
      let trade =
        context.pairs.pair(one, next).movements.first
        ?? context.pairs.pair(next, one).movements.first
      if let trade { movements.append(trade) }
    }
    return movements.map { context.movements[Int($0)].record }
  }

  /// A risk in percent, to a hundredth where that says something.
  private static func share(_ risk: Double) -> String {
    Phrase.number(risk * 100) + " %"
  }
}
