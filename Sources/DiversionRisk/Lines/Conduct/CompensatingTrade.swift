import TradeModel

/// Whether what the exporter under-priced to a country is made good by what it over-priced there.
///
/// The measure is the smaller over the larger of the two sums in US dollars within a year, 0 where
/// either is nothing.
struct CompensatingTrade: EvidenceRule {
  let code = "conduct.compensating_trade"
  /// Days before and after within which the two halves are looked for (typology T14).
  static let window = 365
  /// Priced at the usual value over this factor, or lower, goods are under-priced.
  static let underpricedFactor = 1.4

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard let usual = movement.signature?.valuePerPiece, usual > 0, movement.value > 0,
      movement.pieces > 0
    else {
      return subject.notCheckable(
        BilingualText(
          "Value, quantity or the usual price is not known, so nothing can be set against it.",
          "금액, 수량 또는 통상 가격을 알 수 없어 보상 거래를 확인할 수 없음."))
    }
    let over = context.companions.overpriced(from: movement.shipper, to: movement.to)
      .filter { abs($0.day - movement.date) <= Self.window }
    let under = over.isEmpty ? [] : underpriced(around: movement, in: context)
    let isPart = movement.value * Self.underpricedFactor <= usual * movement.pieces
    let missing = under.reduce(0) { $0 + $1.shortfall }
    let excess = over.reduce(0) { $0 + $1.excess }
    guard isPart, missing > 0, excess > 0 else {
      return subject.measured(
        0,
        BilingualText(
          "No under-priced goods are made good by over-priced ones of the same exporter.",
          "동일 수출자의 저가 신고를 상쇄하는 고가 신고가 없음."), rows: [movement.record])
    }
    let days = 2 * Self.window
    return subject.measured(
      min(missing, excess) / max(missing, excess),
      BilingualText(
        "Within \(days) days \(context.name(movement.shipper)) under-priced goods to \(movement.to) "
          + "by \(Phrase.money(missing)) and over-priced others by \(Phrase.money(excess)).",
        "\(days)일 내 \(context.name(movement.shipper))의 \(movement.to)행 저가 신고 합계는 "
          + "\(Phrase.money(missing)), 고가 신고 합계는 \(Phrase.money(excess))임."),
      rows: Array(
        ([movement.record] + over.map(\.row) + under.map(\.row)).prefix(PairBounds.citedMovements)))
  }

  private func underpriced(
    around movement: Movement, in context: RiskContext
  ) -> [(row: Int32, shortfall: Double)] {
    context.trade.profile(of: movement.shipper).sent.compactMap { number in
      let lot = context.movements[Int(number)]
      guard lot.to == movement.to, abs(lot.date - movement.date) <= Self.window,
        let usual = lot.signature?.valuePerPiece,
        lot.value * Self.underpricedFactor <= usual * lot.pieces
      else { return nil }
      return (lot.record, usual * lot.pieces - lot.value)
    }
  }
}
