/// Exact shares of a whole number among holders, in proportion to what each holds.
///
/// Each holder first gets the whole part of its exact share; what is left goes, one thousandth
/// each, to the largest fractions, earlier holders first among equals. No share exceeds what its
/// holder holds.
enum ProportionalShares {
  /// Shares of `amount` among `holdings`, whose sum is `total` ≥ `amount`.
  ///
  /// - Complexity: O(n²) for n holdings, of which callers have at most a few dozen.
  static func shares(of amount: Int64, among holdings: ArraySlice<Int64>, total: Int64) -> [Int64] {
    precondition(amount >= 0 && amount <= total, "cannot share \(amount) of \(total)")
    guard amount < total else { return Array(holdings) }
    var shares: [Int64] = []
    shares.reserveCapacity(holdings.count)
    var fractions: [Int64] = []
    fractions.reserveCapacity(holdings.count)
    var left = amount
    for holding in holdings {
      let (share, fraction) = total.dividingFullWidth(amount.multipliedFullWidth(by: holding))
      shares.append(share)
      fractions.append(fraction)
      left -= share
    }
    while left > 0 {
      var largest = 0
      for index in fractions.indices where fractions[index] > fractions[largest] {
        largest = index
      }
      shares[largest] += 1
      fractions[largest] = -1
      left -= 1
    }
    return shares
  }
}
