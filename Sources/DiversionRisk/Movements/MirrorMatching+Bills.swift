import PartyMatch
import TradeModel

extension MirrorMatching {
  /// Weights of a master bill and of its house bills differ by no more, as a natural logarithm.
  static let billWeightTolerance = 0.02

  /// House bills of lading with their master bills: the first of a pair is the house bill.
  ///
  /// A master bill is known by its number, where house bills name it; else by container, countries, days
  /// and weight, where more of its parties than of any other bill's arrange transport.
  func masterBills() -> [MovementLink] {
    let bills = records.bills.keys.sorted { records.orderKey[Int($0)] < records.orderKey[Int($1)] }
      .filter { records.movesGoods(Int($0)) && records.kind[Int($0)] != .transit }
    let named = namedMasters(bills)
    let taken = Set(named.flatMap { [$0.one, $0.other] })
    return named + carriedMasters(bills.filter { !taken.contains($0) })
  }

  /// Pairs of a house bill and the master bill that it names.
  private func namedMasters(_ bills: [Int32]) -> [MovementLink] {
    let byNumber = Dictionary(grouping: bills) { records.bills[$0]?.own ?? 0 }
    return bills.flatMap { house -> [MovementLink] in
      guard let numbers = records.bills[house], numbers.master != 0, numbers.master != numbers.own
      else { return [] }
      return (byNumber[numbers.master] ?? []).filter { master in
        records.source[Int(master)] == records.source[Int(house)] && days(house, master) != nil
          // A master bill of several goods has a line for each.
          && (records.hs6[Int(master)] == records.hs6[Int(house)]
            || byNumber[numbers.master]?.count == 1)
      }.prefix(1).map { link(house, $0, because: .masterBillNamed) }
    }
  }

  private struct Carriage: Hashable {
    let containers: UInt64
    let from: CountryCode
    let to: CountryCode
  }

  /// Pairs of a house bill and the master bill of the container that it was in.
  private func carriedMasters(_ bills: [Int32]) -> [MovementLink] {
    var loads: [Carriage: [Int32]] = [:]
    for bill in bills {
      guard let numbers = records.bills[bill], numbers.containers != 0 else { continue }
      let carriage = Carriage(
        containers: numbers.containers, from: records.from[Int(bill)], to: records.to[Int(bill)])
      loads[carriage, default: []].append(bill)
    }
    return loads.values.flatMap(mastersByVoyage).sorted { one, other in
      let (first, second) = (records.orderKey[Int(one.one)], records.orderKey[Int(other.one)])
      return first < second
    }
  }

  /// The pairs of one container's bills, voyage by voyage.
  private func mastersByVoyage(_ bills: [Int32]) -> [MovementLink] {
    let byDay = bills.sorted { one, other in
      let (first, second) = (records.date[Int(one)], records.date[Int(other)])
      return first != second
        ? first < second : records.orderKey[Int(one)] < records.orderKey[Int(other)]
    }
    var links: [MovementLink] = []
    var start = 0
    while start < byDay.count {
      let end =
        byDay[start...].firstIndex { days(byDay[start], $0) == nil } ?? byDay.endIndex
      links += masters(ofVoyage: Array(byDay[start..<end]))
      start = end
    }
    return links
  }

  private func masters(ofVoyage bills: [Int32]) -> [MovementLink] {
    let counts = bills.map(forwarderCount)
    guard let most = counts.max(), most > 0, counts.count(where: { $0 == most }) == 1,
      let position = counts.firstIndex(of: most)
    else { return [] }
    let master = bills[position]
    let houses = bills.filter {
      $0 != master && records.bills[$0]?.own != records.bills[master]?.own
    }
    let weight = weight(master)
    let sum = houses.reduce(0) { $0 + self.weight($1) }
    guard let apart = Self.logRatio(weight, sum), apart <= Self.billWeightTolerance else {
      return []
    }
    return houses.map { link($0, master, because: .masterBillCarried) }
  }

  /// How many parties of a bill arrange transport.
  private func forwarderCount(_ bill: Int32) -> Int {
    [records.shipper[Int(bill)], records.consignee[Int(bill)]].count {
      records.forwarders.contains($0)
    }
  }

  /// The weight that a bill states, NaN for none: the gross one first, as bills mostly do.
  private func weight(_ bill: Int32) -> Double {
    let gross = records.grossWeight[Int(bill)]
    return gross.isNaN ? records.weight[Int(bill)] : gross
  }

  /// Days between two bills; nil where they are too many for one voyage.
  private func days(_ one: Int32, _ other: Int32) -> Int32? {
    let days = abs(records.date[Int(one)] - records.date[Int(other)])
    return days <= Self.filingSlack ? days : nil
  }

  private func link(
    _ house: Int32, _ master: Int32, because reason: MovementLink.Reason
  ) -> MovementLink {
    MovementLink(
      one: house, other: master, reason: reason, misfit: 0.005 * Double(days(house, master) ?? 0))
  }
}
