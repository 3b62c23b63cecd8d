import Testing

@testable import FlowGraph

@Suite("Ends of routes")
struct RouteEndsTests {
  /// Worths of which a few sums fit in 64 bits, a few do not, and none does.
  private static let largest: [Int64] = [1_000, .max / 300, .max / 4]

  @Test("are counted, summed and found as one by one", arguments: 0..<UInt64(200))
  func ends(seed: UInt64) {
    var trade = RandomTrade(seed: seed)
    let count = trade.number(1...60)
    let side = RouteSide(
      legs: (0..<Int32(count)).map { $0 }, days: (0..<Int32(count)).map { $0 },
      quantities: (0..<count).map { _ in Int64(trade.number(0...20)) },
      roles: (0..<count).map { _ in LegRoles(rawValue: UInt8(trade.number(1...3))) },
      hubs: [RouteRow.hub(family: 0, node: 1)], offsets: [0, Int32(count)])
    let question = RouteQuestion(dwell: DwellWindow(minimum: 0, maximum: 9), familyCount: 1)
    let space = RouteSpace(question: question, arrivals: side, departures: side)
    let largest = Self.largest[trade.number(0...2)]
    let numbers = (0..<count).map { _ in
      Int64.random(in: -largest...largest, using: &trade.generator)
    }
    let (first, second) = (trade.number(0...count), trade.number(0...count))
    let window = min(first, second)..<max(first, second)
    // Empty where the upper end is below the lower.
    let range = AdmittedQuantities(
      least: Int64(trade.number(0...20)), most: Int64(trade.number(0...20)))
    let worth = Int64.random(in: -largest...largest, using: &trade.generator)
    let least = numbers[trade.number(0...(count - 1))]
    let expected = window.filter {
      side.roles[$0].contains(.end) && range.least <= side.quantities[$0]
        && side.quantities[$0] <= range.most
    }

    #expect(RouteEnds(of: space, worths: nil).count(in: window, range: range) == expected.count)
    for isSmallest in [true, false] {
      let ranking: RouteRanking = isSmallest ? .smallest(of: numbers) : .total(of: numbers)
      let ends = RouteEnds(of: space, worths: RowWorths(of: space, by: ranking))
      let sums = ends.sums(in: window, range: range, worth: worth)
      #expect(sums.count == expected.count)
      #expect(
        sums.sum
          == expected.reduce(Int128(0)) {
            $0
              + (isSmallest
                ? Int128(min(worth, numbers[$1])) : Int128(worth) + Int128(numbers[$1]))
          })
      var found: [Int] = []
      ends.forEach(in: window, range: range, worthAtLeast: least) { found.append($0) }
      #expect(found == expected.filter { numbers[$0] >= least })
    }
  }
}
