import PartyMatch
import TradeModel

/// How old the consignee was on the day, by its incorporation.
///
/// The measure is years, negative where it was incorporated only afterwards.
struct NewbornParty: EvidenceRule {
  let code = "party.newborn"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let name = context.name(movement.consignee)
    guard let born = context.parties[movement.consignee].registered?.incorporatedOn else {
      return subject.notCheckable(
        BilingualText(
          "The day of incorporation of \(name) is not known.", "\(name)의 설립일을 알 수 없음."))
    }
    let days = movement.date - born
    let years = Double(days) / 365.25
    return subject.measured(
      years,
      days < 0
        ? BilingualText(
          "\(name) was incorporated on \(born), \(-days) days after the declaration.",
          "\(name)의 설립일 \(born)은 신고일보다 \(-days)일 늦음.")
        : BilingualText(
          "\(name) was incorporated on \(born), \(Phrase.count(days, "day")) before.",
          "\(name)은(는) \(days)일 전인 \(born)에 설립됨."), rows: [movement.record])
  }
}
