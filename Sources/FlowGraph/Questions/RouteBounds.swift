/// For each arrival and number of legs to go, how good the best way on is.
struct RouteBounds: Sendable {
  /// What a way on is worth when there is none.
  static let none = Int64.min

  /// `layers[n - 1][row]`: the best worth of `n` legs that follow the arrival, itself not counted.
  private(set) var layers: [[Int64]] = []
  /// Whether every bound is reached by some route; else some are only at least as good.
  private(set) var isTight = true

  init(of space: RouteSpace, worths: RowWorths) {
    for remaining in 1..<space.question.legCounts.upperBound {
      let before = layers.last ?? []
      let keys: [Int64] = space.departures.legs.indices.map { row in
        let worth = worths.leaving[row]
        if remaining == 1 {
          return space.departures.roles[row].contains(.end) ? worth : Self.none
        }
        let next = space.onward[row]
        guard next >= 0, before[Int(next)] != Self.none else { return Self.none }
        return worths.ranking.joined(worth, before[Int(next)])
      }
      let layer = Self.best(of: keys, space: space)
      layers.append(layer.map { $0.worth })
      if layer.contains(where: { !$0.isTight }) { isTight = false }
    }
  }

  private struct Bound {
    var worth: Int64
    var isTight: Bool
  }

  /// For each arrival the best key of a departure that may follow.
  private static func best(of keys: [Int64], space: RouteSpace) -> [Bound] {
    space.column { (runs, rows: inout MutableSpan<Bound>) in
      for row in rows.indices { rows[row] = Bound(worth: none, isTight: true) }
      let first = space.arrivals.rows(of: runs.lowerBound).lowerBound
      for run in runs {
        let arriving = space.arrivals.rows(of: run)
        let dwell = space.question.dwell(at: space.arrivals.hubs[run])
        for meeting in space.onwardRuns(of: run) {
          let leaving = space.departures.rows(of: Int(meeting))
          let days = space.departures.days[leaving]
          let window = OnwardWindow(over: leaving, dwell: dwell)
          if space.question.ratio != nil
            && !space.hasManyPairs(arriving, days: days, dwell: dwell)
          {
            raiseByPairs(of: keys, space: space, arriving, window, first: first, rows: &rows)
          } else {
            raiseByWindows(of: keys, space: space, arriving, window, first: first, rows: &rows)
          }
        }
      }
    }
  }

  private static func raiseByPairs(
    of keys: [Int64], space: RouteSpace, _ arriving: Range<Int>, _ leaving: OnwardWindow,
    first: Int, rows: inout MutableSpan<Bound>
  ) {
    let quantities = space.departures.quantities.span
    var window = leaving
    for row in arriving {
      window.advance(to: space.arrivals.days[row], days: space.departures.days.span)
      let range = space.admittedQuantities(after: space.arrivals.quantities[row])
      var best = none
      for next in window.start..<window.end
      where range.contains(quantities[next]) {
        best = max(best, keys[next])
      }
      let place = row - first
      rows[place].worth = max(rows[place].worth, best)
    }
  }

  /// The best of a moving window: rows that a later, better row has overtaken are dropped.
  private static func raiseByWindows(
    of keys: [Int64], space: RouteSpace, _ arriving: Range<Int>, _ leaving: OnwardWindow,
    first: Int, rows: inout MutableSpan<Bound>
  ) {
    var window = leaving
    var candidates: [Int] = []
    var front = 0
    var entered = leaving.start
    for row in arriving {
      window.advance(to: space.arrivals.days[row], days: space.departures.days.span)
      while entered < window.end {
        while candidates.count > front, keys[candidates[candidates.count - 1]] <= keys[entered] {
          candidates.removeLast()
        }
        candidates.append(entered)
        entered += 1
      }
      while front < candidates.count, candidates[front] < window.start { front += 1 }
      let place = row - first
      guard front < candidates.count, keys[candidates[front]] != none else { continue }
      if space.question.ratio != nil { rows[place].isTight = false }
      rows[place].worth = max(rows[place].worth, keys[candidates[front]])
    }
  }
}
