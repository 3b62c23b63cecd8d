import TradeModel

/// Whether a party where the goods ended up also buys, or used to buy, from this exporter directly.
///
/// Substitution: the direct trade gives way to one through a hub. Who sells to many, or to a buyer of
/// many importers, meets customers of his own by chance: the measure is 1, less three times the share
/// of strangers who feed one of them.
struct FormerDirectBuyer: EvidenceRule {
  let code = "lane.former_direct_buyer"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    // A consignee that moves goods to an address of its own is not a buyer.
    let buyers = context.buyers(of: subject).filter { $0 != movement.consignee }
    guard !buyers.isEmpty else {
      return subject.notCheckable(
        BilingualText(
          "No final buyer is recorded who could be a direct customer.",
          "최종 구매자 기록이 없어 직거래 여부를 확인할 수 없음."))
    }
    let direct = buyers.map { ($0, context.pairs.pair(movement.shipper, $0).movements) }
      .max { $0.1.count < $1.1.count }
    let (buyer, sales) = direct ?? (buyers[0], [])
    let days = Set(sales.map { context.movements[Int($0)].date }).sorted()
    guard let first = days.first else {
      return subject.measured(
        0,
        BilingualText(
          "\(context.name(movement.shipper)) sold no such goods directly to the final buyer.",
          "\(context.name(movement.shipper))이(가) 최종 구매자에게 직접 판매한 동종 물품이 없음."),
        rows: [movement.record])
    }
    let chance = context.pairs.feeders.chanceOfCustomer(
      of: movement.shipper, besides: movement.consignee)
    var words: BilingualText {
      SameBuyer.words(
        chance.feeding, of: chance.strangers, "one of its customers", "그 직접 거래처")
    }
    return subject.measured(
      max(0, 1 - SameBuyer.timesChance * chance.share),
      BilingualText(
        "\(context.name(movement.shipper)) sold such goods directly to \(context.name(buyer)) on "
          + "\(Phrase.count(days.count, "day")), first on \(first).\(words.english)",
        "\(context.name(movement.shipper))은(는) \(context.name(buyer))에 동종 물품을 \(days.count)일에 걸쳐 "
          + "직접 판매함(최초 \(first)).\(words.korean)"),
      rows: [movement.record] + context.cited(sales))
  }
}
