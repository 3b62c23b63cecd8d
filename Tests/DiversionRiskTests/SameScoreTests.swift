import Testing
import TradeModel

@testable import DiversionRisk

/// What must not change a score.
@Suite("Same score")
struct SameScoreTests {
  private func expectSame(
    _ one: [String: Double], _ other: [String: Double],
    at location: SourceLocation = #_sourceLocation
  ) {
    #expect(!one.isEmpty, sourceLocation: location)
    for (id, score) in one {
      let again = other[id]
      #expect(
        again.map { abs($0 - score) < 1e-9 } ?? false, "\(id): \(score), \(again ?? .nan)",
        sourceLocation: location)
    }
  }

  private func scorer(_ seed: UInt64) -> Scorer {
    Scorer(weights: .random(seed: seed), prior: 0.01)
  }

  @Test("after shuffling rows", arguments: 0..<UInt64(100))
  func shuffled(seed: UInt64) {
    var trade = Fixture.random(seed: seed)
    let before = trade.scores(scorer(seed))
    var generator = SeededGenerator(seed: seed &+ 1)
    trade.declarations.shuffle(using: &generator)
    trade.registry.shuffle(using: &generator)
    trade.outcomes.shuffle(using: &generator)
    expectSame(before, trade.scores(scorer(seed)))
  }

  @Test("after renaming every party", arguments: 0..<UInt64(100))
  func renamed(seed: UInt64) {
    var trade = Fixture.random(seed: seed)
    let before = trade.scores(scorer(seed))
    // Reversed names sort differently, too.
    func renamed(_ name: String) -> String { String(name.reversed()) }
    let sides: [WritableKeyPath<Declaration, WrittenParty>] = [\.shipper, \.consignee, \.endUser]
    for row in trade.declarations.indices {
      for side in sides {
        let party = trade.declarations[row][keyPath: side]
        trade.declarations[row][keyPath: side].id = party.id.map(renamed)
        trade.declarations[row][keyPath: side].name = party.name.map(renamed)
      }
    }
    for entry in trade.registry.indices {
      trade.registry[entry].id = renamed(trade.registry[entry].id)
      trade.registry[entry].name = renamed(trade.registry[entry].name)
    }
    for entry in trade.listed.indices {
      trade.listed[entry].name = renamed(trade.listed[entry].name)
    }
    expectSame(before, trade.scores(scorer(seed)))
  }

  @Test("after moving all days", arguments: 0..<UInt64(100))
  func moved(seed: UInt64) {
    var trade = Fixture.random(seed: seed)
    let before = trade.scores(scorer(seed))
    let days = Int(seed) * 11 + 1
    for row in trade.declarations.indices {
      trade.declarations[row].date = trade.declarations[row].date + days
    }
    for entry in trade.registry.indices {
      trade.registry[entry].incorporatedOn = trade.registry[entry].incorporatedOn.map { $0 + days }
    }
    for entry in trade.permits.indices {
      trade.permits[entry].validUntil = trade.permits[entry].validUntil.map { $0 + days }
    }
    trade.asOf = trade.asOf + days
    expectSame(before, trade.scores(scorer(seed)))
  }

  @Test("beside trade of others", arguments: 0..<UInt64(100))
  func unrelated(seed: UInt64) {
    var trade = Fixture.random(seed: seed)
    let before = trade.scores(scorer(seed))
    for number in 1...8 {
      trade.ship("U\(number)", "Quito", "Lima", from: "EC", to: "PE", day: number * 9)
      trade.ship("V\(number)", "Lima", "Arica", from: "PE", to: "CL", day: number * 9 + 3)
    }
    trade.inspect("U1", .diverted)
    expectSame(before, trade.scores(scorer(seed)))
  }

  @Test("after filing one export in two parts on its day", arguments: 0..<UInt64(100))
  func split(seed: UInt64) throws {
    var trade = Fixture.random(seed: seed)
    // For this line the other part is another lot of the consignee.
    var weights = WeightSet.random(seed: seed)
    weights.lines["flow.consignee_record"]?.base = 0
    weights.lines["flow.consignee_record"]?.steps = []
    let scorer = Scorer(weights: weights, prior: 0.01)
    let before = trade.scores(scorer)
    // Inspections count goods lines, so that the one taken apart was not inspected.
    let number = try #require(
      trade.declarations.firstIndex { $0.identity.declarationID == "E\(3 + seed % 10)" })
    var part = trade.declarations[number]
    part.quantity = part.quantity.map { $0 / 2 }
    part.netWeightKilograms = part.netWeightKilograms.map { $0 / 2 }
    part.valueUSD = part.valueUSD.map { $0 / 2 }
    trade.declarations[number] = part
    part.identity = DeclarationIdentity(source: "KR", declarationID: "part", line: 1)
    trade.declarations.append(part)
    expectSame(before, trade.scores(scorer))
  }
}
