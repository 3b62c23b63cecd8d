import FlowGraph
import TradeModel

/// What share of the lot went on to destinations of concern by the forwarder that arranged the export.
///
/// A forwarder knows where goods really go; one that arranges both halves knew at the first.
struct SameForwarder: EvidenceRule {
  let code = "flow.same_forwarder"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard let forwarder = context.facts(of: subject).forwarder else {
      return subject.notCheckable(
        BilingualText("No forwarder is named on the export.", "수출 신고에 운송주선인이 없음."))
    }
    let onward = context.flow.onward(of: subject.movement).filter {
      context.reachesConcern($0.movement)
    }
    guard onward.contains(where: { context.facts[$0.movement].forwarder != nil }) else {
      return subject.notCheckable(
        BilingualText(
          "No forwarder of an onward movement is recorded.", "재반출의 운송주선인 기록이 없음."))
    }
    let same = onward.filter { context.facts[$0.movement].forwarder == forwarder }
    let drawn = same.reduce(Int64(0)) { $0 + $1.quantity }
    let lot = context.flow.legs.quantity[subject.movement]
    let share = lot > 0 ? min(1, Double(drawn) / Double(lot)) : 0
    return subject.measured(
      share,
      BilingualText(
        "\(Phrase.percent(share)) of the lot went on by the forwarder of the export.",
        "물량의 \(Phrase.percent(share))가 수출과 같은 운송주선인을 통해 재반출됨."),
      rows: [movement.record] + context.cited(same.map { Int32($0.movement) }))
  }
}
