import PartyMatch
import TradeModel

/// How many other consignees of the same exporter feed the same buyer in a destination of concern.
///
/// One buyer behind several fronts is what fan-out, substitution and moving to another hub have in
/// common. A buyer of many importers is met by chance, too: the measure is how many there are, less
/// three times as many as chance would have.
struct SameBuyer: EvidenceRule {
  let code = "lane.same_buyer"
  /// Of a count with a mean below 0.1, one in ten or fewer reach 1 by chance.
  static let timesChance = 3.0

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let buyers = context.buyers(of: subject)
    guard !buyers.isEmpty else {
      return subject.notCheckable(
        BilingualText(
          "No buyer in a destination of concern is recorded.", "우려 목적지의 구매자 기록이 없음."))
    }
    var others: Set<PartyIndex> = []
    for buyer in buyers {
      others.formUnion(context.pairs.feeders.feeders(of: buyer, from: movement.shipper))
    }
    others.remove(movement.consignee)
    guard !others.isEmpty else {
      let buyer = context.name(buyers[0])
      return subject.measured(
        0,
        BilingualText(
          "No other consignee of \(context.name(movement.shipper)) feeds \(buyer).",
          "\(context.name(movement.shipper))의 다른 수하인 중 \(buyer)에 공급하는 곳이 없음."),
        rows: [movement.record])
    }
    let sorted = others.sorted()
    let names = sorted.prefix(3).map(context.name).joined(separator: ", ")
    let count = sorted.count
    let chance = context.pairs.feeders.chance(
      of: movement.shipper, besides: movement.consignee, feeding: buyers)
    // Not put in words where nobody reads them.
    var words: BilingualText { Self.words(of: chance) }
    return subject.measured(
      max(0, Double(count) - Self.timesChance * chance.expected),
      BilingualText(
        "\(Phrase.count(count, "other consignee")) of \(context.name(movement.shipper)) "
          + "\(count == 1 ? "feeds" : "feed") the same buyer: \(names).\(words.english)",
        "\(context.name(movement.shipper))의 다른 수하인 \(count)곳도 같은 구매자에게 공급함: \(names)."
          + words.korean),
      rows: [movement.record]
        + context.cited(
          sorted.flatMap { context.pairs.pair(movement.shipper, $0).movements.prefix(3) }))
  }

  /// How many strangers feed the same, where any does.
  static func words(
    _ feeding: Int, of strangers: Int, _ whom: String, _ whomInKorean: String
  ) -> BilingualText {
    guard feeding > 0 else { return BilingualText("", "") }
    let total = Phrase.number(Double(strangers))
    return BilingualText(
      " Of \(total) that feed such buyers with goods of other exporters, \(feeding) "
        + "\(feeding == 1 ? "feeds" : "feed") \(whom).",
      " 다른 수출자의 물품을 그런 구매자에게 공급하는 \(total)곳 중 \(feeding)곳이 \(whomInKorean)에 공급함.")
  }

  /// What chance would have, where others feed the buyer too.
  private static func words(of chance: BuyerFeeders.Chance) -> BilingualText {
    guard chance.feeding > 0 else { return BilingualText("", "") }
    let expected = Phrase.number(chance.expected)
    let strangers = words(chance.feeding, of: chance.strangers, "it", "이 구매자")
    return BilingualText(
      strangers.english + " By chance \(expected) would.",
      strangers.korean + " 우연이라면 \(expected)곳 예상.")
  }
}
