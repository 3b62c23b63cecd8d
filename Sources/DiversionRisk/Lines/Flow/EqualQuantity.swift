import TradeModel

/// Whether the onward movement is of the same quantity as the export.
struct EqualQuantity: EvidenceRule {
  let code = "flow.equal_quantity"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard let next = subject.onward.first else {
      return .notCheckable(
        BilingualText(
          "No onward movement is recorded whose quantity could be compared.",
          "수량을 비교할 재반출 기록이 없음."))
    }
    let onward = context.movements[next]
    guard let received = movement.quantity, let sent = onward.quantity, received.thousandths > 0,
      sent.thousandths > 0
    else {
      return .notCheckable(
        BilingualText("One of the two quantities is unknown.", "두 수량 중 하나를 알 수 없음."))
    }
    let ratio =
      min(received.units, sent.units) / max(received.units, sent.units)
    return .measured(
      ratio,
      BilingualText(
        "Received \(received), sent on \(sent): the smaller is \(Phrase.percent(ratio)) of the larger.",
        "반입 \(received), 반출 \(sent): 작은 쪽이 큰 쪽의 \(Phrase.percent(ratio))."),
      rows: [movement.record, onward.record])
  }
}
