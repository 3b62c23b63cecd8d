@testable import FlowGraph

/// The definition of attribution, followed word by word over all days and without any index.
struct AttributionOracle {
  struct Edge: Equatable {
    var source: Int
    var target: Int
    var quantity: Int64
    var penalty: UInt8
  }

  /// Legs of one family and day: the legs of each counterparty, in canonical order.
  private final class Bucket {
    let family: Int16
    let day: Int32
    let dwellClass: Int
    var groups: [[(leg: Int, left: Int64)]]

    init(
      family: Int16, day: Int32, dwellClass: Int, legs: [Int], counterparties: [Int32],
      quantities: [Int64]
    ) {
      self.family = family
      self.day = day
      self.dwellClass = dwellClass
      var byCounterparty: [Int32: [Int]] = [:]
      for leg in legs { byCounterparty[counterparties[leg], default: []].append(leg) }
      groups = byCounterparty.values
        .sorted {
          let first = $0.reduce(0) { $0 + quantities[$1] }
          let second = $1.reduce(0) { $0 + quantities[$1] }
          return first != second ? first > second : ($0.min() ?? 0) < ($1.min() ?? 0)
        }
        .map { legs in
          legs.sorted { (quantities[$1], $0) < (quantities[$0], $1) }
            .map { ($0, quantities[$0]) }
        }
    }

    var left: Int64 { groups.joined().reduce(0) { $0 + $1.left } }
  }

  static func edges(
    _ legs: LegColumns, within window: DwellWindow, transforms: FamilyTransforms
  ) -> [Edge] {
    edges(legs, within: DwellWindows(window), transforms: transforms)
  }

  static func edges(
    _ legs: LegColumns, within windows: DwellWindows, transforms: FamilyTransforms
  ) -> [Edge] {
    var edges: [Edge] = []
    for hub in Set(legs.receiver).union(legs.sender) {
      let lots = buckets(legs, legs.receiver, legs.arrival, legs.sender, hub: hub) {
        legs.dwellClass(of: Int32($0))
      }
      let demands = buckets(legs, legs.sender, legs.departure, legs.receiver, hub: hub) { _ in 0 }
      func deadline(_ lot: Bucket) -> Int {
        Int(lot.day) + Int(windows.byClass[lot.dwellClass].maximum)
      }
      for day in Set(demands.map(\.day)).sorted() {
        let today = demands.filter { $0.day == day }.sorted { $0.family < $1.family }
        for step in -1...255 {
          for demand in today {
            let open = lots.filter { lot in
              let isAllowed =
                step < 0
                ? lot.family == demand.family
                : lot.family != demand.family
                  && transforms.penalty(from: lot.family, to: demand.family) == UInt8(step)
              return isAllowed
                && windows.byClass[lot.dwellClass].admits(arrival: lot.day, departure: day)
            }
            let inOrder = open.sorted {
              (deadline($0), $0.day, $0.family, $0.dwellClass)
                < (deadline($1), $1.day, $1.family, $1.dwellClass)
            }
            for lot in inOrder {
              edges += draw(min(lot.left, demand.left), lot, demand, penalty: UInt8(max(0, step)))
            }
          }
        }
      }
    }
    return edges.sorted { ($0.source, $0.target) < ($1.source, $1.target) }
  }

  private static func buckets(
    _ legs: LegColumns, _ nodes: [Int32], _ days: [Int32], _ others: [Int32], hub: Int32,
    dwellClass: (Int) -> Int
  ) -> [Bucket] {
    struct Key: Hashable {
      var family: Int16
      var day: Int32
      var dwellClass: Int
    }
    var members: [Key: [Int]] = [:]
    for leg in 0..<legs.count where nodes[leg] == hub && legs.takesPart(leg: leg) {
      let key = Key(family: legs.family[leg], day: days[leg], dwellClass: dwellClass(leg))
      members[key, default: []].append(leg)
    }
    return members.map {
      Bucket(
        family: $0.family, day: $0.day, dwellClass: $0.dwellClass, legs: $1,
        counterparties: others, quantities: legs.quantity)
    }
  }

  private static func draw(
    _ amount: Int64, _ lot: Bucket, _ demand: Bucket, penalty: UInt8
  ) -> [Edge] {
    guard amount > 0 else { return [] }
    var edges: [Edge] = []
    let between = spread(
      amount, rows: lot.groups.map { $0.reduce(0) { $0 + $1.left } },
      columns: demand.groups.map { $0.reduce(0) { $0 + $1.left } })
    for (row, column, quantity) in between {
      let within = spread(
        quantity, rows: lot.groups[row].map(\.left), columns: demand.groups[column].map(\.left))
      for (giver, taker, part) in within {
        lot.groups[row][giver].left -= part
        demand.groups[column][taker].left -= part
        edges.append(
          Edge(
            source: lot.groups[row][giver].leg, target: demand.groups[column][taker].leg,
            quantity: part, penalty: penalty))
      }
    }
    return edges
  }

  /// In proportion up to the limit of pairs, else in order; emptied ones at the front are gone.
  private static func spread(
    _ amount: Int64, rows: [Int64], columns: [Int64]
  ) -> [(row: Int, column: Int, quantity: Int64)] {
    let openRows = rows.drop { $0 == 0 }
    let openColumns = columns.drop { $0 == 0 }
    var result: [(row: Int, column: Int, quantity: Int64)] = []
    if openRows.count * openColumns.count <= CrossShares.productLimit {
      var open = shares(of: amount, among: columns)
      for (row, share) in shares(of: amount, among: rows).enumerated() where share > 0 {
        for (column, part) in shares(of: share, among: open).enumerated() where part > 0 {
          result.append((row, column, part))
          open[column] -= part
        }
      }
      return result
    }
    var rowsLeft = rows
    var columnsLeft = columns
    var left = amount
    for row in rows.indices {
      for column in columns.indices {
        let part = min(left, rowsLeft[row], columnsLeft[column])
        guard part > 0 else { continue }
        result.append((row, column, part))
        rowsLeft[row] -= part
        columnsLeft[column] -= part
        left -= part
      }
    }
    return result
  }

  /// Largest remainders, by sorting the fractions.
  static func shares(of amount: Int64, among holdings: [Int64]) -> [Int64] {
    let total = holdings.reduce(0, +)
    guard total > 0 else { return holdings }
    var shares = holdings.map { amount * $0 / total }
    let order = holdings.indices.sorted {
      let first = amount * holdings[$0] % total
      let second = amount * holdings[$1] % total
      return first != second ? first > second : $0 < $1
    }
    for index in order.prefix(Int(amount - shares.reduce(0, +))) { shares[index] += 1 }
    return shares
  }
}
