import FlowGraph

/// Maximum flow between single legs by Ford and Fulkerson, on a matrix of all pairs.
struct FlowOracle {
  /// The largest total over pairs that `isAllowed` admits.
  static func maximumFlow(
    _ legs: LegColumns, incoming: [Int32], outgoing: [Int32],
    isAllowed: (Int32, Int32) -> Bool
  ) -> Int64 {
    var inLeft = incoming.map { legs.quantity[Int($0)] }
    var outLeft = outgoing.map { legs.quantity[Int($0)] }
    let pairs = incoming.map { from in outgoing.map { isAllowed(from, $0) } }
    var flow = pairs.map { $0.map { _ in Int64(0) } }
    var total: Int64 = 0

    /// Finds a way for up to `width` from lot `row` to any open demand, undoing flow on its way.
    func advance(_ row: Int, _ width: Int64, _ seen: inout Set<Int>) -> Int64 {
      seen.insert(row)
      for column in outgoing.indices where pairs[row][column] {
        if outLeft[column] > 0 {
          let part = min(width, outLeft[column])
          outLeft[column] -= part
          flow[row][column] += part
          return part
        }
        for other in incoming.indices where !seen.contains(other) && flow[other][column] > 0 {
          let part = advance(other, min(width, flow[other][column]), &seen)
          if part > 0 {
            flow[other][column] -= part
            flow[row][column] += part
            return part
          }
        }
      }
      return 0
    }

    for row in incoming.indices {
      while inLeft[row] > 0 {
        var seen: Set<Int> = []
        let part = advance(row, inLeft[row], &seen)
        if part == 0 { break }
        inLeft[row] -= part
        total += part
      }
    }
    return total
  }
}
