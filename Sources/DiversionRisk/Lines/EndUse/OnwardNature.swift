import TradeModel

/// Whether the goods left the consignee by sale, or as something that leaves no buyer behind: within
/// a group, for repair, on loan.
///
/// The measure is the share of what was drawn from the lot that left as a movement within a group,
/// repair, replacement, sample or lease.
struct OnwardNature: EvidenceRule {
  let code = "enduse.onward_nature"
  static let harmless: Set<TransactionNature> = [
    .intraGroup, .repair, .replacement, .sample, .lease,
  ]

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    var (drawn, harmless): (Int64, Int64) = (0, 0)
    for onward in context.flow.onward(of: subject.movement) {
      guard let nature = context.facts[onward.movement].nature else { continue }
      drawn += onward.quantity
      if Self.harmless.contains(nature) { harmless += onward.quantity }
    }
    guard drawn > 0 else {
      return subject.notCheckable(
        BilingualText(
          "No onward movement with its nature is recorded.", "거래 구분이 기재된 재반출 기록이 없음."))
    }
    let share = Double(harmless) / Double(drawn)
    return subject.measured(
      share,
      BilingualText(
        "\(Phrase.percent(share)) of what was sent on left within a group, for repair, as a sample or "
          + "on loan.",
        "재반출 물량의 \(Phrase.percent(share))가 그룹 내 이동, 수리, 견본 또는 임대로 나감."),
      rows: [movement.record] + context.cited(context.flow.onwardNumbers(of: subject.movement)))
  }
}
