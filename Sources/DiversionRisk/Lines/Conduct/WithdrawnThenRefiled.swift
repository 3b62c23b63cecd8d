import TradeModel

/// Whether an export of the same goods to the same consignee was withdrawn shortly before.
///
/// The measure is 2 where another exporter had filed it, 1 where the same had, else 0.
struct WithdrawnThenRefiled: EvidenceRule {
  let code = "conduct.withdrawn_refiled"
  /// A refiling follows within so many days (typology T17).
  static let refiledWithin = 90

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let earlier = (context.withdrawals[movement.consignee] ?? []).filter { row in
      let days = movement.date.raw - context.records.date[Int(row)]
      return days >= 0 && days <= Self.refiledWithin
        && context.records.family[Int(row)] == movement.family
    }
    let byAnother = earlier.filter { context.records.shipper[Int($0)] != movement.shipper }
    guard let cited = (byAnother.last ?? earlier.last) else {
      return subject.measured(
        0,
        BilingualText(
          "No export of such goods to this consignee was withdrawn in the \(Self.refiledWithin) days "
            + "before.",
          "직전 \(Self.refiledWithin)일 내 이 수하인에 대한 동종 물품 수출 취하가 없음."),
        rows: [movement.record])
    }
    let name = context.name(context.records.shipper[Int(cited)])
    let days = Int(movement.date.raw - context.records.date[Int(cited)])
    return subject.measured(
      byAnother.isEmpty ? 1 : 2,
      BilingualText(
        "\(name) had declared such goods to the same consignee "
          + "\(Phrase.count(days, "day")) before and withdrawn.",
        "\(days)일 전 \(name)이(가) 같은 수하인에게 동종 물품을 신고했다가 취하함."),
      rows: [movement.record, cited])
  }
}
