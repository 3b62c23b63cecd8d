import Foundation
import TradeModel

/// Mirror matching by looking at every pair of rows: what the fast one is held to.
struct SlowMatching {
  let rows: [Declaration]

  /// The movements with more than one row, as numbers of declarations.
  func joined(_ orderKey: [UInt64]) -> Set<Set<String>> {
    var movements = rows.indices.map { Set([$0]) }
    for rule in Rule.allCases {
      var pairs: [(cost: Double, one: Int, other: Int)] = []
      for one in rows.indices {
        for other in rows.indices where one != other && orderKey[one] < orderKey[other] {
          if let cost = cost(one, other, rule) { pairs.append((cost, one, other)) }
        }
      }
      pairs.sort { one, other in
        if one.cost != other.cost { return one.cost < other.cost }
        if orderKey[one.one] != orderKey[other.one] {
          return orderKey[one.one] < orderKey[other.one]
        }
        return orderKey[one.other] < orderKey[other.other]
      }
      for pair in pairs {
        guard let first = movements.firstIndex(where: { $0.contains(pair.one) }),
          let second = movements.firstIndex(where: { $0.contains(pair.other) }), first != second,
          sources(movements[first]).isDisjoint(with: sources(movements[second]))
        else { continue }
        movements[first].formUnion(movements[second])
        movements.remove(at: second)
      }
    }
    return Set(
      movements.filter { $0.count > 1 }.map { movement in
        Set(movement.map { rows[$0].identity.declarationID })
      })
  }

  private enum Rule: CaseIterable {
    case bothParties
    case consignee
    case shipper
  }

  private func sources(_ movement: Set<Int>) -> Set<String> {
    Set(movement.map { rows[$0].identity.source })
  }

  private func isBill(_ row: Declaration) -> Bool { row.identity.source.hasPrefix("BL") }

  private func apart(_ one: Double?, _ other: Double?) -> Double? {
    guard let one, let other else { return nil }
    return abs(log(one / other))
  }

  private func cost(_ one: Int, _ other: Int, _ rule: Rule) -> Double? {
    let (first, second) = (rows[one], rows[other])
    let strict = rule != .bothParties
    guard first.identity.source != second.identity.source,
      first.departureCountry == second.departureCountry,
      first.destinationCountry == second.destinationCountry,
      rule == .shipper || first.consignee == second.consignee,
      rule == .consignee || first.shipper == second.shipper,
      !strict || first.hsCode == second.hsCode
    else { return nil }
    let hasBill = isBill(first) || isBill(second)
    let days: Int
    if first.kind == second.kind {
      guard hasBill else { return nil }
      days = abs(first.date - second.date)
    } else {
      days = first.kind == .import ? first.date - second.date : second.date - first.date
      guard days >= (hasBill ? -3 : 0) else { return nil }
    }
    guard days <= 16 else { return nil }
    let weight = apart(first.netWeightKilograms, second.netWeightKilograms)
    let quantity = apart(first.quantity, second.quantity)
    let value = apart(first.valueUSD, second.valueUSD)
    if strict, value ?? 0 >= 0.3 { return nil }
    if let weight {
      guard weight < (strict ? 0.08 : 0.12) else { return nil }
    } else if let quantity {
      guard quantity < 0.12, value ?? 0 <= 0.5 else { return nil }
    } else {
      guard let value, value < 0.25 else { return nil }
    }
    return (weight ?? 0.06) + 0.3 * min(quantity ?? 0.1, 0.3) + 0.2 * (value ?? 0.1) + 0.005
      * Double(abs(days))
  }
}
