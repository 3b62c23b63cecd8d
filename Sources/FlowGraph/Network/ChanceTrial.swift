/// In how many rounds chance attributed at least as much as was attributed in truth.
struct ChanceTally: Sendable {
  /// At the hub in all.
  var hub: Int
  /// For each pair of the trial.
  var pairs: [Int]

  mutating func add(_ other: ChanceTally) {
    hub += other.hub
    for index in pairs.indices { pairs[index] += other.pairs[index] }
  }
}

/// One hub, ready to be attributed again and again with other days.
struct ChanceTrial: Sendable {
  /// A supplier and a buyer by their places among the hub's, and what was attributed to them.
  struct PairFlow: Sendable {
    var supplier: Int32
    var buyer: Int32
    var quantity: Int64
  }

  private let hub: Int32
  /// Legs by rising number, because equal legs are told apart by it.
  private let incoming: [Int32]
  private let outgoing: [Int32]
  /// The hub's suppliers and buyers, by rising node.
  private let suppliers: [Int32]
  private let buyers: [Int32]
  /// The place among the suppliers of each incoming leg, and among the buyers of each outgoing.
  private let supplierPlaces: [Int32]
  private let buyerPlaces: [Int32]
  private let days: [Int32]
  private let groups: [[Int]]
  /// What was attributed in truth.
  private(set) var quantity: Int64 = 0
  /// The pairs with something attributed, by supplier, then buyer.
  private(set) var pairs: [PairFlow] = []

  init(of flows: HubFlows, hub: Int32, shuffle: ChanceShuffle) {
    let columns = flows.columns
    self.hub = hub
    incoming = flows.arrivingLegs(at: hub).sorted()
    outgoing = flows.leavingLegs(of: hub).sorted()
    (suppliers, supplierPlaces) = Self.places(of: incoming.map { columns.sender[Int($0)] })
    (buyers, buyerPlaces) = Self.places(of: outgoing.map { columns.receiver[Int($0)] })
    days = outgoing.map { columns.departure[Int($0)] }
    groups = shuffle.groups(of: outgoing, in: columns)
    observe(flows)
  }

