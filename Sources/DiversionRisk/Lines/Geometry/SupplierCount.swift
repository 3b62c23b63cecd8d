import TradeModel

/// How many suppliers of such goods the consignee has: an honest distributor has several.
struct SupplierCount: EvidenceRule {
  let code = "geometry.supplier_count"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let profile = context.trade.profile(of: movement.consignee)
    let suppliers = profile.suppliers.count
    return subject.measured(
      Double(suppliers),
      BilingualText(
        "\(context.name(movement.consignee)) has had such goods from "
          + "\(Phrase.count(suppliers, "supplier")).",
        "\(context.name(movement.consignee))에 동종 물품을 공급한 업체는 \(suppliers)곳임."),
      rows: [movement.record])
  }
}
