import Testing

@testable import FlowGraph

@Suite("Route questions")
struct RouteQuestionTests {
  private struct Case {
    let legs: LegColumns
    var question: RouteQuestion
    let worths: [Int64]

    init(seed: UInt64, nodes: Int = 6, days: Int = 20, count: Int = 70) {
      var trade = RandomTrade(seed: seed)
      let families = trade.number(1...4)
      legs = trade.legs(nodes: nodes, families: families, days: days, count: count)
      question = trade.question(nodes: nodes, families: families, legs: count)
      let largest = trade.number(1...3) == 1 ? 3 : 1_000
      worths = (0..<count).map { _ in Int64(trade.number(0...largest)) }
    }

    var oracle: RouteQuestionOracle { RouteQuestionOracle(legs: legs, question: question) }
  }

  /// With no steps allowed the sums and bounds answer, else a walk.
  private static let walks = [0, RouteListing.fewSteps]

  @Test("routes are counted as listing them would", arguments: 0..<UInt64(200))
  func counting(seed: UInt64) {
    let example = Case(seed: seed)
    let lengths = example.oracle.routes.map(\.count)
    // With a few steps a walk is given up on the way.
    for fewSteps in Self.walks + [40] {
      let count = example.legs.routes(answering: example.question).count(fewSteps: fewSteps)
      #expect(count.isExact)
      #expect(
        count.byLegs
          == (2..<(example.question.legCounts.upperBound + 1)).map { length in
            lengths.count { $0 == length }
          })
    }
  }

  @Test("crowded hubs are counted as listing would", arguments: 0..<UInt64(8))
  func countingAtCrowdedHubs(seed: UInt64) {
    let example = Case(seed: seed, nodes: 3, days: 2, count: 500)
    var question = example.question
    question.legCounts = 2...2
    question.dwell = DwellWindow(minimum: 0, maximum: 3)
    question.ratio = QuantityRatio(from: .init(1, over: 2), through: .init(11, over: 10))
    let space = example.legs.routes(answering: question)
    let oracle = RouteQuestionOracle(legs: example.legs, question: question)
    let ranking = RouteRanking.total(of: example.worths)
    let ranked = Array(oracle.ranked(by: ranking).prefix(30))
    for fewSteps in Self.walks {
      #expect(space.count(fewSteps: fewSteps).total == oracle.routes.count)
      #expect(space.best(30, by: ranking, fewSteps: fewSteps) == ranked)
    }
  }

  @Test("the best are those that a full list begins with", arguments: 0..<UInt64(200))
  func best(seed: UInt64) {
    let example = Case(seed: seed)
    let space = example.legs.routes(answering: example.question)
    for ranking in [RouteRanking.smallest(of: example.worths), .total(of: example.worths)] {
      let ranked = example.oracle.ranked(by: ranking)
      for limit in [1, 7, 100_000] {
        for fewSteps in Self.walks {
          #expect(
            space.best(limit, by: ranking, fewSteps: fewSteps) == Array(ranked.prefix(limit)))
        }
      }
    }
  }

  /// Far more routes than are kept, so that most are passed over by what they can be worth.
  @Test("the best of crowded hubs are those that a full list begins with", arguments: 0..<UInt64(8))
  func bestAtCrowdedHubs(seed: UInt64) {
    let example = Case(seed: seed, nodes: 3, days: 4, count: 200)
    var question = example.question
    question.legCounts = seed < 6 ? 2...2 : 2...3
    question.legs = nil
    question.dwell = DwellWindow(minimum: 0, maximum: 3)
    let space = example.legs.routes(answering: question)
    // Of a sum the part before may be worth less than nothing.
    let worths = seed.isMultiple(of: 2) ? example.worths : example.worths.map { 2 - $0 }
    for ranking in [RouteRanking.smallest(of: worths), .total(of: worths)] {
      let ranked = RouteQuestionOracle(legs: example.legs, question: question).ranked(by: ranking)
      for fewSteps in Self.walks {
        let answer = space.answer(best: 5, by: ranking, summing: true, fewSteps: fewSteps)
        #expect(answer.count.total == ranked.count)
        #expect(answer.sum == ranked.reduce(Int128(0)) { $0 + Int128($1.worth) })
        #expect(answer.routes == Array(ranked.prefix(5)))
      }
    }
  }

  @Test("only the largest legs are looked at, and that is enough", arguments: 0..<UInt64(2))
  func bestOfMany(seed: UInt64) {
    let example = Case(seed: seed, nodes: 40, days: 200, count: 1_200)
    var question = example.question
    question.legCounts = 2...2
    question.legs = nil
    question.from = nil
    question.via = nil
    let ranking = RouteRanking.smallest(of: example.worths)
    let ranked = RouteQuestionOracle(legs: example.legs, question: question).ranked(by: ranking)
    for fewSteps in Self.walks {
      #expect(
        example.legs.routes(answering: question).best(20, by: ranking, fewSteps: fewSteps)
          == Array(ranked.prefix(20)))
    }
  }

  @Test("sums past 64 bits are exact", arguments: [false, true])
  func sumsOfLargeWorths(isSmallest: Bool) {
    // 30 × 30 routes, each worth so much that a few sums would not fit in 64 bits.
    var legs = LegColumns()
    for leg in 0..<60 {
      legs.append(
        sender: leg < 30 ? 0 : 1, receiver: leg < 30 ? 1 : 2, family: 0, departure: 1, arrival: 1,
        quantity: 1)
    }
    let worths = [Int64](repeating: .max / 2, count: 60)
    let question = RouteQuestion(dwell: DwellWindow(minimum: 0, maximum: 0), familyCount: 1)
    let ranking: RouteRanking = isSmallest ? .smallest(of: worths) : .total(of: worths)
    let each = Int128(Int64.max / 2) * (isSmallest ? 1 : 2)
    for fewSteps in Self.walks {
      let worth = legs.routes(answering: question).worth(by: ranking, fewSteps: fewSteps)
      #expect(worth == RouteWorth(count: 900, sum: 900 * each))
    }
  }

  @Test("families are sorted in groups of any size alike", arguments: 0..<UInt64(50))
  func groups(seed: UInt64) {
    let example = Case(seed: seed)
    let ranking = RouteRanking.smallest(of: example.worths)
    let whole = example.legs.routes(answering: example.question)
    let apart = example.legs.routes(answering: example.question, groupSize: 1)
    #expect(apart.count() == whole.count())
    #expect(apart.best(.max, by: ranking) == whole.best(.max, by: ranking))
  }

  @Test("worths are summed as listing would", arguments: 0..<UInt64(200))
  func worth(seed: UInt64) {
    let example = Case(seed: seed)
    let space = example.legs.routes(answering: example.question)
    for ranking in [RouteRanking.smallest(of: example.worths), .total(of: example.worths)] {
      let ranked = example.oracle.ranked(by: ranking)
      for fewSteps in Self.walks {
        let worth = space.worth(by: ranking, fewSteps: fewSteps)
        #expect(worth.count == ranked.count)
        #expect(worth.sum == ranked.reduce(Int128(0)) { $0 + Int128($1.worth) })
        let answer = space.answer(best: 7, by: ranking, summing: true, fewSteps: fewSteps)
        #expect(answer.count == space.count())
        #expect(answer.sum == worth.sum)
        #expect(answer.routes == Array(ranked.prefix(7)))
      }
    }
  }

  @Test("an index gives what the legs give", arguments: 0..<UInt64(200))
  func index(seed: UInt64) throws {
    let example = Case(seed: seed)
    let index = RouteIndex(of: example.legs)
    let fromLegs = example.legs.routes(answering: example.question)
    // Middle legs that were found on one side only are looked for, or left.
    for fewRows in [0, .max] {
      let fromIndex = try index.routes(answering: example.question, fewRows: fewRows)
      for few in Self.walks {
        #expect(fromIndex.count(fewSteps: few) == fromLegs.count())
        for ranking in [RouteRanking.smallest(of: example.worths), .total(of: example.worths)] {
          #expect(fromIndex.worth(by: ranking, fewSteps: few) == fromLegs.worth(by: ranking))
          #expect(fromIndex.best(7, by: ranking, fewSteps: few) == fromLegs.best(7, by: ranking))
        }
      }
    }
  }

  @Test("an index packs numbers of any width", arguments: 0..<UInt64(40))
  func wideIndex(seed: UInt64) throws {
    let example = Case(seed: seed)
    var random = RandomTrade(seed: seed)
    // As many bits each as a column may have.
    let node = Int32(random.number(0...24)).wide
    let day = Int32(random.number(0...29)).wide
    let worth = Int64(1) << Int64(random.number(0...50))
    var legs = LegColumns()
    for leg in 0..<example.legs.count {
      legs.append(
        sender: example.legs.sender[leg] &* node, receiver: example.legs.receiver[leg] &* node,
        family: example.legs.family[leg], departure: example.legs.departure[leg] &- day,
        arrival: example.legs.arrival[leg] &- day, quantity: example.legs.quantity[leg] * worth)
    }
    var question = example.question
    for part in [\RouteQuestion.from, \.via, \.to] {
      question[keyPath: part] = question[keyPath: part].map { set in
        NumberSet((0..<6).filter { set.contains($0) }.map { $0 * Int(node) })
      }
    }
    // Legs that nobody asks about make all columns wide.
    let wanted = question.legs
    question.legs = NumberSet((0..<legs.count).filter { wanted?.contains($0) ?? true })
    legs.append(
      sender: 6 &* node, receiver: .max - 1, family: 0, departure: .min, arrival: day,
      quantity: .max)
    let ranking = RouteRanking.smallest(of: example.worths + [0])
    let expected = legs.routes(answering: question)
    let found = try RouteIndex(of: legs).routes(answering: question, fewRows: 0)
    #expect(found.count() == expected.count())
    #expect(found.best(9, by: ranking) == expected.best(9, by: ranking))
  }

  @Test("an index finds the best of many routes", arguments: 0..<UInt64(6))
  func bestOfManyInIndex(seed: UInt64) throws {
    var example = Case(seed: seed, nodes: 40, days: 200, count: 1_600)
    example.question.legCounts = 2...Int(3 + seed % 2)
    example.question.legs = nil
    let index = RouteIndex(of: example.legs)
    let ranking = RouteRanking.smallest(of: example.worths)
    let fromLegs = example.legs.routes(answering: example.question)
    let fromIndex = try index.routes(answering: example.question, fewRows: 0)
    for few in Self.walks {
      #expect(fromIndex.count(fewSteps: few) == fromLegs.count())
      #expect(fromIndex.best(20, by: ranking, fewSteps: few) == fromLegs.best(20, by: ranking))
    }
  }

  @Test("numbers past the largest integer are said not to be exact")
  func countingTooMany() {
    // 400 legs back and forth on one day: 200 × 200^15 routes of 16 legs.
    var legs = LegColumns()
    for leg in 0..<400 {
      legs.append(
        sender: Int32(leg % 2), receiver: Int32(1 - leg % 2), family: 0, departure: 1, arrival: 1,
        quantity: 1)
    }
    var question = RouteQuestion(dwell: DwellWindow(minimum: 0, maximum: 0), familyCount: 1)
    question.legCounts = 2...16
    let count = legs.routes(answering: question).count()
    #expect(count.byLegs[0] == 2 * 200 * 200)
    #expect(count.byLegs[14] == .max)
    #expect(!count.isExact)
    question.legCounts = 2...3
    #expect(legs.routes(answering: question).count().isExact)
    let answer = legs.routes(answering: question)
      .answer(best: 5, by: .smallest(of: legs.quantity))
    #expect(answer.isCapped)
    #expect(answer.routes.map(\.legs) == (0..<5).map { [0, Int32(2 * $0 + 1)] })
  }

  @Test("wide days and sparse numbers are sorted too")
  func sparseNumbers() throws {
    var legs = LegColumns()
    legs.append(
      sender: 5, receiver: .max - 1, family: 32_767, departure: .min, arrival: .min, quantity: 4)
    legs.append(
      sender: .max - 1, receiver: 0, family: 32_767, departure: .max - 1, arrival: .max,
      quantity: 4)
    legs.append(
      sender: .max - 1, receiver: 0, family: 32_767, departure: .min, arrival: .max, quantity: 4)
    let question = RouteQuestion(
      dwell: DwellWindow(minimum: 0, maximum: 9), familyCount: 32_768)
    for space in [
      legs.routes(answering: question), try RouteIndex(of: legs).routes(answering: question),
    ] {
      let routes = space.best(9, by: .smallest(of: legs.quantity))
      #expect(routes.map(\.legs) == [[0, 2]])
    }
  }

  @Test("a range of ratios is exact near the largest integer")
  func largeRatios() {
    let ratio = QuantityRatio(from: .init(1, over: 2), through: .init(11, over: 10))
    #expect(ratio.outgoing(after: 3) == (2, 3))
    #expect(ratio.outgoing(after: .max) == (Int64.max / 2 + 1, .max))
    let steep = QuantityRatio(from: .init(.max), through: .init(.max))
    #expect(steep.outgoing(after: .max).least > steep.outgoing(after: .max).most)
  }
}

extension Int32 {
  /// Two to the power of this number.
  fileprivate var wide: Int32 { 1 << self }
}
