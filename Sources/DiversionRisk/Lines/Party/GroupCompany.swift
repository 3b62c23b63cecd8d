import PartyMatch
import TradeModel

/// Whether exporter and consignee belong to one group, or the goods move within one.
///
/// The measure is 1 where owners, parents or the declared nature say so.
struct GroupCompany: EvidenceRule {
  let code = "party.group_company"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let declared = context.facts(of: subject).nature == .intraGroup
    let owned = context.links.link(movement.shipper, movement.consignee) == .owner
    let registered = [movement.shipper, movement.consignee].contains {
      context.known($0).isRegistered
    }
    guard declared || owned || registered else {
      return subject.notCheckable(
        BilingualText("Neither party is in the registry.", "양 당사자 모두 등록부에 없음."))
    }
    let text =
      if owned {
        BilingualText("Registry: one owns the other.", "등록부상 지분 관계가 있음.")
      } else if declared {
        BilingualText("Declared as a movement within a group.", "그룹 내 거래로 신고됨.")
      } else {
        BilingualText("The parties are not of one group.", "동일 그룹이 아님.")
      }
    return subject.measured(declared || owned ? 1 : 0, text, rows: [movement.record])
  }
}
