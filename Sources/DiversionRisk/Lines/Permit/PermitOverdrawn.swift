import TradeModel

/// How much was drawn on the permit up to and with this export, over what it allows.
struct PermitOverdrawn: EvidenceRule {
  let code = "permit.overdrawn"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    switch PermitNeed.cited(by: subject, in: context) {
    case .failure(let nothing): return subject.notCheckable(nothing.text)
    case .success(let permits):
      let number = permits[0].permitNumber
      guard let allowed = PermitComparison.allowedPieces(permits) else {
        return subject.notCheckable(
          BilingualText(
            "Permit \(number) names no quantity in pieces.", "허가 \(number)에 수량(개)이 없음."))
      }
      let draw = context.permits.draw(on: number, through: subject.movement)
      let drawn = draw?.piecesSoFar ?? .nan
      // What is known to be drawn can be too much, but never be known to be little enough.
      guard let draw, draw.isComplete || drawn > PermitTrouble.overdrawnFrom * allowed else {
        return subject.notCheckable(
          BilingualText(
            "Nothing says how many pieces were drawn on permit \(number), which counts pieces.",
            "허가 \(number)은(는) 수량(개) 기준이나 사용된 수량(개)을 알 수 없음."))
      }
      return subject.measured(
        drawn / allowed,
        BilingualText(
          "\(Phrase.number(drawn)) pieces drawn on permit \(number), which allows "
            + "\(Phrase.number(allowed)).",
          "허가 \(number)의 허용 수량 \(Phrase.number(allowed))개 중 누적 \(Phrase.number(drawn))개 사용."),
        rows: context.cited(
          context.permits.movements(drawingOn: number, through: subject.movement).reversed()))
    }
  }
}
