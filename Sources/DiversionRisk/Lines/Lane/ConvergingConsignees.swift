import PartyMatch
import TradeModel

/// How many importers with few lots of such goods feed the buyer where these ended up.
struct ConvergingConsignees: EvidenceRule {
  let code = "lane.converging_consignees"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let buyers = context.buyers(of: subject)
    guard !buyers.isEmpty else {
      return subject.notCheckable(
        BilingualText(
          "No final buyer is recorded, so it cannot be said who else feeds it.",
          "최종 구매자 기록이 없어 다른 공급 경로를 확인할 수 없음."))
    }
    let (buyer, feeders) = buyers.map { ($0, context.finalBuyers.feeders(of: $0)) }
      .reduce((buyers[0], [])) { $1.1.count > $0.1.count ? $1 : $0 }
    return subject.measured(
      Double(feeders.count),
      BilingualText(
        "\(feeders.count) importers with at most \(FinalBuyers.mostLots) lots of such goods feed "
          + "\(context.name(buyer)).",
        "동종 물품 \(FinalBuyers.mostLots)건 이하의 소규모 수입자 \(feeders.count)곳이 "
          + "\(context.name(buyer))에 공급함."),
      rows: [movement.record]
        + context.cited(
          feeders.flatMap { context.pairs.pair($0, buyer).movements }))
  }
}

extension RiskContext {
  /// Buyers in destinations of concern that drew on what the exporter sent the consignee, the one at
  /// the end of the subject's route among them.
  func buyers(of subject: Subject) -> [PartyIndex] {
    let movement = movements[subject.movement]
    var buyers = pairs.pair(movement.shipper, movement.consignee).buyers
    if let last = subject.onward.last, !buyers.contains(movements[last].consignee) {
      buyers.append(movements[last].consignee)
    }
    return buyers
  }
}
