/// Flow that was added over the cheapest ways.
struct PricedFlow: Equatable {
  /// How much was added.
  var quantity: Int64 = 0
  /// What it costs in all.
  var price: Int64 = 0
  /// What the last unit cost, 0 where nothing was added.
  var dearest: Int32 = 0
}

extension FlowNetwork {
  /// Adds as much flow as possible at the least price that so much flow can have.
  ///
  /// Ways of one price are filled by Dinic's method before dearer ones are looked for, so there are
  /// as many rounds as there are different prices of cheapest ways. Afterwards `potentials` prove
  /// that no flow of the same value is cheaper.
  ///
  /// - Precondition: `setPrice` was called, and no arc with a price had carried flow.
  /// - SeeAlso: <doc:FlowBounds>
  mutating func augmentCheaply(from source: Int, to sink: Int) -> PricedFlow {
    var flow = PricedFlow()
    while let further = priceDistances(from: source, to: sink) {
      let nearest = further[sink]
      for node in potentials.indices { potentials[node] += min(further[node], nearest) }
      let added = augment(from: source, to: sink)
      flow.quantity += added
      flow.price += added * Int64(potentials[sink])
      flow.dearest = potentials[sink]
    }
    return flow
  }

  /// The least reduced price of a way from `source` to each node, exact up to that of `sink` and
  /// never below it beyond; nil where no way leads to `sink`.
  ///
  /// Prices are small whole numbers, so nodes wait in one list for each distance (Dial's method).
  private func priceDistances(from source: Int, to sink: Int) -> [Int32]? {
    var distances = [Int32](repeating: .max, count: heads.count)
    var waiting: [[Int32]] = [[Int32(source)]]
    distances[source] = 0
    var distance = 0
    while distance < waiting.count {
      while let node = waiting[distance].popLast() {
        guard distances[Int(node)] == Int32(distance) else { continue }
        if Int(node) == sink { return distances }
        var arc = heads[Int(node)]
        while arc >= 0 {
          let end = Int(ends[Int(arc)])
          if left[Int(arc)] > 0 {
            let next = distances[Int(node)] + reducedPrice(of: Int(arc), from: Int(node))
            if next < distances[end] {
              distances[end] = next
              while waiting.count <= Int(next) { waiting.append([]) }
              waiting[Int(next)].append(Int32(end))
            }
          }
          arc = following[Int(arc)]
        }
      }
      distance += 1
    }
    return nil
  }
}
