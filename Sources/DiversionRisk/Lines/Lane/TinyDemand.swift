import TradeModel

/// How a year of the exporter's lots to the consignee compares with all that the country of
/// destination took in of such goods the year before.
///
/// A neighbour with next to no demand of its own is a way through. The measure is the value of the
/// lots in the year up to this one over the country's reported imports of the twelve months before;
/// where one in a hundred other pairs sends more than a country takes in, over that share of theirs.
struct TinyDemand: EvidenceRule {
  let code = "lane.tiny_demand"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard
      let year = YearOfLots(
        upTo: movement, in: context.movements, of: context.pairs, context.demand)
    else {
      return subject.notCheckable(
        BilingualText(
          "Nothing says how much of such goods \(movement.to) takes in.",
          "\(movement.to)의 동종 물품 수요를 알 수 있는 통계가 없음."))
    }
    let (usual, others) = context.usualShares.oneInAHundred(besides: year.share)
    // Not put in words where nobody reads them.
    var words: BilingualText { Self.words(of: usual, others) }
    return subject.measured(
      year.share / max(1, usual),
      BilingualText(
        "\(Phrase.money(year.value)) of such goods within \(YearOfLots.window) days went to a "
          + "consignee in \(movement.to), which took in \(Phrase.money(year.demand)) from everywhere "
          + "the year before.\(words.english)",
        "\(YearOfLots.window)일 내 \(Phrase.money(year.value))의 동종 물품이 \(movement.to)의 한 수하인에게 "
          + "갔으나, 전년도 이 국가의 총수입은 \(Phrase.money(year.demand))임.\(words.korean)"),
      rows: [movement.record] + context.cited(year.lots.reversed()))
  }

  /// What others send, where that is more than countries take in.
  private static func words(of usual: Double, _ others: Int) -> BilingualText {
    guard usual > 1 else { return BilingualText("", "") }
    let (times, count) = (Phrase.factor(usual), Phrase.number(Double(others)))
    return BilingualText(
      " Of \(count) other pairs of exporter and consignee, one in \(UsualShares.oneIn) sends "
        + "\(times) times as much as is taken in.",
      " 다른 수출자·수하인 쌍 \(count)건은 \(UsualShares.oneIn)건당 하나꼴로 총수입의 \(times)배를 보냄.")
  }
}