  private static func places(of nodes: [Int32]) -> (nodes: [Int32], places: [Int32]) {
    let distinct = Set(nodes).sorted()
    let places = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, Int32($0)) })
    return (distinct, nodes.map { places[$0] ?? 0 })
  }

  /// Attributes the hub as it is.
  private mutating func observe(_ flows: HubFlows) {
    guard !incoming.isEmpty && !outgoing.isEmpty else { return }
    var sums: [UInt64: Int64] = [:]
    let graph = graph(of: [days], for: flows)
    for edge in 0..<graph.edgeCount {
      let (supplier, buyer) = counterparties(of: edge, in: graph)
      sums[UInt64(supplier) << 32 | UInt64(buyer), default: 0] += graph.quantity[edge]
      quantity += graph.quantity[edge]
    }
    pairs = sums.sorted { $0.key < $1.key }.map {
      PairFlow(
        supplier: Int32($0.key >> 32), buyer: Int32($0.key & 0xFFFF_FFFF), quantity: $0.value)
    }
  }

  /// The rounds from 1 to `rounds`, in pieces that keep the legs of one attribution in bounds.
  func slots(of rounds: Int) -> [ClosedRange<Int>] {
    let step = max(1, (1 << 17) / max(1, incoming.count + outgoing.count))
    return stride(from: 1, through: rounds, by: step).map { $0...min($0 + step - 1, rounds) }
  }

  /// Attributes the hub once for each of some rounds and counts where chance reached the truth.
  func tally(
    of rounds: ClosedRange<Int>, for flows: HubFlows, shuffle: ChanceShuffle
  ) -> ChanceTally {
    let dealt = rounds.map { shuffle.days(days, groups: groups, hub: hub, round: $0) }
    let graph = graph(of: dealt, for: flows)
    let starts = rowStarts
    let legsInCopy = incoming.count + outgoing.count
    var tally = ChanceTally(hub: 0, pairs: pairs.map { _ in 0 })
    var sums = [Int64](repeating: 0, count: pairs.count)
    var edge = 0
    // Edges are sorted by leg, so those of one copy of the hub follow each other.
    for copy in dealt.indices {
      for pair in sums.indices { sums[pair] = 0 }
      var sum: Int64 = 0
      while edge < graph.edgeCount, Int(graph.source[edge]) < (copy + 1) * legsInCopy {
        let (supplier, buyer) = counterparties(of: edge, in: graph)
        sum += graph.quantity[edge]
        if let pair = pair(supplier, buyer, starts: starts) { sums[pair] += graph.quantity[edge] }
        edge += 1
      }
      if sum >= quantity { tally.hub += 1 }
      for pair in pairs.indices where sums[pair] >= pairs[pair].quantity { tally.pairs[pair] += 1 }
    }
    return tally
  }

  /// Copies of the hub side by side, each with other days, attributed together.
  ///
  /// No node but the copies has legs in and out, so nothing else is attributed.
  private func graph(of copies: [[Int32]], for flows: HubFlows) -> LegGraph {
    let columns = flows.columns
    var legs = LegColumns(reserving: copies.count * (incoming.count + outgoing.count))
    let firstSupplier = Int32(copies.count)
    let firstBuyer = firstSupplier + Int32(suppliers.count)
    for (copy, days) in copies.enumerated() {
      for (index, leg) in incoming.enumerated() {
        legs.append(
          sender: firstSupplier + supplierPlaces[index], receiver: Int32(copy),
          family: columns.family[Int(leg)], departure: columns.departure[Int(leg)],
          arrival: columns.arrival[Int(leg)], quantity: columns.quantity[Int(leg)],
          dwellClass: UInt8(columns.dwellClass(of: leg)))
      }
      for (index, leg) in outgoing.enumerated() {
        legs.append(
          sender: Int32(copy), receiver: firstBuyer + buyerPlaces[index],
          family: columns.family[Int(leg)], departure: days[index], arrival: days[index],
          quantity: columns.quantity[Int(leg)])
      }
    }
    return legs.attribution(within: flows.windows, transforms: flows.transforms)
  }

  private func counterparties(of edge: Int, in graph: LegGraph) -> (Int32, Int32) {
    let legsInCopy = Int32(incoming.count + outgoing.count)
    let source = Int(graph.source[edge] % legsInCopy)
    let target = Int(graph.target[edge] % legsInCopy) - incoming.count
    return (supplierPlaces[source], buyerPlaces[target])
  }

  /// Where the pairs of each supplier begin.
  private var rowStarts: [Int] {
    var starts = [Int](repeating: 0, count: suppliers.count + 1)
    for pair in pairs { starts[Int(pair.supplier) + 1] += 1 }
    for supplier in suppliers.indices { starts[supplier + 1] += starts[supplier] }
    return starts
  }

  /// The place of a pair, if something was attributed to it in truth.
  private func pair(_ supplier: Int32, _ buyer: Int32, starts: [Int]) -> Int? {
    var low = starts[Int(supplier)]
    let end = starts[Int(supplier) + 1]
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if pairs[middle].buyer < buyer { low = middle + 1 } else { high = middle }
    }
    return low < end && pairs[low].buyer == buyer ? low : nil
  }

  /// What the rounds say, in the numbers of the caller.
  func result(sum: ChanceTally, rounds: Int) -> HubChance {
    HubChance(
      hub: hub, quantity: quantity, reached: sum.hub, rounds: rounds,
      pairs: zip(pairs, sum.pairs).map { pair, reached in
        HubChance.Pair(
          supplier: suppliers[Int(pair.supplier)], buyer: buyers[Int(pair.buyer)],
          quantity: pair.quantity, reached: reached)
      })
  }
}
