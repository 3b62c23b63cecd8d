import TradeModel

/// Whether the onward lot is of the same quantity as the export's.
///
/// Movements of one day between the same two are one lot. The measure is the smaller over the larger.
struct EqualQuantity: EvidenceRule {
  let code = "flow.equal_quantity"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard let next = subject.onward.first else {
      return subject.notCheckable(
        BilingualText(
          "No onward movement is recorded whose quantity could be compared.",
          "수량을 비교할 재반출 기록이 없음."))
    }
    let onward = context.movements[next]
    let received = context.lot(of: subject.movement)
    let sent = context.lot(of: next)
    guard received.thousandths > 0, sent.thousandths > 0 else {
      return subject.notCheckable(
        BilingualText("One of the two quantities is unknown.", "두 수량 중 하나를 알 수 없음."))
    }
    let (came, went) = (movement.unit.amount(received), onward.unit.amount(sent))
    let ratio = min(received.units, sent.units) / max(received.units, sent.units)
    return subject.measured(
      ratio,
      BilingualText(
        "Received \(came), sent on \(went): the smaller is \(Phrase.percent(ratio)) of the larger.",
        "반입 \(came), 반출 \(went): 작은 쪽이 큰 쪽의 \(Phrase.percent(ratio))."),
      rows: [movement.record, onward.record])
  }
}

extension RiskContext {
  /// What moved between the parties of a movement on its day, in the unit of account of its family.
  func lot(of number: Int) -> FlowQuantity {
    let movement = movements[number]
    let sameDay = pairs.pair(movement.shipper, movement.consignee).movements.filter {
      movements[Int($0)].date == movement.date && movements[Int($0)].family == movement.family
    }
    return FlowQuantity(
      thousandths: sameDay.reduce(0) { $0 + (movements[Int($1)].quantity?.thousandths ?? 0) })
  }
}
