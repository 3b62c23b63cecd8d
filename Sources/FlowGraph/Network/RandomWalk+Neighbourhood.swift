/// The nodes that a walker from some seeds is at most often.
public struct WalkNeighbourhood: Sendable, Equatable {
  /// The nodes found, the most visited first, the lower node first among equals.
  public let nodes: [Int32]
  /// For each of `nodes`, at least in which share of all steps the walker is there.
  public let shares: [Double]
  /// How much all shares together fall short of 1, nodes not found included.
  ///
  /// No single share can be higher by more than this, and all of them together are off by this.
  public let shortfall: Double
}

extension RandomWalk {
  /// Finds the nodes that a walker from `seeds` is at most often, without looking at the others.
  ///
  /// Forward push: what is known to arrive at a node is passed on as long as it is above
  /// `resolution` for each link to follow. Meant for fetching a neighbourhood, not for judging who
  /// is in it: more trade with others lowers a node's share.
  ///
  /// - Parameters:
  ///   - seeds: Where walks begin, each equally often; a node named twice counts twice.
  ///   - resolution: The least share worth following over a link.
  /// - Returns: The nodes found; the lower the resolution, the more and the nearer to the truth.
  /// - Complexity: O(1 / (`resolution` × restart)) links followed, however large the network is,
  ///   and room for two numbers a node.
  public func neighbourhood(of seeds: [Int32], resolution: Double) -> WalkNeighbourhood {
    precondition(!seeds.isEmpty, "a walk needs a seed")
    precondition(resolution > 0, "the resolution must be above 0, got \(resolution)")
    var push = WalkPush(nodeCount: network.nodeCount)
    for seed in seeds { push.add(1 / Double(seeds.count), to: seed) }
    var next = 0
    while next < push.queue.count {
      let node = push.queue[next]
      next += 1
      let waiting = push.takeWaiting(of: node)
      let links = network.links(from: node)
      let flow = outflow[Int(node)]
      let fanOut = flow > 0 ? links.count : seeds.count
      guard waiting > resolution * Double(fanOut) else {
        push.leave(waiting, at: node)
        continue
      }
      push.keep(waiting * restart, at: node)
      let rest = waiting * (1 - restart)
      if flow > 0 {
        for link in links {
          push.add(rest * (Double(network.quantities[link]) / flow), to: network.receivers[link])
        }
      } else {
        for seed in seeds { push.add(rest / Double(seeds.count), to: seed) }
      }
    }
    return push.neighbourhood
  }
}

/// What has arrived at each node: kept for good, or waiting to be passed on.
private struct WalkPush {
  private var kept: [Double]
  private var waiting: [Double]
  private var isQueued: [Bool]
  private var isMet: [Bool]
  private var met: [Int32] = []
  /// The nodes to look at, each at most once at a time, in the order in which they were added to.
  private(set) var queue: [Int32] = []

  init(nodeCount: Int) {
    kept = Array(repeating: 0, count: nodeCount)
    waiting = kept
    isQueued = Array(repeating: false, count: nodeCount)
    isMet = isQueued
  }

  mutating func add(_ share: Double, to node: Int32) {
    guard share > 0 else { return }
    waiting[Int(node)] += share
    if !isMet[Int(node)] {
      isMet[Int(node)] = true
      met.append(node)
    }
    if !isQueued[Int(node)] {
      isQueued[Int(node)] = true
      queue.append(node)
    }
  }

  mutating func takeWaiting(of node: Int32) -> Double {
    isQueued[Int(node)] = false
    defer { waiting[Int(node)] = 0 }
    return waiting[Int(node)]
  }

  mutating func leave(_ share: Double, at node: Int32) { waiting[Int(node)] = share }

  mutating func keep(_ share: Double, at node: Int32) { kept[Int(node)] += share }

  var neighbourhood: WalkNeighbourhood {
    let nodes = met.filter { kept[Int($0)] > 0 }.sorted {
      kept[Int($0)] != kept[Int($1)] ? kept[Int($0)] > kept[Int($1)] : $0 < $1
    }
    return WalkNeighbourhood(
      nodes: nodes, shares: nodes.map { kept[Int($0)] },
      shortfall: met.reduce(0) { $0 + waiting[Int($1)] })
  }
}
