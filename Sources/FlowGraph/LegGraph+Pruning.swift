extension LegGraph {
  /// Keeps the edges that lie on some walk of 2 to `maxLegs` legs from an origin to a destination.
  ///
  /// An edge stays exactly when the shortest walk from an origin leg to its source and the
  /// shortest walk from its target to a destination leg have at most `maxLegs` legs together.
  /// Leg numbers stay as they are.
  ///
  /// - Parameters:
  ///   - origins: For each leg, whether a walk may begin there.
  ///   - destinations: For each leg, whether a walk may end there.
  ///   - maxLegs: The most legs of a walk, 2 to 200.
  /// - Returns: The same legs with the edges that stay.
  /// - Complexity: O(legs + edges reached × `maxLegs`).
  /// - SeeAlso: <doc:Pruning>
  public func pruned(origins: [Bool], destinations: [Bool], maxLegs: Int) -> LegGraph {
    checkRouteArguments(origins: origins, destinations: destinations, maxLegs: maxLegs)
    let (reached, candidates) = legsFromOrigin(origins, maxLegs: maxLegs)
    let remaining = legsToDestination(destinations, over: candidates, maxLegs: maxLegs)
    return keeping(
      candidates.filter { edge in
        let before = Int(reached[Int(source[Int(edge)])])
        let after = Int(remaining[Int(target[Int(edge)])])
        return before + after <= maxLegs
      })
  }

  func checkRouteArguments(origins: [Bool], destinations: [Bool], maxLegs: Int) {
    precondition(
      origins.count == legCount && destinations.count == legCount,
      "origins and destinations must have one entry for each of \(legCount) legs")
    precondition(maxLegs >= 2 && maxLegs <= 200, "a route has 2 to 200 legs, got \(maxLegs)")
  }

  /// The fewest legs of a walk from an origin up to and with each leg (255: none that is short
  /// enough), and the edges that such walks can take, in rising order.
  private func legsFromOrigin(
    _ origins: [Bool], maxLegs: Int
  ) -> (fewest: [UInt8], edges: [Int32]) {
    var fewest = origins.map { $0 ? UInt8(1) : .max }
    var frontier = (0..<Int32(legCount)).filter { origins[Int($0)] }
    var expanded = frontier
    for legs in 1..<maxLegs {
      var next: [Int32] = []
      for leg in frontier {
        for edge in onward(of: leg) where fewest[Int(target[edge])] == .max {
          fewest[Int(target[edge])] = UInt8(legs + 1)
          next.append(target[edge])
        }
      }
      frontier = next
      // Legs that are reached last have no legs left to go on with.
      if legs + 1 < maxLegs { expanded += next }
    }
    expanded.sort()
    return (fewest, expanded.flatMap { onward(of: $0).map(Int32.init) })
  }

  /// The fewest legs of a walk from each leg on to a destination, itself counted (255: none).
  private func legsToDestination(
    _ destinations: [Bool], over candidates: [Int32], maxLegs: Int
  ) -> [UInt8] {
    var fewest = destinations.map { $0 ? UInt8(1) : .max }
    for legs in 2..<(maxLegs + 1) {
      var changed = false
      for edge in candidates
      where fewest[Int(target[Int(edge)])] == UInt8(legs - 1)
        && fewest[Int(source[Int(edge)])] == .max
      {
        fewest[Int(source[Int(edge)])] = UInt8(legs)
        changed = true
      }
      if !changed { break }
    }
    return fewest
  }
}
