import PartyMatch
import TradeModel

/// Whether the consignee is a forwarder: somebody who moves goods, and has no use for them.
///
/// The measure is 1 for a forwarder by registry, line of business or name, else 0.
struct ForwarderConsignee: EvidenceRule {
  let code = "party.forwarder_consignee"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let party = context.known(movement.consignee)
    let reason = context.forwarders.reason(movement.consignee)
    if let reason {
      return subject.measured(
        1,
        BilingualText(
          "The consignee \(party.name) is a forwarder by its \(reason.text.english).",
          "수하인 \(party.name)은(는) \(reason.text.korean)상 운송주선업자임."), rows: [movement.record])
    }
    guard party.kind != nil || party.industry != nil else {
      return subject.notCheckable(
        BilingualText(
          "The registry does not say what \(party.name) does.", "\(party.name)의 업종이 등록되어 있지 않음."))
    }
    return subject.measured(
      0,
      BilingualText(
        "The consignee \(party.name) is not a forwarder.", "수하인 \(party.name)은(는) 운송주선업자가 아님."),
      rows: [movement.record])
  }
}

extension ForwarderNames.Reason {
  fileprivate var text: BilingualText {
    switch self {
    case .registeredKind: BilingualText("registered kind", "등록 업종")
    case .industry(let code): BilingualText("line of business (ISIC \(code))", "업종(ISIC \(code))")
    case .name: BilingualText("name", "상호")
    }
  }
}
