import TradeModel

/// Whether the permit cited was valid on the day.
///
/// The measure is the days by which it was not.
struct PermitExpired: EvidenceRule {
  let code = "permit.expired"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    switch PermitNeed.cited(by: subject, in: context) {
    case .failure(let nothing): return subject.notCheckable(nothing.text)
    case .success(let permits):
      let number = permits[0].permitNumber
      guard permits.contains(where: { $0.validFrom != nil || $0.validUntil != nil }) else {
        return subject.notCheckable(
          BilingualText(
            "Permit \(number) names no dates.", "허가 \(number)에 유효 기간이 없음."))
      }
      let outside =
        permits.map { permit in
          max(
            permit.validUntil.map { movement.date - $0 } ?? 0,
            permit.validFrom.map { $0 - movement.date } ?? 0, 0)
        }.min() ?? 0
      return subject.measured(
        Double(outside),
        outside == 0
          ? BilingualText(
            "Permit \(number) was valid on \(movement.date).",
            "허가 \(number)는 \(movement.date)에 유효했음.")
          : BilingualText(
            "Permit \(number) was not valid on \(movement.date), by "
              + "\(Phrase.count(outside, "day")).",
            "허가 \(number)는 \(movement.date)에 유효하지 않았음(\(outside)일 벗어남)."),
        rows: [movement.record])
    }
  }
}
