import PartyMatch
import TradeModel

/// How much of what a declared place of use received has left it again by sale.
///
/// Accelerators that were said to be installed cannot have been sold on. The measure is the share of
/// all such goods received that was sent on, other than within a group, for repair, as samples or on
/// loan; it is taken for consignees registered as a data centre, university or government. A
/// distributor that names itself as the end user is no place of use.
struct MassBalance: EvidenceRule {
  let code = "enduse.mass_balance"
  private static let ownUse: Set<PartyKind> = [.dataCentre, .university, .government]

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    let name = context.name(movement.consignee)
    let kind = context.known(movement.consignee).kind
    guard kind.map(Self.ownUse.contains) ?? false else {
      return subject.notCheckable(
        BilingualText(
          "\(name) is not registered as a place where such goods are used.",
          "\(name)은(는) 동종 물품의 사용처로 등록되어 있지 않음."))
    }
    let profile = context.trade.profile(of: movement.consignee)
    // Kilograms and pieces are never added.
    func isCountedAlike(_ number: Int32) -> Bool {
      context.movements[Int(number)].unit == movement.unit
    }
    let received = units(profile.received.filter(isCountedAlike), in: context)
    let sales = profile.sent.filter(isCountedAlike).filter {
      context.facts[Int($0)].nature.map { !OnwardNature.harmless.contains($0) } ?? true
    }
    guard received > 0, profile.sent.contains(where: isCountedAlike) else {
      return subject.notCheckable(
        BilingualText(
          "Nothing is recorded of such goods leaving \(name); most onward movements never are.",
          "\(name)의 동종 물품 반출 기록이 없음(재반출은 대부분 기록되지 않음)."))
    }
    let sold = units(sales, in: context)
    let (soldAmount, receivedAmount) = (movement.unit.amount(sold), movement.unit.amount(received))
    return subject.measured(
      min(1, sold / received),
      BilingualText(
        "\(name) is said to use such goods itself, but sold on \(soldAmount) of "
          + "\(receivedAmount) that it received.",
        "\(name)은(는) 직접 사용한다고 하나 받은 \(receivedAmount) 중 \(soldAmount)을(를) "
          + "되팔았음."),
      rows: [movement.record] + context.cited(sales))
  }

  private func units(_ movements: [Int32], in context: RiskContext) -> Double {
    movements.reduce(0) { $0 + (context.movements[Int($1)].quantity?.units ?? 0) }
  }
}
