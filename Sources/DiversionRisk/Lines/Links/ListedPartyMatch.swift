import TradeModel

/// Whether the consignee, the stated end user or the party at the end of the route bears the name of
/// a listed one.
///
/// The measure is 1 for a hit by name in the same country on the day.
struct ListedPartyMatch: EvidenceRule {
  let code = "links.listed_party"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard context.lists.hasLists else {
      return subject.notCheckable(
        BilingualText("There is no list to screen against.", "대조할 우려거래자 목록이 없음."))
    }
    let stages = [subject.movement] + subject.onward
    for number in stages {
      let stage = context.movements[number]
      guard let hit = context.lists.hits(stage.consignee, on: stage.date).first else { continue }
      let name = context.name(stage.consignee)
      return subject.measured(
        1,
        BilingualText(
          "\(name) has the name of entry \(hit.entryID) of list \(hit.listID) (\(hit.name)).",
          "\(name)은(는) \(hit.listID) 목록 \(hit.entryID)(\(hit.name))와 이름이 일치함."),
        rows: [movement.record, stage.record])
    }
    return subject.measured(
      0,
      BilingualText(
        "No party of the route has the name of a listed one.", "경로상 당사자 중 목록과 이름이 일치하는 자가 없음."),
      rows: [movement.record])
  }
}
