import Testing

@testable import FlowGraph

@Suite("An index of routes")
struct RouteIndexTests {
  @Test("writes a record's bytes and none beside them", arguments: 1...8, 0...3)
  func recordBytes(width: Int, offset: Int) {
    let field = PackedField(stride: offset + width + 1, offset: offset, width: width)
    let count = 40
    let column = NewColumn<UInt8>(field, count: count)
    var expected = [UInt8](repeating: 0xA5, count: field.length(of: count))
    for place in expected.indices { column.slices.write(0xA5, at: place) }
    var generator = SeededGenerator(seed: UInt64(8 * offset + width))
    for row in Array(0..<count).shuffled(using: &generator) {
      let number = generator.next()
      column.write(number, at: row, in: field)
      for byte in 0..<width {
        expected[row * field.stride + offset + byte] = UInt8(
          truncatingIfNeeded: number >> UInt64(8 * byte))
      }
      let kept = number & .max >> UInt64(64 - 8 * width)
      #expect(column.slices.number(at: row, in: field) == kept)
    }
    #expect(column.filled.elements == expected)
  }

  /// Neighbouring groups have neighbouring bytes of the same columns.
  @Test("is the same whatever groups of families were sorted at once", arguments: 0..<UInt64(40))
  func groups(seed: UInt64) throws {
    var trade = RandomTrade(seed: seed)
    let families = trade.number(1...60)
    let legs = trade.legs(
      nodes: trade.number(2...400), families: families, days: trade.number(1...900), count: 3_000,
      largestQuantity: 1 << trade.number(0...62))
    let whole = RouteIndex(of: legs)
    let parted = RouteIndex(of: legs, groupSize: trade.number(1...200))
    #expect(Self.packed(whole) == Self.packed(parted))
    #expect(Self.numbers(whole) == Self.numbers(parted))
    #expect(whole.leastStays.elements == parted.leastStays.elements)
    var question = RouteQuestion(dwell: DwellWindow(minimum: 0, maximum: 2), familyCount: families)
    question.legCounts = 2...3
    let ranking = RouteRanking.smallest(of: legs.quantity)
    let expected = legs.routes(answering: question)
    let found = try parted.routes(answering: question)
    #expect(found.count() == expected.count())
    #expect(found.best(9, by: ranking) == expected.best(9, by: ranking))
  }

  /// A byte says 255 of all stays from there on.
  @Test("passes no run over whose goods may stay long enough", arguments: 0..<UInt64(200))
  func leastStays(seed: UInt64) throws {
    var trade = RandomTrade(seed: seed)
    let families = trade.number(1...3)
    let legs = trade.legs(
      nodes: trade.number(2...30), families: families, days: trade.number(1...1_500), count: 150)
    let index = RouteIndex(of: legs)
    var stays: [UInt8] = []
    for family in 0..<families {
      for run in index.families.runs(of: family) {
        let members = legs.quantity.indices.filter {
          legs.takesPart(leg: $0) && legs.family[$0] == Int16(family)
        }
        let arrivals = members.filter { Int(legs.receiver[$0]) == index.nodes[run] }
        let departures = members.filter { Int(legs.sender[$0]) == index.nodes[run] }
        let pairs = arrivals.flatMap { arrival in
          departures.map { legs.departure[$0] - legs.arrival[arrival] }
        }
        stays.append(UInt8(min(255, pairs.filter { $0 >= 0 }.min() ?? 255)))
      }
    }
    #expect(index.leastStays.elements == stays)
    for longest: Int32 in [0, 1, 60, 253, 254, 255, 256, 1_500] {
      var question = RouteQuestion(
        dwell: DwellWindow(minimum: Int32(trade.number(0...Int(longest))), maximum: longest),
        familyCount: families)
      question.dwellOfFamily = [0: DwellWindow(minimum: 0, maximum: Int32(trade.number(0...600)))]
      question.legCounts = 2...trade.number(2...4)
      let found = try index.routes(answering: question)
      #expect(found.count() == legs.routes(answering: question).count())
    }
  }

  private static func packed(_ index: RouteIndex) -> [[UInt8]] {
    var columns = [index.nodes, index.legs, index.onward]
    for side in [index.arriving, index.leaving] {
      columns += [side.rows, side.ends, side.loneNodes]
    }
    return columns.map(\.bytes.elements)
  }

  private static func numbers(_ index: RouteIndex) -> [[Int32]] {
    [index.families.rows, index.families.runs, index.arriving.loneFirsts, index.leaving.loneFirsts]
      .map(\.elements)
  }
}
