import FlowGraph

/// How little can be on some pairs of legs while as much as possible flows, without the engine.
enum LeastFlowOracle {
  /// By cheapest ways, one unit at a time, found by going over all pairs until nothing changes
  /// (Bellman and Ford) on a matrix of single legs.
  static func leastOnPairs(
    _ legs: LegColumns, incoming: [Int32], outgoing: [Int32], admits: (Int32, Int32) -> Bool,
    isAsked: (Int32, Int32) -> Bool
  ) -> Int64 {
    let allowed = incoming.map { from in outgoing.map { admits(from, $0) } }
    let price = incoming.map { from in outgoing.map { isAsked(from, $0) ? 1 : 0 } }
    var flow = allowed.map { $0.map { _ in 0 } }
    var inLeft = incoming.map { Int(legs.quantity[Int($0)]) }
    var outLeft = outgoing.map { Int(legs.quantity[Int($0)]) }
    let far = 1 << 30
    while true {
      var rows = inLeft.map { $0 > 0 ? 0 : far }
      var columns = outgoing.map { _ in far }
      var cameFrom = outgoing.map { _ in -1 }
      var undoes = incoming.map { _ in -1 }
      var changed = true
      while changed {
        changed = false
        for row in incoming.indices where rows[row] < far {
          for column in outgoing.indices
          where allowed[row][column] && rows[row] + price[row][column] < columns[column] {
            columns[column] = rows[row] + price[row][column]
            cameFrom[column] = row
            changed = true
          }
        }
        for column in outgoing.indices where columns[column] < far {
          for row in incoming.indices
          where flow[row][column] > 0 && columns[column] - price[row][column] < rows[row] {
            rows[row] = columns[column] - price[row][column]
            undoes[row] = column
            changed = true
          }
        }
      }
      let open = outgoing.indices.filter { outLeft[$0] > 0 && columns[$0] < far }
      guard var column = open.min(by: { columns[$0] < columns[$1] }) else { break }
      outLeft[column] -= 1
      while true {
        let row = cameFrom[column]
        flow[row][column] += 1
        guard undoes[row] >= 0 else {
          inLeft[row] -= 1
          break
        }
        column = undoes[row]
        flow[row][column] -= 1
      }
    }
    var sum = 0
    for row in incoming.indices {
      for column in outgoing.indices { sum += flow[row][column] * price[row][column] }
    }
    return Int64(sum)
  }

  /// By trying every way of filling every pair: for hubs of a few units only.
  ///
  /// - Returns: For the largest total, the least and the most that `isAsked` pairs carry.
  static func everyAllocation(
    _ legs: LegColumns, incoming: [Int32], outgoing: [Int32], admits: (Int32, Int32) -> Bool,
    isAsked: (Int32, Int32) -> Bool
  ) -> (total: Int64, least: Int64) {
    let pairs = incoming.flatMap { from in
      outgoing.filter { admits(from, $0) }.map { (from: from, to: $0) }
    }
    var left = legs.quantity
    var best: (total: Int64, least: Int64) = (0, 0)
    func fill(_ place: Int, total: Int64, asked: Int64) {
      guard place < pairs.count else {
        if total > best.total || (total == best.total && asked < best.least) {
          best = (total, asked)
        }
        return
      }
      let (from, to) = (Int(pairs[place].from), Int(pairs[place].to))
      for quantity in 0...min(left[from], left[to]) {
        left[from] -= quantity
        left[to] -= quantity
        fill(
          place + 1, total: total + quantity,
          asked: asked + (isAsked(pairs[place].from, pairs[place].to) ? quantity : 0))
        left[from] += quantity
        left[to] += quantity
      }
    }
    fill(0, total: 0, asked: 0)
    return best
  }
}
