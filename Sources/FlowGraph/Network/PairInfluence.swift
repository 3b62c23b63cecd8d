/// Two nodes of a network, or one node twice.
public struct NodePair: Sendable, Hashable {
  /// One of them.
  public let one: Int32
  /// The other.
  public let other: Int32

  /// A pair.
  public init(_ one: Int32, _ other: Int32) {
    self.one = one
    self.other = other
  }

  /// Each of its nodes once.
  var ends: [Int32] { one == other ? [one] : [one, other] }
}

/// How much of the prior risk of third nodes reaches the ends of pairs of nodes.
///
/// It is the sum of the weights of all walks of up to three links that end at either node and begin
/// at neither: what a pair starts with itself is left out, however it might come back. Walks are
/// counted in whole numbers, so that what is left out is left out exactly.
///
/// - SeeAlso: <doc:InfluenceOfLinks>
public struct PairInfluence: Sendable {
  /// The prior of a node that is certain to be risky: priors are counted in thousandths.
  public static let certain: Int32 = 1000
  /// How many links a walk has at most.
  public static let mostLinks = 3

  /// The pairs looked at.
  public let pairs: [NodePair]
  let strength: Double
  let cap: Double
  /// The nodes that each node is linked with, rising, in compressed sparse rows.
  private let offsets: [Int]
  private let targets: [Int32]
  /// For each number of links, the highest prior at the far end of a walk from each node.
  private let reach: [[Int32]]
  /// For each pair, the walks that begin at `one` and end at either node, by their links; then those
  /// that begin at `other`.
  private let own: [(fromOne: WalkCounts, fromOther: WalkCounts)]

  /// Counts the walks between the nodes of pairs.
  ///
  /// - Parameters:
  ///   - network: The links, which count in both directions.
  ///   - pairs: The pairs that may be asked about.
  ///   - highest: For each node the highest prior that it may have, in thousandths.
  ///   - strength: The share of its risk that a node adds to each node that it is linked with.
  ///   - cap: The most risk that a pair can have.
  /// - Complexity: O(links + walks of two links from each node of a pair that may have a prior).
  public init(
    in network: PartyNetwork, of pairs: [NodePair], highest: [Int32], strength: Double, cap: Double
  ) {
    precondition(
      highest.count == network.nodeCount,
      "priors must have one entry for each of \(network.nodeCount) nodes")
    self.pairs = pairs
    self.strength = strength
    self.cap = cap
    let simple = SimpleNetwork(of: network)
    var offsets = [0]
    var targets: [Int32] = []
    offsets.reserveCapacity(network.nodeCount + 1)
    for node in 0..<Int32(network.nodeCount) {
      targets += simple.neighbours(of: node).sorted()
      offsets.append(targets.count)
    }
    self.offsets = offsets
    self.targets = targets
    var reach = [highest]
    for _ in 0..<Self.mostLinks {
      let last = reach[reach.count - 1]
      reach.append(Self.folded(offsets, targets, last) { max($0, $1) })
    }
    self.reach = reach
    own = Self.ownWalks(of: pairs, highest, offsets, targets)
  }

  /// The risk that reaches each of some pairs, from 0 to the cap.
  ///
  /// - Parameters:
  ///   - chosen: Positions in `pairs`.
  ///   - priors: The prior of each node in thousandths, no higher than `highest` was.
  /// - Returns: One risk for each of `chosen`.
  /// - Complexity: O(links + pairs).
  public func risks(ofPairs chosen: [Int], priors: [Int32]) -> [Double] {
    var sums: [[Int128]] = []
    for _ in 0..<Self.mostLinks {
      sums.append(
        Self.folded(offsets, targets, sums.last ?? priors.map { Int128($0) }) { $0 + $1 })
    }
    return chosen.map { number in
      let (pair, own) = (pairs[number], own[number])
      var risk = 0.0
      var weight = 1.0
      for links in 1...Self.mostLinks {
        weight *= strength
        var reached = pair.ends.reduce(0) { $0 + sums[links - 1][Int($1)] }
        reached -= Int128(priors[Int(pair.one)]) * Int128(own.fromOne[links])
        reached -= Int128(priors[Int(pair.other)]) * Int128(own.fromOther[links])
        risk += weight * Double(reached)
      }
      return min(cap, risk / Double(Self.certain))
    }
  }

  /// The strongest walks by which risk reaches a pair, the strongest first.
  ///
  /// Among equally strong walks the shorter goes first, then the one to `one`, then the one with lower
  /// nodes, read backwards.
  ///
  /// - Parameters:
  ///   - pair: The pair; it need not be one of `pairs`.
  ///   - count: The most walks to return.
  ///   - prior: The prior of a node in thousandths, no higher than `highest` was.
  /// - Returns: At most `count` walks of a weight above zero; the last node of each is of the pair.
  public func strongestWalks(
    to pair: NodePair, count: Int, prior: (Int32) -> Int32
  ) -> [InfluenceWalk] {
    precondition(count > 0, "the number of walks must be above zero, got \(count)")
    var search = WalkSearch(pair: pair, count: count)
    var weight = 1.0 / Double(Self.certain)
    for links in 1...Self.mostLinks {
      weight *= strength
      for end in pair.ends {
        search.path = [end]
        extend(by: links, weight, prior, &search)
      }
    }
    return search.found
  }

