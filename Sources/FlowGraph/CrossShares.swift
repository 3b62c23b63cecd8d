/// A quantity that passes from one holder (row) to one taker (column).
struct CrossShare: Equatable {
  var row: Int
  var column: Int
  var quantity: Int64
}

/// How what a demand draws from a lot is spread over the holders of both.
///
/// Up to `productLimit` pairs, everyone gives and takes in proportion to what it has left. Beyond
/// that, pairs would grow with the square of a crowded day, so holders give in canonical order,
/// each until it is empty, and takers likewise (the north-west corner rule): every share but the
/// last then empties a holder or fills a taker, which keeps all shares together linear in legs.
enum CrossShares {
  /// The most pairs that are shared in proportion; a choice between fairness and size.
  static let productLimit = 64

  /// Splits `amount` over rows and columns; indices are those of the slices.
  static func split(
    _ amount: Int64, rows: ArraySlice<Int64>, columns: ArraySlice<Int64>
  ) -> [CrossShare] {
    if rows.count == 1 && columns.count == 1 {
      return [CrossShare(row: rows.startIndex, column: columns.startIndex, quantity: amount)]
    }
    if rows.count * columns.count <= productLimit {
      return inProportion(amount, rows: rows, columns: columns)
    }
    return inOrder(amount, rows: rows, columns: columns)
  }

  /// Proportional shares with exact sums on both sides.
  private static func inProportion(
    _ amount: Int64, rows: ArraySlice<Int64>, columns: ArraySlice<Int64>
  ) -> [CrossShare] {
    let rowShares = ProportionalShares.shares(of: amount, among: rows, total: rows.reduce(0, +))
    var open = ProportionalShares.shares(of: amount, among: columns, total: columns.reduce(0, +))
    var openTotal = amount
    var shares: [CrossShare] = []
    for (row, rowShare) in zip(rows.indices, rowShares) where rowShare > 0 {
      // Sharing over what each column still takes, not over its whole, makes both sums exact.
      let parts = ProportionalShares.shares(of: rowShare, among: open[...], total: openTotal)
      for (place, part) in parts.enumerated() where part > 0 {
        shares.append(
          CrossShare(row: row, column: columns.startIndex + place, quantity: part))
        open[place] -= part
      }
      openTotal -= rowShare
    }
    return shares
  }

  /// North-west corner shares over holders in their order.
  private static func inOrder(
    _ amount: Int64, rows: ArraySlice<Int64>, columns: ArraySlice<Int64>
  ) -> [CrossShare] {
    var shares: [CrossShare] = []
    var left = amount
    var row = rows.startIndex
    var column = columns.startIndex
    var given: Int64 = 0
    var taken: Int64 = 0
    while left > 0 {
      let quantity = min(left, rows[row] - given, columns[column] - taken)
      if quantity > 0 {
        shares.append(CrossShare(row: row, column: column, quantity: quantity))
        given += quantity
        taken += quantity
        left -= quantity
      }
      if given == rows[row] {
        row += 1
        given = 0
      }
      if left > 0 && taken == columns[column] {
        column += 1
        taken = 0
      }
    }
    return shares
  }
}
