/// The best routes one after another, by a best-first search with bounds on what may follow.
///
/// A *part* is the first legs of a route. Parts wait in a heap by the worth that the best route
/// from them can have; a whole route on top of the heap is then the best that is left. When bounds
/// are tight every part that is taken up leads to a route among the best, so only the `limit` best
/// beginnings and the `limit` best ways on from a part are ever kept.
struct BestRouteSearch {
  private struct Part {
    var worth: Int64
    var leg: Int32
    /// The part without its last leg; -1 for a first leg.
    var before: Int32
    /// Where the last leg comes in; -1 when it is the last leg of the route.
    var row: Int32
    var remaining: Int32
  }

  private struct Entry {
    var bound: Int64
    var part: Int32
    var legCount: Int32
  }

  private let space: RouteSpace
  private let worths: RowWorths
  private let bounds: RouteBounds
  private let limit: Int
  private var parts: [Part] = []
  private var heap: [Entry] = []

  init(of space: RouteSpace, worths: RowWorths, limit: Int) {
    self.space = space
    self.worths = worths
    self.limit = limit
    bounds = RouteBounds(of: space, worths: worths)
    for legCount in space.question.legCounts { begin(legCount: legCount) }
  }

  /// Takes the best route that is left.
  mutating func next() -> RankedRoute? {
    while let top = takeTop() {
      let part = parts[Int(top.part)]
      if part.row < 0 { return RankedRoute(legs: legs(of: top.part), worth: part.worth) }
      extend(top)
    }
    return nil
  }

  /// Puts the first legs of routes with `legCount` legs into the heap.
  private mutating func begin(legCount: Int) {
    let onward = bounds.layers[legCount - 2]
    var firsts: [(bound: Int64, row: Int32)] = []
    var least = RouteBounds.none
    for row in onward.indices
    where onward[row] != RouteBounds.none && space.arrivals.roles[row].contains(.end) {
      let bound = worths.ranking.joined(worths.arriving[row], onward[row])
      guard !bounds.isTight || bound >= least else { continue }
      firsts.append((bound, Int32(row)))
      if bounds.isTight && firsts.count / 2 - 512 > limit {
        cut(&firsts)
        least = firsts[firsts.count - 1].bound
      }
    }
    if bounds.isTight { cut(&firsts) }
    for first in firsts {
      let part = Part(
        worth: worths.arriving[Int(first.row)], leg: space.arrivals.legs[Int(first.row)],
        before: -1, row: first.row, remaining: Int32(legCount - 1))
      insert(part, bound: first.bound, legCount: Int32(legCount))
    }
  }

  /// Keeps the best beginnings, the lower leg first among equals.
  private func cut(_ firsts: inout [(bound: Int64, row: Int32)]) {
    let legs = space.arrivals.legs
    guard firsts.count > limit else { return }
    firsts.sort {
      $0.bound != $1.bound
        ? $0.bound > $1.bound : legs[Int($0.row)] < legs[Int($1.row)]
    }
    firsts.removeSubrange(limit...)
  }

  /// Puts every way to go on from a part into the heap.
  private mutating func extend(_ top: Entry) {
    let part = parts[Int(top.part)]
    let remaining = Int(part.remaining)
    var found: [(bound: Int64, part: Part)] = []
    for next in space.onwardRows(after: Int(part.row)) {
      let worth = worths.ranking.joined(part.worth, worths.leaving[next])
      var bound = worth
      var row: Int32 = -1
      if remaining == 1 {
        guard space.departures.roles[next].contains(.end) else { continue }
      } else {
        row = space.onward[next]
        guard row >= 0, bounds.layers[remaining - 2][Int(row)] != RouteBounds.none else {
          continue
        }
        bound = worths.ranking.joined(worth, bounds.layers[remaining - 2][Int(row)])
      }
      found.append(
        (
          bound,
          Part(
            worth: worth, leg: space.departures.legs[next], before: top.part, row: row,
            remaining: part.remaining - 1)
        ))
    }
    if bounds.isTight && found.count > limit {
      found.sort { $0.bound != $1.bound ? $0.bound > $1.bound : $0.part.leg < $1.part.leg }
      found.removeSubrange(limit...)
    }
    for next in found { insert(next.part, bound: next.bound, legCount: top.legCount) }
  }

  private func legs(of part: Int32) -> [Int32] {
    var legs: [Int32] = []
    var part = part
    while part >= 0 {
      legs.append(parts[Int(part)].leg)
      part = parts[Int(part)].before
    }
    return legs.reversed()
  }

  private func precedes(_ first: Entry, _ second: Entry) -> Bool {
    if first.bound != second.bound { return first.bound > second.bound }
    if first.legCount != second.legCount { return first.legCount < second.legCount }
    return legs(of: first.part).lexicographicallyPrecedes(legs(of: second.part))
  }

  private mutating func insert(_ part: Part, bound: Int64, legCount: Int32) {
    parts.append(part)
    heap.append(
      Entry(bound: bound, part: Int32(parts.count - 1), legCount: legCount))
    var place = heap.count - 1
    while place > 0, precedes(heap[place], heap[(place - 1) / 2]) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func takeTop() -> Entry? {
    guard let top = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return top }
    heap[0] = last
    var place = 0
    while 2 * place + 1 < heap.count {
      var child = 2 * place + 1
      if child + 1 < heap.count && precedes(heap[child + 1], heap[child]) { child += 1 }
      guard precedes(heap[child], heap[place]) else { break }
      heap.swapAt(place, child)
      place = child
    }
    return top
  }
}
