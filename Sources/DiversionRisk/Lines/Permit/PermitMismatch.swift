import PartyMatch
import TradeModel

/// Whether the permit cited was issued to this exporter, for this consignee, end user, destination
/// and item.
///
/// The measure is the number of things that differ.
struct PermitMismatch: EvidenceRule {
  let code = "permit.mismatch"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    switch PermitNeed.cited(by: subject, in: context) {
    case .failure(let nothing): return subject.notCheckable(nothing.text)
    case .success(let permits):
      // A number may license several controls; the one that differs least is meant.
      let differences =
        permits.map {
          PermitComparison.differences(
            movement, context.facts(of: subject), $0, catalogue: context.catalogue,
            parties: context.parties)
        }.min { $0.count < $1.count } ?? []
      let number = permits[0].permitNumber
      let english = differences.map(\.english).joined(separator: ", ")
      let korean = differences.map(\.korean).joined(separator: ", ")
      return subject.measured(
        Double(differences.count),
        differences.isEmpty
          ? BilingualText(
            "Permit \(number) agrees with the declaration.", "허가 \(number)의 내용이 신고와 일치함.")
          : BilingualText(
            "Permit \(number) was issued for another \(english).", "허가 \(number)와 다른 항목: \(korean)."
          ),
        rows: [movement.record])
    }
  }
}
