import TradeModel

/// Whether the exporter sends goods made abroad that it is not recorded to have brought in.
///
/// Somebody else imported them, perhaps for own use. The measure is 1 where the goods were made
/// elsewhere and no import of such goods by the exporter is recorded, else 0.
struct ForeignGoods: EvidenceRule {
  let code = "exporter.foreign_goods"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard let origin = context.facts(of: subject).origin else {
      return subject.notCheckable(
        BilingualText("The country of manufacture is not stated.", "원산지가 기재되지 않음."))
    }
    let name = context.name(movement.shipper)
    if origin == movement.from {
      return subject.measured(
        0, BilingualText("The goods were made in \(origin).", "\(origin)에서 제조된 물품임."),
        rows: [movement.record])
    }
    guard context.feeds.importsCovered.contains(movement.from) else {
      return subject.notCheckable(
        BilingualText(
          "The import records of \(movement.from) do not come in.",
          "\(movement.from)의 수입 기록이 수집되지 않음."))
    }
    let imports = context.trade.profile(of: movement.shipper).received.filter {
      let lot = context.movements[Int($0)]
      return lot.to == movement.from && lot.date <= movement.date
    }
    return subject.measured(
      imports.isEmpty ? 1 : 0,
      imports.isEmpty
        ? BilingualText(
          "Made in \(origin), but \(name) is not recorded to have imported such goods.",
          "원산지는 \(origin)이나 \(name)의 동종 물품 수입 기록이 없음.")
        : BilingualText(
          "Made in \(origin); \(name) imported such goods in "
            + "\(Phrase.count(imports.count, "lot")).",
          "원산지는 \(origin)이며 \(name)의 동종 물품 수입은 \(imports.count)건임."),
      rows: [movement.record] + context.cited(imports))
  }
}
