import TradeModel

/// Whether the country of destination recorded another value for the same movement than the exporter
/// declared.
///
/// The measure is the larger of the two values over the smaller.
struct MirrorValue: EvidenceRule {
  let code = "item.mirror_value"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let declared = context.records.value[Int(movement.record)]
    let mirrors = movement.mirrors.filter {
      context.records.kind[Int($0)] == .import && !context.records.value[Int($0)].isNaN
    }
    guard !declared.isNaN, let mirror = mirrors.first else {
      return subject.notCheckable(
        BilingualText(
          "No import record with a value is known to compare with.", "비교할 수입 신고 금액이 없음."))
    }
    let recorded = context.records.value[Int(mirror)]
    let times = max(declared, recorded) / min(declared, recorded)
    return subject.measured(
      times,
      BilingualText(
        "Declared at \(Phrase.money(declared)) on export, recorded at \(Phrase.money(recorded)) on "
          + "import in \(movement.to): \(Phrase.factor(times)) times apart.",
        "수출 신고 금액 \(Phrase.money(declared)), \(movement.to) 수입 기록 금액 \(Phrase.money(recorded)): "
          + "\(Phrase.factor(times))배 차이."),
      rows: [movement.record, mirror])
  }
}
