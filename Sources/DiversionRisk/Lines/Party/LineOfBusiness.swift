import PartyMatch
import TradeModel

/// Whether the consignee's line of business has a use for such goods.
///
/// The measure is 1 where not.
struct LineOfBusiness: EvidenceRule {
  let code = "party.line_of_business"
  /// Divisions of ISIC revision 4 that make, sell, run or teach with electronics and computers.
  static let fitting: Set<String> = [
    "26", "27", "33", "46", "47", "58", "61", "62", "63", "70", "71", "72", "84", "85", "95",
  ]

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let party = context.known(movement.consignee)
    guard let industry = party.industry, industry.count >= 2 else {
      return subject.notCheckable(
        BilingualText(
          "The line of business of \(party.name) is not known.", "\(party.name)의 업종을 알 수 없음."))
    }
    let fits = Self.fitting.contains(String(industry.prefix(2)))
    return subject.measured(
      fits ? 0 : 1,
      BilingualText(
        "\(party.name) works in ISIC class \(industry), which \(fits ? "has" : "has no") use for "
          + "such goods.",
        "\(party.name)의 업종(ISIC \(industry))은 동종 물품의 용도가 \(fits ? "있음" : "없음")."),
      rows: [movement.record])
  }
}
