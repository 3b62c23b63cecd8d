import TradeModel

/// A share of goods that need not all be counted in one unit.
///
/// Kilograms and pieces are never added. Where goods are counted in several units, the share is that of
/// each unit, weighed by how many movements it counts.
struct PooledShare: Sendable {
  private struct Sum: Sendable {
    var count = 0
    var part = 0.0
    var whole = 0.0
  }

  private var pieces = Sum()
  private var kilograms = Sum()
  private var dollars = Sum()

  /// Adds a movement and the part of it that counts.
  mutating func add(_ part: Double, of whole: Double, in unit: UnitOfAccount) {
    guard whole > 0 else { return }
    let sum: WritableKeyPath<Self, Sum> =
      switch unit {
      case .pieces: \.pieces
      case .kilograms: \.kilograms
      case .dollars: \.dollars
      }
    self[keyPath: sum].count += 1
    self[keyPath: sum].part += part
    self[keyPath: sum].whole += whole
  }

  /// The share; nil of nothing.
  var share: Double? {
    let sums = [pieces, kilograms, dollars].filter { $0.count > 0 }
    guard let first = sums.first else { return nil }
    if sums.count == 1 { return first.part / first.whole }
    let count = sums.reduce(0) { $0 + $1.count }
    return sums.reduce(0) { $0 + Double($1.count) * $1.part / $1.whole } / Double(count)
  }
}

extension RouteFlow {
  /// The share of some movements that reached destinations of concern; 0 of nothing.
  func shareReaching(of numbers: [Int32], _ movements: [Movement]) -> Double {
    var shares = PooledShare()
    for number in numbers.map(Int.init) {
      let quantity = Double(movements[number].quantity?.thousandths ?? 0)
      shares.add(quantity * shareReaching[number], of: quantity, in: movements[number].unit)
    }
    return shares.share ?? 0
  }
}
