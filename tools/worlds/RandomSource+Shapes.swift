import Foundation

extension RandomSource {
  /// A standard normal deviate (Box–Muller, the second one thrown away for simplicity).
  mutating func normal() -> Double {
    let radius = (-2 * log(1 - fraction())).squareRoot()
    return radius * cos(2 * Double.pi * fraction())
  }

  /// Multiplies by about `1 ± spread`, never by zero or less.
  mutating func jitter(_ spread: Double) -> Double {
    exp(spread * normal())
  }

  /// Heavy-tailed, at least 1: most small, a few enormous.
  mutating func pareto(_ exponent: Double) -> Double {
    pow(1 - fraction(), -1 / exponent)
  }

  /// Days to wait: most short, some long, `mean` on average.
  mutating func waiting(mean: Double) -> Int {
    1 + Int(-log(1 - fraction()) * max(0, mean - 1))
  }

  /// A number of pieces around a typical one, heavy-tailed, at least 1.
  mutating func pieces(typical: Double, spread: Double = 0.9) -> Int {
    max(1, Int((typical * jitter(spread)).rounded()))
  }
}

/// Chooses among many in proportion to weight, in constant time (Walker's alias table, Vose's set-up).
struct WeightedChoice {
  private var thresholds: [Double]
  private var aliases: [Int32]
  let members: [Int32]

  init(members: [Int32], weights: [Double]) {
    precondition(members.count == weights.count && !members.isEmpty, "one weight for each member")
    self.members = members
    let mean = weights.reduce(0, +) / Double(weights.count)
    var scaled = weights.map { $0 / mean }
    thresholds = Array(repeating: 1, count: members.count)
    aliases = Array(0..<Int32(members.count))
    var poor = scaled.indices.filter { scaled[$0] < 1 }
    var rich = scaled.indices.filter { scaled[$0] >= 1 }
    while let needy = poor.popLast(), let giver = rich.popLast() {
      thresholds[needy] = scaled[needy]
      aliases[needy] = Int32(giver)
      scaled[giver] -= 1 - scaled[needy]
      if scaled[giver] < 1 { poor.append(giver) } else { rich.append(giver) }
    }
  }

  func pick(_ random: inout RandomSource) -> Int {
    let slot = random.below(members.count)
    let chosen = random.fraction() < thresholds[slot] ? slot : Int(aliases[slot])
    return Int(members[chosen])
  }
}
