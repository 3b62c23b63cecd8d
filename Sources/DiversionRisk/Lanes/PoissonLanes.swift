/// Expected trade by a Poisson model with effects of origin×item, hub×month and item×month.
///
/// The effects are those of greatest likelihood, which for this model are the ones whose margins
/// equal those observed; iterative proportional fitting finds them without any linear algebra.
///
/// - SeeAlso: Bishop, Fienberg, Holland, *Discrete Multivariate Analysis*, 1975, chapter 3.
struct PoissonLanes {
  /// Expected US dollars by series and month, parallel to what was given.
  let expected: [[Double]]
  /// The largest relative difference of a margin that was left.
  let remainder: Double

  /// Fits the effects.
  ///
  /// - Parameters:
  ///   - observed: one series a stage, all of one length.
  ///   - origins: the origin of each stage, as a number from zero.
  ///   - hubs: the hub of each stage.
  ///   - items: the item of each stage.
  ///   - rounds: at most so many rounds.
  /// - Complexity: O(rounds × stages × months).
  init(_ observed: [[Double]], origins: [Int], hubs: [Int], items: [Int], rounds: Int = 60) {
    let months = observed.first?.count ?? 0
    let itemCount = (items.max() ?? -1) + 1
    let sizes = [
      ((origins.max() ?? -1) + 1) * itemCount, ((hubs.max() ?? -1) + 1) * months,
      itemCount * months,
    ]
    func position(_ margin: Int, _ stage: Int, _ month: Int) -> Int {
      switch margin {
      case 0: origins[stage] * itemCount + items[stage]
      case 1: hubs[stage] * months + month
      default: items[stage] * months + month
      }
    }
    func margin(_ number: Int, of table: [[Double]]) -> [Double] {
      var sums = [Double](repeating: 0, count: sizes[number])
      for stage in table.indices {
        for month in 0..<months { sums[position(number, stage, month)] += table[stage][month] }
      }
      return sums
    }
    let targets = (0..<3).map { margin($0, of: observed) }
    var fitted = observed.map { $0.map { _ in 1.0 } }
    var remainder = 0.0
    for _ in 0..<rounds {
      remainder = 0
      for number in 0..<3 {
        let sums = margin(number, of: fitted)
        let factors = zip(targets[number], sums).map { target, sum in
          sum > 0 ? target / sum : 0
        }
        for (factor, target) in zip(factors, targets[number]) where target > 0 {
          remainder = max(remainder, abs(factor - 1))
        }
        for stage in fitted.indices {
          for month in 0..<months {
            fitted[stage][month] *= factors[position(number, stage, month)]
          }
        }
      }
      if remainder < 1e-6 { break }
    }
    expected = fitted
    self.remainder = remainder
  }
}
