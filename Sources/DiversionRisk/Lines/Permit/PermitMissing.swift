import TradeModel

/// Whether goods under a control of the country of export cite a permit that is known.
///
/// The measure is 0 where the permit is known, 1 where none is needed, 2 for an unknown number, 3 for
/// none.
struct PermitMissing: EvidenceRule {
  let code = "permit.missing"

  func observe(_ subject: Subject, in context: RiskContext) -> Observation {
    let movement = context.movement(of: subject)
    guard movement.grade != .unknown else {
      return subject.notCheckable(
        BilingualText(
          "Nothing says whether these are controlled goods, so whether a permit is needed.",
          "통제 물품인지 알 수 없어 허가 필요 여부를 확인할 수 없음."))
    }
    guard PermitNeed.isNeeded(for: movement, in: context.catalogue) else {
      return PermitNeed.notNeeded(subject, movement)
    }
    let cited = context.facts(of: subject).permitNumber
    guard let cited else {
      return subject.measured(
        3,
        BilingualText(
          "Controlled goods, but no permit is cited.", "통제 물품이나 인용된 허가 번호가 없음."),
        rows: [movement.record])
    }
    guard context.permits.hasPermits else {
      return subject.notCheckable(
        BilingualText(
          "Permit \(cited) is cited, but there is no permit register.",
          "허가 \(cited)가 인용되었으나 허가 대장이 없음."))
    }
    let isKnown = !context.permits.permits(cited).isEmpty
    return subject.measured(
      isKnown ? 0 : 2,
      BilingualText(
        "Permit \(cited) is \(isKnown ? "" : "not ")in the register.",
        "허가 \(cited)는 대장에 \(isKnown ? "있음" : "없음")."), rows: [movement.record])
  }
}

/// When a permit is needed: shared by the permit lines.
enum PermitNeed {
  /// Whether a control of the country of export covers the goods on the day.
  static func isNeeded(for movement: Movement, in catalogue: GoodsCatalogue) -> Bool {
    movement.grade == .controlled
      && catalogue.controls(of: movement.family).contains {
        $0.jurisdiction == movement.from.code && $0.isInForce(on: movement.date)
      }
  }

  /// The finding for goods that need none.
  static func notNeeded(_ subject: Subject, _ movement: Movement) -> Observation {
    subject.measured(
      1,
      BilingualText(
        "No control of \(movement.from) in force on \(movement.date) asks for a permit.",
        "\(movement.date)에 \(movement.from)의 허가를 요하는 통제가 없었음."), rows: [movement.record])
  }

  /// The permits that a movement cites, or the finding that there is nothing to compare.
  static func cited(
    by subject: Subject, in context: RiskContext
  ) -> Result<[Permit], NothingCited> {
    guard let number = context.facts(of: subject).permitNumber else {
      return .failure(
        NothingCited(text: BilingualText("No permit is cited.", "인용된 허가가 없음.")))
    }
    let permits = context.permits.permits(number)
    guard !permits.isEmpty else {
      return .failure(
        NothingCited(
          text: BilingualText(
            "Permit \(number) is not in the register.", "허가 \(number)가 대장에 없음.")))
    }
    return .success(permits)
  }

  /// Why there is no permit to compare with.
  struct NothingCited: Error {
    let text: BilingualText
  }
}
