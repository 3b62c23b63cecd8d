extension LegGraph {
  /// The graph without the edges that close a cycle.
  ///
  /// Only legs of one day with a shortest dwell of 0 can form a cycle. A depth-first walk begins
  /// at the legs of `first`, then at all others, lowest number first, and follows edges by target;
  /// an edge to a leg that the walk is still within would close a cycle and is dropped. Beginning
  /// at origins keeps the way out of an origin rather than a way back into it.
  ///
  /// - Complexity: O(legs + edges).
  func withoutCycles(beginningAt first: [Bool]) -> LegGraph {
    var isOpen = [Bool](repeating: false, count: legCount)
    var nextEdge = offsets
    var dropped: Set<Int32> = []
    var path: [Int32] = []
    for round in [true, false] {
      for start in 0..<Int32(legCount)
      where first[Int(start)] == round && nextEdge[Int(start)] == offsets[Int(start)] {
        path.append(start)
        isOpen[Int(start)] = true
        while let leg = path.last {
          let edge = nextEdge[Int(leg)]
          guard edge < offsets[Int(leg) + 1] else {
            isOpen[Int(leg)] = false
            path.removeLast()
            continue
          }
          nextEdge[Int(leg)] = edge + 1
          let onward = target[Int(edge)]
          if isOpen[Int(onward)] {
            dropped.insert(edge)
          } else if nextEdge[Int(onward)] == offsets[Int(onward)], hasEdges(onward) {
            path.append(onward)
            isOpen[Int(onward)] = true
          }
        }
      }
    }
    guard !dropped.isEmpty else { return self }
    return keeping((0..<Int32(edgeCount)).filter { !dropped.contains($0) })
  }

  private func hasEdges(_ leg: Int32) -> Bool {
    offsets[Int(leg)] < offsets[Int(leg) + 1]
  }
}
