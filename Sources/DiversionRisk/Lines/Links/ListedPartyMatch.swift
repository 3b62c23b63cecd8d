import PartyMatch
import TradeModel

/// Whether anybody named on the route is a listed party, or may be: shippers, consignees, stated end
/// users, forwarders and whoever is to be notified.
///
/// The measure is 1 for a hit on the day of the movement; its certainty is the probability that the
/// party is the listed one.
struct ListedPartyMatch: EvidenceRule {
  let code = "links.listed_party"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard context.lists.hasLists else {
      return subject.notCheckable(
        BilingualText("There is no list to screen against.", "대조할 우려거래자 목록이 없음."))
    }
    var best: (hit: ListHit, part: Part)?
    for part in parts(of: subject, in: context) {
      guard let hit = context.lists.hits(part.party, on: part.date).first else { continue }
      // Of equals the first: consignees before everybody else, the export before what follows.
      if best.map({ hit.certainty > $0.hit.certainty }) ?? true { best = (hit, part) }
    }
    guard let (hit, part) = best else {
      return subject.measured(
        0,
        BilingualText(
          "No party of the route has the name of a listed one.", "경로상 당사자 중 목록과 이름이 일치하는 자가 없음."),
        rows: [movement.record])
    }
    return subject.measured(
      1, certainty: hit.certainty, text(hit, part, in: context), rows: [movement.record, part.row])
  }

  /// Somebody named on a movement, and as what.
  private struct Part {
    let party: PartyIndex
    let role: BilingualText?
    let date: TradeDay
    let row: Int32
  }

  private func parts(of subject: Subject, in context: RiskContext) -> [Part] {
    let stages = [subject.movement] + subject.onward
    var parts: [Part] = []
    func add(_ stage: Int, _ party: PartyIndex?, _ role: BilingualText?) {
      guard let party else { return }
      let movement = context.movements[stage]
      parts.append(Part(party: party, role: role, date: movement.date, row: movement.record))
    }
    for stage in stages { add(stage, context.movements[stage].consignee, nil) }
    for stage in stages {
      add(stage, context.facts[stage].endUser, BilingualText("stated end user", "최종사용자"))
    }
    for stage in stages {
      add(stage, context.movements[stage].shipper, BilingualText("shipper", "송하인"))
    }
    for stage in stages {
      add(
        stage, context.facts[stage].forwarderParty,
        BilingualText("forwarder or notify party", "운송주선인 또는 통지처"))
    }
    return parts
  }

  private func text(_ hit: ListHit, _ part: Part, in context: RiskContext) -> BilingualText {
    let entry = hit.entry
    let english = part.role.map { ", the \($0.english)," } ?? ""
    let korean = part.role.map { "(\($0.korean))" } ?? ""
    let name = context.name(part.party)
    let listed =
      hit.listedName == entry.name ? entry.name : "\(entry.name), alias \(hit.listedName)"
    guard hit.certainty < 1 else {
      return BilingualText(
        "\(name)\(english) has the name of entry \(entry.entryID) of list \(entry.listID) "
          + "(\(listed)).",
        "\(name)\(korean)은(는) \(entry.listID) 목록 \(entry.entryID)(\(listed))와 이름이 일치함.")
    }
    let through = hit.through.map { " by way of \(context.name($0))" } ?? ""
    let probability = Phrase.percent(hit.certainty)
    return BilingualText(
      "\(name)\(english) is with probability \(probability) entry \(entry.entryID) of list "
        + "\(entry.listID) (\(listed))\(through).",
      "\(name)\(korean)은(는) \(probability) 확률로 \(entry.listID) 목록 \(entry.entryID)(\(listed))임.")
  }
}
