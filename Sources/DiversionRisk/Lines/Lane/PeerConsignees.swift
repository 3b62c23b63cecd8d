import PartyMatch
import TradeModel

/// What share of the exporter's other consignees sent most of what they got from it on to
/// destinations of concern.
struct PeerConsignees: EvidenceRule {
  let code = "lane.peer_consignees"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    func others(_ consignees: [PartyIndex]) -> Int {
      consignees.count - (consignees.contains(movement.consignee) ? 1 : 0)
    }
    let sendingOn = context.pairs.consigneesSendingOn(of: movement.shipper)
    let peers = others(context.pairs.consignees(of: movement.shipper))
    let reaching = others(sendingOn)
    guard peers > 0 else {
      return subject.notCheckable(
        BilingualText(
          "\(context.name(movement.shipper)) has no other consignee of such goods.",
          "\(context.name(movement.shipper))의 동종 물품 다른 수하인이 없음."))
    }
    return subject.measured(
      Double(reaching) / Double(peers),
      BilingualText(
        "\(reaching) of the \(peers) other consignees of "
          + "\(context.name(movement.shipper)) sent most of it on to destinations of concern.",
        "\(context.name(movement.shipper))의 다른 수하인 \(peers)곳 중 \(reaching)곳이 물량 대부분을 "
          + "우려 목적지로 재반출함."),
      rows: [movement.record]
        + context.cited(
          sendingOn.filter { $0 != movement.consignee }
            .flatMap { context.pairs.pair(movement.shipper, $0).movements.prefix(2) }))
  }
}
