import FlowGraph
import TradeModel

/// What it weighs that the goods are not seen to leave the consignee, by how much of what leaves its
/// country is recorded.
///
/// The measure is in decibans, zero or below: silence never speaks for diversion, and where little is
/// recorded it does not speak against it either.
struct NoOnwardMovement: EvidenceRule {
  let code = "silence.no_onward_movement"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let name = context.name(movement.consignee)
    guard context.flow.shareSentOn[subject.movement] == 0 else {
      return subject.measured(
        0,
        BilingualText(
          "The goods were seen to leave \(name) again.", "물품이 \(name)에서 다시 반출된 기록이 있음."),
        rows: [movement.record]
          + context.cited(context.flow.onwardNumbers(of: subject.movement)))
    }
    guard context.flow.isOrigin[subject.movement], context.flow.legs.quantity[subject.movement] > 0,
      let country = context.onwardRecords.country(movement.to)
    else {
      return subject.notCheckable(
        BilingualText(
          "Too little is recorded of what leaves \(movement.to) for silence to say anything.",
          "\(movement.to)의 반출 기록이 적어 기록이 없다는 사실로 판단할 수 없음."))
    }
    guard OnwardRecords.isSettled(movement, in: context.flow, asOf: context.asOf) else {
      return subject.notCheckable(
        BilingualText(
          "The goods may still be sent on from \(name).", "물품이 \(name)에서 아직 재반출될 수 있음."))
    }
    let (recorded, seen) = (country.recordedShare, country.seenShare)
    return subject.measured(
      OnwardRecords.decibans(recorded: recorded, seen: seen),
      BilingualText(
        "No onward movement from \(name) is recorded; \(Phrase.percent(recorded)) of what leaves "
          + "\(movement.to) is, and \(Phrase.percent(seen)) of such lots there are seen to be sent on.",
        "\(name)에서의 재반출 기록이 없음. \(movement.to)에서 나가는 이동의 \(Phrase.percent(recorded))가 기록되며, "
          + "그곳 동종 물량의 \(Phrase.percent(seen))가 재반출된 것으로 확인됨."),
      rows: [movement.record])
  }
}
