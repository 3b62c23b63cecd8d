import PartyMatch
import TradeModel

/// What share of the exporter's other consignees sent most of what they got from it on to
/// destinations of concern.
struct PeerConsignees: EvidenceRule {
  let code = "lane.peer_consignees"
  /// Share of a pair's quantity that must have reached a destination of concern.
  static let mostly = 0.5

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let peers = context.pairs.consignees(of: movement.shipper).filter { $0 != movement.consignee }
    guard !peers.isEmpty else {
      return subject.notCheckable(
        BilingualText(
          "\(context.name(movement.shipper)) has no other consignee of such goods.",
          "\(context.name(movement.shipper))의 동종 물품 다른 수하인이 없음."))
    }
    let reaching = peers.filter {
      context.pairs.pair(movement.shipper, $0).shareReaching >= Self.mostly
    }
    return subject.measured(
      Double(reaching.count) / Double(peers.count),
      BilingualText(
        "\(reaching.count) of the \(peers.count) other consignees of "
          + "\(context.name(movement.shipper)) sent most of it on to destinations of concern.",
        "\(context.name(movement.shipper))의 다른 수하인 \(peers.count)곳 중 \(reaching.count)곳이 물량 대부분을 "
          + "우려 목적지로 재반출함."),
      rows: [movement.record]
        + context.cited(
          reaching.flatMap { context.pairs.pair(movement.shipper, $0).movements.prefix(2) }))
  }
}
