import PartyMatch
import TradeModel

/// Whether the end user stated on the declaration or the permit is where the goods ended up.
///
/// Who names the buyer in the destination of concern hides nothing: the licence was, or will be, asked
/// for that buyer. The measure is 0 where the onward buyer or a destination of concern is declared
/// openly as the end use, 0.5 for an end user in a third country, which says openly that the goods go
/// on, 1 where the declared destination is itself of concern, 2 for an end user elsewhere, 3 for one
/// elsewhere although at least `followed` of the lot went on to a destination of concern.
struct DeclaredEndUser: EvidenceRule {
  let code = "enduse.declared_end_user"
  /// Share of the lot from which its onward movement contradicts an end user elsewhere.
  static let followed = 0.3

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    if context.concern.contains(movement.to) {
      return subject.measured(
        1,
        BilingualText(
          "The declared destination \(movement.to) is itself one of concern.",
          "신고 목적지 \(movement.to)가 그 자체로 우려 목적지임."), rows: [movement.record])
    }
    let facts = context.facts(of: subject)
    let buyers = context.buyers(of: subject)
    if let open = openlyDeclared(facts, buyers, in: context) {
      return subject.measured(0, open, rows: [movement.record] + onward(subject, in: context))
    }
    guard let name = facts.endUserName else {
      return subject.notCheckable(
        BilingualText("No end user is stated.", "최종사용자가 기재되지 않음."))
    }
    let share = context.flow.shareReaching[subject.movement]
    guard share >= Self.followed else {
      if let country = facts.endUserCountry, country != movement.to,
        !context.settings.origins.contains(country)
      {
        return subject.measured(
          0.5,
          BilingualText(
            "The stated end user \(name) is in \(country), a third country: that the goods go on is "
              + "said openly.",
            "기재된 최종사용자 \(name)은(는) 또 다른 나라 \(country)에 있음(재반출을 공개 신고)."),
          rows: [movement.record])
      }
      return subject.measured(
        2,
        BilingualText(
          "The stated end user \(name) is in no destination of concern.",
          "기재된 최종사용자 \(name)은(는) 우려 목적지에 있지 않음."), rows: [movement.record])
    }
    return subject.measured(
      3,
      BilingualText(
        "The stated end user is \(name), but \(Phrase.percent(share)) of the lot went on to a "
          + "destination of concern.",
        "기재된 최종사용자는 \(name)이나 물량의 \(Phrase.percent(share))가 우려 목적지로 이어짐."),
      rows: [movement.record] + onward(subject, in: context))
  }

  private func onward(_ subject: Subject, in context: RiskContext) -> [Int32] {
    subject.onward.map { context.movements[$0].record }
      + context.cited(context.flow.lateOnward(of: subject.movement))
  }

  private func openlyDeclared(
    _ facts: MovementFacts, _ buyers: [PartyIndex], in context: RiskContext
  ) -> BilingualText? {
    if let country = facts.endUserCountry, context.concern.contains(country) {
      return BilingualText(
        "The stated end user \(facts.endUserName ?? "") is in \(country): declared openly.",
        "기재된 최종사용자 \(facts.endUserName ?? "")이(가) \(country)에 있음(공개 신고).")
    }
    if let user = facts.endUser, buyers.contains(user) {
      return BilingualText(
        "The onward buyer \(context.name(user)) is the stated end user: declared openly.",
        "재반출 구매자 \(context.name(user))이(가) 최종사용자로 기재됨(공개 신고).")
    }
    guard let number = facts.permitNumber else { return nil }
    let permitted = context.permits.permits(number).compactMap(\.endUserID)
    guard let user = buyers.first(where: { permitted.contains(context.parties[$0].key) }) else {
      return nil
    }
    return BilingualText(
      "Permit \(number) was issued for the onward buyer \(context.name(user)) as end user.",
      "허가 \(number)가 재반출 구매자 \(context.name(user))을(를) 최종사용자로 하여 발급됨.")
  }
}
