import PartyMatch
import TradeModel

/// Whether the consignee is of a kind that uses such goods itself.
///
/// The measure is 1 where it is.
struct ConsigneeKind: EvidenceRule {
  let code = "party.consignee_kind"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let party = context.known(movement.consignee)
    guard let kind = party.kind else {
      return subject.notCheckable(
        BilingualText(
          "The registry does not say what kind of party \(party.name) is.",
          "\(party.name)의 유형이 등록되어 있지 않음."))
    }
    let uses = [.manufacturer, .university, .government, .dataCentre].contains(kind)
    return subject.measured(
      uses ? 1 : 0,
      BilingualText(
        "\(party.name) is registered as \(kind.rawValue.replacing("_", with: " ")).",
        "\(party.name)의 등록 유형은 \(kind.rawValue)임."), rows: [movement.record])
  }
}
