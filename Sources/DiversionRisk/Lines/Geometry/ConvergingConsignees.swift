import PartyMatch
import TradeModel

/// How many new consignees of goods from countries of origin feed the same final buyer.
struct ConvergingConsignees: EvidenceRule {
  let code = "geometry.converging_consignees"
  /// A consignee is new when it had its first such goods at most this many days before.
  static let newWithin = 365

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard let last = subject.onward.last else {
      return .notCheckable(
        BilingualText(
          "No final buyer is recorded, so it cannot be said who else feeds it.",
          "최종 구매자 기록이 없어 다른 공급 경로를 확인할 수 없음."))
    }
    let buyer = context.movements[last].consignee
    let feeding = context.trade.profile(of: buyer).received.filter { number in
      let received = context.movements[Int(number)]
      let profile = context.trade.profile(of: received.shipper)
      guard let first = profile.firstDay, abs(first - movement.date) <= Self.newWithin else {
        return false
      }
      return profile.received.contains { context.flow.isOrigin[Int($0)] }
    }
    let consignees = Set(feeding.map { context.movements[Int($0)].shipper })
    return .measured(
      Double(consignees.count),
      BilingualText(
        "\(consignees.count) consignees new to such goods feed \(context.name(buyer)).",
        "동종 물품 신규 수하인 \(consignees.count)곳이 \(context.name(buyer))에 공급함."),
      rows: [movement.record]
        + feeding.prefix(PairBounds.citedMovements).map { context.movements[Int($0)].record })
  }
}
