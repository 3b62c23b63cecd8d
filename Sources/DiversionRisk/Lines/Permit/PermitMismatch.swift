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
    switch PermitNeed.cited(by: movement, in: context) {
    case .failure(let nothing): return .notCheckable(nothing.text)
    case .success(let permits):
      // A number may license several controls; the one that differs least is meant.
      let differences =
        permits.map { disagreements(of: movement, with: $0, context) }
        .min { $0.count < $1.count } ?? []
      let number = permits[0].permitNumber
      let english = differences.map(\.english).joined(separator: ", ")
      let korean = differences.map(\.korean).joined(separator: ", ")
      return .measured(
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

  private func disagreements(
    of movement: Movement, with permit: Permit, _ context: RiskContext
  ) -> [BilingualText] {
    var found: [BilingualText] = []
    func compare(_ permitted: String?, _ party: PartyIndex, _ text: BilingualText) {
      // Only identifiers are compared: a name that was not resolved proves nothing.
      guard let permitted, context.parties[party].registered != nil else { return }
      if context.parties[party].key != permitted { found.append(text) }
    }
    compare(permit.exporterID, movement.shipper, BilingualText("exporter", "수출자"))
    compare(permit.consigneeID, movement.consignee, BilingualText("consignee", "수하인"))
    if let permitted = permit.endUserID,
      let stated = context.details[movement.record]?.endUser.id, stated != permitted
    {
      found.append(BilingualText("end user", "최종사용자"))
    }
    if let permitted = permit.destinationCountry, permitted != movement.to {
      found.append(BilingualText("destination (\(permitted))", "목적지(\(permitted))"))
    }
    if let code = permit.controlCode,
      !context.catalogue.controls(of: movement.family).contains(where: { $0.controlCode == code })
    {
      found.append(BilingualText("item (\(code))", "품목(\(code))"))
    }
    return found
  }
}
