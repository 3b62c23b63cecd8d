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
    var question = RouteQuestion(dwell: DwellWindow(minimum: 0, maximum: 2), familyCount: families)
    question.legCounts = 2...3
    let ranking = RouteRanking.smallest(of: legs.quantity)
    let expected = legs.routes(answering: question)
    let found = try parted.routes(answering: question)
    #expect(found.count() == expected.count())
    #expect(found.best(9, by: ranking) == expected.best(9, by: ranking))
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
