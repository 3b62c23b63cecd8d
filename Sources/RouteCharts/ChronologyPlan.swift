import TradeModel

/// A chronology before it is drawn: rows, what stands in them, and where in time.
struct ChronologyPlan {
  /// One party's line.
  struct Row {
    let party: RouteParty
    /// Where the party sends and receives, in the order in which it does.
    var countries: [CountryCode]
    /// Whether goods arrive here in a country of concern.
    var isHot: Bool
  }

  /// A movement between two rows.
  struct Move {
    let leg: Int
    let from: Int
    let to: Int
    let isHot: Bool
  }

  /// Days between an arrival and the next departure of a party.
  struct Holding {
    let row: Int
    let arrival: Int
    let departure: Int
    /// Whether the goods left from the country where they arrived.
    let isRecorded: Bool
  }

  private(set) var rows: [Row] = []
  private(set) var moves: [Move] = []
  private(set) var holdings: [Holding] = []

  init(_ route: Route, countriesOfConcern: Set<CountryCode>) {
    var rowOf: [String: Int] = [:]
    for party in Self.inOrder(route) {
      rowOf[party.key] = rows.count
      rows.append(Row(party: party, countries: [], isHot: false))
    }
    for (place, leg) in route.legs.enumerated() {
      guard let from = rowOf[leg.shipper], let to = rowOf[leg.consignee] else { continue }
      let isHot = leg.from != leg.to && countriesOfConcern.contains(leg.to)
      moves.append(Move(leg: place, from: from, to: to, isHot: isHot))
      note(leg.from, in: from)
      note(leg.to, in: to)
      rows[to].isHot = rows[to].isHot || countriesOfConcern.contains(leg.to)
    }
    for (place, leg) in route.legs.enumerated() {
      guard let row = rowOf[leg.shipper],
        let arrival = route.legs[..<place].lastIndex(where: { $0.consignee == leg.shipper })
      else { continue }
      holdings.append(
        Holding(
          row: row, arrival: arrival, departure: place,
          isRecorded: route.legs[arrival].to == leg.from))
    }
  }

  /// Parties by how many hands the goods had passed when they first met them, so that lines run
  /// down; among equals in the order in which they are met.
  private static func inOrder(_ route: Route) -> [RouteParty] {
    var depth: [String: Int] = [:]
    var senders: Set<String> = []
    for leg in route.legs {
      let here = depth[leg.shipper] ?? 0
      depth[leg.shipper] = here
      senders.insert(leg.shipper)
      // Who has sent already stays where it is: goods that come back run up.
      guard !senders.contains(leg.consignee) else { continue }
      depth[leg.consignee] = max(depth[leg.consignee] ?? 0, here + 1)
    }
    return DrawnRoute.parties(of: route).enumerated().sorted { one, other in
      let (first, second) = (depth[one.element.key] ?? 0, depth[other.element.key] ?? 0)
      return first != second ? first < second : one.offset < other.offset
    }.map(\.element)
  }

  private mutating func note(_ country: CountryCode, in row: Int) {
    if !rows[row].countries.contains(country) { rows[row].countries.append(country) }
  }
}

/// Puts the labels of one row above its line so that nothing covers anything.
///
/// A label stands right or left of its movement, on the lowest level that is free: no other label
/// there, no line of another movement through it, and no label below in the way of its own leader.
struct ChronologyLabels {
  /// A label that wants a place.
  struct Request {
    let move: Int
    let x: Double
    let width: Double
  }

  /// Where a label stands.
  struct Spot {
    let move: Int
    let level: Int
    let x: Double
    let left: Double
    let width: Double
    /// Whether some line passes behind it, so that it needs a ground of its own.
    let isCrossed: Bool

    var right: Double { left + width }
  }

  private(set) var spots: [Spot] = []

  private static let inset = 11.0
  private static let gap = 12.0

  init(
    _ requests: [Request], crossings: [(move: Int, x: Double)], within bounds: ClosedRange<Double>
  ) {
    for request in requests.sorted(by: { ($0.x, $0.move) > ($1.x, $1.move) }) {
      let others = crossings.filter { $0.move != request.move }.map(\.x)
      spots.append(place(request, others: others, bounds: bounds))
    }
  }

  private func place(
    _ request: Request, others: [Double], bounds: ClosedRange<Double>
  ) -> Spot {
    let lefts = [request.x + Self.inset, request.x - Self.inset - request.width]
    for allowsCrossing in [false, true] {
      for level in 0...spots.count {
        for left in lefts where bounds.contains(left) && bounds.contains(left + request.width) {
          let span = (left - 5)...(left + request.width + 5)
          let isCrossed = others.contains(where: span.contains)
          guard allowsCrossing || !isCrossed else { continue }
          let spot = Spot(
            move: request.move, level: level, x: request.x, left: left, width: request.width,
            isCrossed: isCrossed)
          if spots.allSatisfy({ Self.agree($0, spot) }) { return spot }
        }
      }
    }
    let left = min(max(bounds.lowerBound, lefts[0]), bounds.upperBound - request.width)
    return Spot(
      move: request.move, level: spots.count, x: request.x, left: left, width: request.width,
      isCrossed: true)
  }

  private static func agree(_ one: Spot, _ other: Spot) -> Bool {
    if one.level == other.level {
      return one.right + gap <= other.left || other.right + gap <= one.left
    }
    // The leader of the upper label runs down past the lower one.
    let (lower, upper) = one.level < other.level ? (one, other) : (other, one)
    return upper.x < lower.left - 4 || upper.x > lower.right + 4
  }
}
