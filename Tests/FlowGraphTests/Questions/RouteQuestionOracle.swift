@testable import FlowGraph

/// All routes that answer a question, by trying every leg after every leg.
struct RouteQuestionOracle {
  let legs: LegColumns
  let question: RouteQuestion

  /// Every route, as leg numbers.
  var routes: [[Int32]] {
    var found: [[Int32]] = []
    func extend(_ route: [Int32]) {
      let last = Int(route[route.count - 1])
      if question.legCounts.contains(route.count),
        question.to?.contains(Int(legs.receiver[last])) ?? true
      {
        found.append(route)
      }
      guard route.count < question.legCounts.upperBound else { return }
      for next in 0..<legs.count where mayFollow(next, after: last) {
        extend(route + [Int32(next)])
      }
    }
    for first in 0..<legs.count
    where mayBeUsed(first) && question.from?.contains(Int(legs.sender[first])) ?? true {
      extend([Int32(first)])
    }
    return found
  }

  private func mayBeUsed(_ leg: Int) -> Bool {
    legs.takesPart(leg: leg) && question.legs?.contains(leg) ?? true
      && question.families?.contains(Int(legs.family[leg])) ?? true
  }

  private func mayFollow(_ next: Int, after last: Int) -> Bool {
    guard mayBeUsed(next), legs.receiver[last] == legs.sender[next],
      question.via?.contains(Int(legs.sender[next])) ?? true,
      question.transforms.penalty(from: legs.family[last], to: legs.family[next]) != nil,
      (question.dwellOfFamily[legs.family[last]] ?? question.dwell)
        .admits(arrival: legs.arrival[last], departure: legs.departure[next])
    else { return false }
    guard let ratio = question.ratio else { return true }
    let before = legs.quantity[last]
    let after = legs.quantity[next]
    return after * ratio.lowest.denominator >= before * ratio.lowest.numerator
      && after * ratio.highest.denominator <= before * ratio.highest.numerator
  }

  /// All routes, best first.
  func ranked(by ranking: RouteRanking) -> [RankedRoute] {
    routes.map { route in
      let worths = route.map { ranking.worths[Int($0)] }
      return RankedRoute(
        legs: route, worth: ranking.isSmallest ? worths.min() ?? 0 : worths.reduce(0, +))
    }.sorted { first, second in
      if first.worth != second.worth { return first.worth > second.worth }
      if first.legs.count != second.legs.count { return first.legs.count < second.legs.count }
      return first.legs.lexicographicallyPrecedes(second.legs)
    }
  }
}

extension RandomTrade {
  /// A question with some of its parts left open.
  mutating func question(nodes: Int, families: Int, legs: Int) -> RouteQuestion {
    let transforms = transforms(families: families, count: number(0...2) * number(0...2))
    let fewest = number(2...3)
    var question = RouteQuestion(
      dwell: window(longest: 6), transforms: transforms, legCounts: fewest...number(fewest...4))
    func set(below count: Int, outOf parts: Int) -> NumberSet? {
      guard number(0...2) > 0 else { return nil }
      return NumberSet((0..<count).filter { _ in number(1...parts) > 1 })
    }
    question.from = set(below: nodes, outOf: 3)
    question.via = set(below: nodes, outOf: 4)
    question.to = set(below: nodes, outOf: 3)
    question.legs = set(below: legs, outOf: 8)
    question.families = set(below: families, outOf: 5)
    if number(0...1) == 0 {
      for family in 0..<families where number(0...2) == 0 {
        question.dwellOfFamily[Int16(family)] = window(longest: 9)
      }
    }
    if number(0...2) > 0 {
      question.ratio = QuantityRatio(
        from: .init(Int64(number(0...3)), over: Int64(number(2...5))),
        through: .init(Int64(number(2...9)), over: Int64(number(1...5))))
    }
    return question
  }
}