  private func extend(
    by links: Int, _ weight: Double, _ prior: (Int32) -> Int32, _ search: inout WalkSearch
  ) {
    guard let node = search.path.last else { return }
    guard links > 0 else {
      if !search.isOfPair(node) { search.offer(weight * Double(prior(node))) }
      return
    }
    let reach = reach[links - 1]
    for place in offsets[Int(node)]..<offsets[Int(node) + 1] {
      let next = targets[place]
      // Few links lead to a walk that is still wanted.
      guard search.wants(weight * Double(reach[Int(next)])) else { continue }
      search.path.append(next)
      extend(by: links - 1, weight, prior, &search)
      search.path.removeLast()
    }
  }

  /// For each node, what the values of all that it is linked with come to.
  @inline(__always)  // the step must be part of the loop, as in `SimpleNetwork`
  private static func folded<Value: FixedWidthInteger & Sendable>(
    _ offsets: [Int], _ targets: [Int32], _ values: [Value], _ step: (Value, Value) -> Value
  ) -> [Value] {
    (0..<values.count).map { node in
      var sum: Value = 0
      for place in offsets[node]..<offsets[node + 1] {
        sum = step(sum, values[Int(targets[place])])
      }
      return sum
    }
  }
}

/// The strongest walks found so far.
private struct WalkSearch {
  let pair: NodePair
  let count: Int
  private(set) var found: [InfluenceWalk] = []
  /// The nodes of the walk looked at, read backwards.
  var path: [Int32] = []

  init(pair: NodePair, count: Int) {
    (self.pair, self.count) = (pair, count)
  }

  func isOfPair(_ node: Int32) -> Bool { node == pair.one || node == pair.other }

  /// Whether a walk of this weight could still be among them.
  func wants(_ weight: Double) -> Bool {
    guard weight > 0 else { return false }
    return found.count < count || (found.last.map { $0.weight < weight } ?? true)
  }

  /// Takes the walk looked at, if it is stronger than one of those found.
  mutating func offer(_ weight: Double) {
    guard wants(weight) else { return }
    // Of equals the one that was found first stays before.
    let place = found.firstIndex { $0.weight < weight } ?? found.count
    found.insert(InfluenceWalk(nodes: path.reversed(), weight: weight), at: place)
    if found.count > count { found.removeLast() }
  }
}

/// How many walks of one, two and three links there are.
private struct WalkCounts: Sendable {
  private var one: Int64 = 0
  private var two: Int64 = 0
  private var three: Int64 = 0

  init() {}

  init(one: Int64, two: Int64, three: Int64) {
    (self.one, self.two, self.three) = (one, two, three)
  }

  subscript(links: Int) -> Int64 { links == 1 ? one : links == 2 ? two : three }

  static func + (one: Self, other: Self) -> Self {
    Self(one: one.one + other.one, two: one.two + other.two, three: one.three + other.three)
  }
}

extension PairInfluence {
  /// The walks of each pair that begin and end within it, for nodes that may have a prior.
  private static func ownWalks(
    of pairs: [NodePair], _ highest: [Int32], _ offsets: [Int], _ targets: [Int32]
  ) -> [(fromOne: WalkCounts, fromOther: WalkCounts)] {
    // The walks of two links from a node are counted once for all pairs that it is of.
    let uses = pairs.enumerated().flatMap { number, pair in
      pair.ends.filter { highest[Int($0)] > 0 }.map { (node: $0, pair: number) }
    }.sorted { ($0.node, $0.pair) < ($1.node, $1.pair) }
    let counts = Parallel.map(count: uses.count, inPiecesOf: 1_024) { places in
      var walks = TwoLinkWalks(nodeCount: highest.count)
      return places.map { place in
        let (node, number) = uses[place]
        walks.start(at: node, offsets, targets)
        return pairs[number].ends.reduce(WalkCounts()) { $0 + walks.to($1, offsets, targets) }
      }
    }.flatMap(\.self)
    var own = Array(repeating: (fromOne: WalkCounts(), fromOther: WalkCounts()), count: pairs.count)
    for ((node, number), count) in zip(uses, counts) {
      if pairs[number].one == node {
        own[number].fromOne = count
      } else {
        own[number].fromOther = count
      }
    }
    return own
  }
}

/// How many walks of two links lead from one node to each.
private struct TwoLinkWalks {
  private var start: Int32 = -1
  private var counts: [Int32]
  private var touched: [Int32] = []

  init(nodeCount: Int) {
    counts = Array(repeating: 0, count: nodeCount)
  }

  mutating func start(at node: Int32, _ offsets: [Int], _ targets: [Int32]) {
    guard node != start else { return }
    for node in touched { counts[Int(node)] = 0 }
    touched.removeAll(keepingCapacity: true)
    start = node
    for place in offsets[Int(node)]..<offsets[Int(node) + 1] {
      let middle = Int(targets[place])
      for end in targets[offsets[middle]..<offsets[middle + 1]] {
        if counts[Int(end)] == 0 { touched.append(end) }
        counts[Int(end)] += 1
      }
    }
  }

  /// The walks to a node of one link, two and three.
  func to(_ end: Int32, _ offsets: [Int], _ targets: [Int32]) -> WalkCounts {
    var (one, three): (Int64, Int64) = (0, 0)
    for last in targets[offsets[Int(end)]..<offsets[Int(end) + 1]] {
      if last == start { one = 1 }
      three += Int64(counts[Int(last)])
    }
    return WalkCounts(one: one, two: Int64(counts[Int(end)]), three: three)
  }
}
