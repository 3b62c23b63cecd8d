import TradeModel

/// Whether the party where the goods ended up used to buy from this exporter directly, before the
/// trade began to go through the consignee.
struct FormerDirectBuyer: EvidenceRule {
  let code = "geometry.former_direct_buyer"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard let last = subject.onward.last else {
      return .notCheckable(
        BilingualText(
          "No final buyer is recorded who could have been a direct customer before.",
          "최종 구매자 기록이 없어 과거 직거래 여부를 확인할 수 없음."))
    }
    let buyer = context.movements[last].consignee
    let direct = context.trade.profile(of: movement.shipper).sent.map { context.movements[Int($0)] }
      .filter { $0.consignee == buyer && $0.date < movement.date }
    return .measured(
      Double(direct.count),
      BilingualText(
        "\(context.name(movement.shipper)) had sold such goods directly to \(context.name(buyer)) "
          + "\(direct.count) times before.",
        "\(context.name(movement.shipper))은(는) 과거 \(context.name(buyer))에 동종 물품을 직접 \(direct.count)회 판매함."
      ),
      rows: [movement.record, context.movements[last].record]
        + direct.suffix(PairBounds.citedMovements).map(\.record))
  }
}
