/// A walk over links along which prior risk reached a node.
public struct InfluenceWalk: Sendable, Equatable {
  /// The nodes from the one whose prior it carries to the one it reaches; one node if they are one.
  public let nodes: [Int32]
  /// The prior of the first node times the strength for every link.
  public let weight: Double
}

extension InfluenceSpread {
  /// The strongest walks by which risk reached `node`, the strongest first.
  ///
  /// Uncapped, the risk of a node is the sum of the weights of all walks to it, so these are its
  /// largest terms. A walk may pass a node again. Among equally strong walks the shorter goes
  /// first, then the one with lower nodes, read backwards from `node`.
  ///
  /// - Parameters:
  ///   - node: The node whose risk is to be explained.
  ///   - count: The most walks to return.
  /// - Returns: At most `count` walks with a weight above zero.
  /// - Complexity: O(`count` × `maxLinks`) visits, each of which looks at all links of one node.
  public func strongestWalks(to node: Int32, count: Int = 3) -> [InfluenceWalk] {
    precondition(count >= 0, "the number of walks must not be below zero, got \(count)")
    var open = WalkHeap()
    for links in 0...rules.maxLinks { open.add(step([], node, links: links)) }
    var walks: [InfluenceWalk] = []
    while walks.count < count, let best = open.takeFirst(), best.weight > 0 {
      guard best.links > 0 else {
        walks.append(InfluenceWalk(nodes: best.backwards.reversed(), weight: best.weight))
        continue
      }
      for next in neighbours.neighbours(of: best.backwards[best.backwards.count - 1]) {
        open.add(step(best.backwards, next, links: best.links - 1))
      }
    }
    return walks
  }

  /// Goes one link back: the best walk that ends like this has the strongest of its length before.
  private func step(_ backwards: [Int32], _ node: Int32, links: Int) -> OpenWalk {
    var weight = strongest[links][Int(node)]
    // Multiplied link by link, as the table was, so that equal walks are exactly equal.
    for _ in backwards { weight *= rules.strength }
    return OpenWalk(
      weight: weight, links: links, length: links + backwards.count, backwards: backwards + [node])
  }
}

/// The end of a walk, read backwards, and how strong it can be in all.
private struct OpenWalk {
  var weight: Double
  /// How many links are still to be gone back.
  var links: Int
  var length: Int
  var backwards: [Int32]

  func precedes(_ other: OpenWalk) -> Bool {
    if weight != other.weight { return weight > other.weight }
    if length != other.length { return length < other.length }
    return backwards.lexicographicallyPrecedes(other.backwards)
  }
}

/// Open walks, the first of them on top.
private struct WalkHeap {
  private var walks: [OpenWalk] = []

  mutating func add(_ walk: OpenWalk) {
    guard walk.weight > 0 else { return }
    walks.append(walk)
    var place = walks.count - 1
    while place > 0, walks[place].precedes(walks[(place - 1) / 2]) {
      walks.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func takeFirst() -> OpenWalk? {
    guard let last = walks.popLast() else { return nil }
    guard let first = walks.first else { return last }
    walks[0] = last
    var place = 0
    while true {
      var best = place
      for child in [2 * place + 1, 2 * place + 2] where child < walks.count {
        if walks[child].precedes(walks[best]) { best = child }
      }
      if best == place { return first }
      walks.swapAt(place, best)
      place = best
    }
  }
}
