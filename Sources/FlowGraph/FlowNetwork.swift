/// A directed network with capacities, and its maximum flow by Dinic's method.
///
/// - Complexity: O(V²E) at worst; on the two-layer networks of one hub a handful of rounds of O(E).
/// - SeeAlso: <doc:FlowBounds>
struct FlowNetwork {
  /// More than any flow: the capacity of a connection that never binds.
  static let unlimited = Int64.max

  /// Arcs come in pairs: arc `2k` forward, arc `2k + 1` back; `left` is what each can still take.
  private(set) var heads: [Int32]
  private(set) var following: [Int32] = []
  private(set) var ends: [Int32] = []
  private(set) var left: [Int64] = []
  /// What a unit of flow costs on each pair of arcs; empty while flow is free everywhere.
  private(set) var prices: [Int32] = []
  /// For each node at least the price of the cheapest way there; empty while flow is free.
  var potentials: [Int32] = []

  /// Makes a network of `nodeCount` nodes and no arcs.
  init(nodeCount: Int) {
    heads = Array(repeating: -1, count: nodeCount)
  }

  /// Adds an arc and returns its number.
  mutating func addArc(from: Int, to: Int, capacity: Int64) -> Int {
    let arc = ends.count
    ends.append(Int32(to))
    left.append(capacity)
    following.append(heads[from])
    ends.append(Int32(from))
    left.append(0)
    following.append(heads[to])
    heads[from] = Int32(arc)
    heads[to] = Int32(arc + 1)
    return arc
  }

  /// The flow on an arc.
  func flow(on arc: Int) -> Int64 { left[arc + 1] }

  /// Gives an arc without flow another capacity.
  mutating func setCapacity(_ capacity: Int64, of arc: Int) {
    precondition(left[arc + 1] == 0, "arc \(arc) carries flow")
    left[arc] = capacity
  }

  /// Puts a price on some arcs, all of which are without flow, and none on the others.
  mutating func setPrice(_ price: Int32, of arcs: [Int]) {
    prices = Array(repeating: 0, count: ends.count / 2)
    potentials = Array(repeating: 0, count: heads.count)
    for arc in arcs {
      precondition(left[arc + 1] == 0, "arc \(arc) carries flow")
      prices[arc / 2] = price
    }
  }

  /// The price of an arc, less what the potentials of its ends make up for: never below zero.
  func reducedPrice(of arc: Int, from node: Int) -> Int32 {
    let price = arc & 1 == 0 ? prices[arc / 2] : -prices[arc / 2]
    return price + potentials[node] - potentials[Int(ends[arc])]
  }

  /// Whether flow may be added to an arc: there is room, and it lies on a cheapest way.
  private func isOpen(_ arc: Int, from node: Int) -> Bool {
    left[arc] > 0 && (prices.isEmpty || reducedPrice(of: arc, from: node) == 0)
  }

  /// Adds as much flow from `source` to `sink` as possible, where flow has a price as much as
  /// cheapest ways take, and returns how much was added.
  mutating func augment(from source: Int, to sink: Int) -> Int64 {
    var added: Int64 = 0
    while true {
      let levels = levels(from: source)
      guard levels[sink] >= 0 else { return added }
      added += block(from: source, to: sink, levels: levels)
    }
  }

  /// Whether each node can be reached from `source` over arcs with capacity left.
  func reachable(from source: Int) -> [Bool] {
    levels(from: source, anyPrice: true).map { $0 >= 0 }
  }

  /// The fewest arcs with capacity left from `source` to each node; -1 for none.
  private func levels(from source: Int, anyPrice: Bool = false) -> [Int32] {
    var levels = [Int32](repeating: -1, count: heads.count)
    levels[source] = 0
    var queue = [Int32(source)]
    var next = 0
    while next < queue.count {
      let node = Int(queue[next])
      next += 1
      var arc = heads[node]
      while arc >= 0 {
        let end = Int(ends[Int(arc)])
        if levels[end] < 0
          && (anyPrice ? left[Int(arc)] > 0 : isOpen(Int(arc), from: node))
        {
          levels[end] = levels[node] + 1
          queue.append(Int32(end))
        }
        arc = following[Int(arc)]
      }
    }
    return levels
  }

  /// Fills all shortest paths; the depth-first walk keeps its path in an array, not on the stack.
  private mutating func block(from source: Int, to sink: Int, levels: [Int32]) -> Int64 {
    var untried = heads
    var path: [Int32] = []
    var node = source
    var added: Int64 = 0
    while true {
      if node == sink {
        added += push(along: path)
        // Go on from before the first arc that is now full.
        let full = path.firstIndex { left[Int($0)] == 0 } ?? 0
        node = Int(ends[Int(path[full]) ^ 1])
        path.removeSubrange(full...)
        continue
      }
      let arc = untried[node]
      if arc >= 0 {
        let end = Int(ends[Int(arc)])
        if levels[end] == levels[node] + 1 && isOpen(Int(arc), from: node) {
          path.append(arc)
          node = end
        } else {
          untried[node] = following[Int(arc)]
        }
      } else {
        guard let last = path.popLast() else { return added }
        node = Int(ends[Int(last) ^ 1])
        untried[node] = following[Int(last)]
      }
    }
  }

  private mutating func push(along path: [Int32]) -> Int64 {
    var width = Int64.max
    for arc in path { width = min(width, left[Int(arc)]) }
    for arc in path {
      left[Int(arc)] -= width
      left[Int(arc) ^ 1] += width
    }
    return width
  }
}
