import PartyMatch
import TradeModel

/// Which movements needed a permit that they did not have, or not for what they were.
struct PermitTrouble: Sendable {
  /// For each movement, whether its permit is in order; nil where none was needed.
  private let isTroubled: [Bool?]
  /// A permit is overdrawn when more than this times its quantity was drawn.
  static let overdrawnFrom = 1.05

  init(
    movements: [Movement], facts: [MovementFacts], permits: PermitLedger, catalogue: GoodsCatalogue,
    parties: PartyBook
  ) {
    isTroubled = movements.indices.map { number in
      let movement = movements[number]
      guard PermitNeed.isNeeded(for: movement, in: catalogue) else { return nil }
      guard let cited = facts[number].permitNumber else { return true }
      guard permits.hasPermits else { return nil }
      let issued = permits.permits(cited)
      if issued.isEmpty { return true }
      let agrees = issued.contains { permit in
        permit.isInForce(on: movement.date)
          && PermitComparison.differences(
            movement, facts[number], permit, catalogue: catalogue, parties: parties
          ).isEmpty
      }
      if !agrees { return true }
      guard let allowed = PermitComparison.allowedPieces(issued),
        let drawn = permits.draw(on: cited, through: number)
      else { return false }
      return drawn.piecesSoFar > Self.overdrawnFrom * allowed
    }
  }

  /// Whether a movement needed a permit and had none that fits; nil where none was needed.
  func isTroubled(_ movement: Int) -> Bool? { isTroubled[movement] }
}

extension Permit {
  /// Whether the permit was valid on a day, as far as it names days.
  func isInForce(on day: TradeDay) -> Bool {
    validFrom.map { $0 <= day } ?? true && validUntil.map { day <= $0 } ?? true
  }
}

/// Compares what is declared with what was permitted.
enum PermitComparison {
  /// In what the two differ.
  static func differences(
    _ movement: Movement, _ facts: MovementFacts, _ permit: Permit, catalogue: GoodsCatalogue,
    parties: PartyBook
  ) -> [BilingualText] {
    var found: [BilingualText] = []
    func compare(_ permitted: String?, _ party: PartyIndex?, _ text: BilingualText) {
      // Only identifiers are compared: a name that was not resolved proves nothing.
      guard let permitted, let party, parties[party].registered != nil else { return }
      if parties[party].key != permitted { found.append(text) }
    }
    compare(permit.exporterID, movement.shipper, BilingualText("exporter", "수출자"))
    compare(permit.consigneeID, movement.consignee, BilingualText("consignee", "수하인"))
    compare(permit.endUserID, facts.endUser, BilingualText("end user", "최종사용자"))
    if let permitted = permit.destinationCountry, permitted != movement.to {
      found.append(BilingualText("destination (\(permitted))", "목적지(\(permitted))"))
    }
    if let code = permit.controlCode,
      !catalogue.controls(of: movement.family).contains(where: { $0.controlCode == code })
    {
      found.append(BilingualText("item (\(code))", "품목(\(code))"))
    }
    return found
  }

  /// Pieces that the permits of one number allow; nil where they do not count pieces.
  static func allowedPieces(_ permits: [Permit]) -> Double? {
    permits.compactMap { permit -> Double? in
      guard let quantity = permit.quantity, quantity > 0 else { return nil }
      let (unit, pieces) = QuantityUnit.of(permit.quantityUnit)
      return unit == .piece ? quantity * pieces : nil
    }.max()
  }
}
