import Foundation
import Testing
import TradeModel

@testable import DiversionRisk

@Suite("No onward movement")
struct NoOnwardMovementTests {
  private let code = "silence.no_onward_movement"

  @Test("weighs (1 - v·d) / (1 - v·r), by shares taken from the records")
  func ratio() throws {
    var trade = Fixture()
    trade.ship("E1")
    trade.addCrowd(leaving: 24, recorded: 18, lots: 29, sentOn: 6)
    let expected = 10 * log10((1 - 0.75 * OnwardRecords.sentOnIfDiverted) / (1 - 6.0 / 30))
    try trade.expect(code, expected, "75 % of what leaves SG is, and 20 % of such lots there")
  }

  @Test("weighs nothing for goods that are seen to leave")
  func seen() throws {
    var trade = Fixture.chain(sentOn: 1)
    trade.addCrowd(leaving: 24, recorded: 24, lots: 29, sentOn: 6)
    try trade.expect(code, 0, "were seen to leave Merlion again", cites: ["E1", "O1"])
  }

  @Test("cannot be checked where little is recorded, soon after arrival, or where goods end")
  func unknown() throws {
    var few = Fixture()
    few.ship("E1")
    few.addCrowd(leaving: 19, recorded: 19, lots: 29, sentOn: 6)
    try few.expect(code, nil, "Too little is recorded of what leaves SG")
    var fewLots = Fixture()
    fewLots.ship("E1")
    fewLots.addCrowd(leaving: 24, recorded: 24, lots: 18, sentOn: 6)
    try fewLots.expect(code, nil, "Too little is recorded of what leaves SG")
    var recent = Fixture()
    recent.ship("E1", day: 320)
    recent.addCrowd(leaving: 24, recorded: 24, lots: 29, sentOn: 6)
    try recent.expect(code, nil, "may still be sent on from Merlion")
    var direct = Fixture()
    direct.ship("E1", "Hanul", "Golden", to: "HK")
    try direct.expect(code, nil, "Too little is recorded of what leaves HK")
  }

  @Test(
    "never speaks for diversion, and less against it the less is recorded",
    arguments: 0..<UInt64(100))
  func neverRaises(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let honest = Double.random(in: 0...1, using: &generator)
    var nearer = -Double.infinity
    for tenth in (0...10).reversed() {
      let recorded = Double(tenth) / 10
      let weight = OnwardRecords.decibans(recorded: recorded, seen: recorded * honest)
      #expect(weight <= 0)
      #expect(weight >= nearer)
      nearer = weight
    }
    #expect(nearer == 0)
  }

  @Test("lowers scores or leaves them, whatever else is known", arguments: 0..<UInt64(100))
  func lowers(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var trade = Fixture.random(seed: seed)
    let leaving = Int.random(in: 20...30, using: &generator)
    trade.addCrowd(
      leaving: leaving, recorded: .random(in: 0...leaving, using: &generator), lots: 30,
      sentOn: .random(in: 0...30, using: &generator))
    var silent = WeightSet.random(seed: seed)
    silent.groups["silence"] = .init(least: -6, most: 0)
    silent.lines[code] = .init(group: "silence", base: 0, steps: [])
    var weighing = silent
    weighing.lines[code] = .init(
      group: "silence", base: -6,
      steps: (1...6).map { .init(from: Double($0) - 6.5, decibans: Double($0) - 6) })
    // By itself: a lower score may make its neighbours' lower, never higher.
    let world = FixtureWorld(trade)
    for subject in world.subjects {
      let without = Scorer(weights: silent, prior: 0.01).score(of: subject, in: world.context)
      let with = Scorer(weights: weighing, prior: 0.01).score(of: subject, in: world.context)
      #expect(with <= without)
    }
    // Nothing that leaves is recorded: silence says nothing.
    trade.declarations.removeAll { $0.departureCountry.code == "SG" && $0.kind == .export }
    let blind = FixtureWorld(trade)
    for subject in blind.subjects {
      let rule = NoOnwardMovement()
      #expect(rule.observe(subject, in: blind.context).measure ?? 0 == 0)
    }
  }
}

extension Fixture {
  /// Trade of others through Singapore: so many movements out of it that Malaysia records, of which
  /// Singapore recorded some as well; and so many lots from Korea, of which some are sent on.
  fileprivate mutating func addCrowd(leaving: Int, recorded: Int, lots: Int, sentOn: Int) {
    for number in 0..<leaving {
      let (seller, buyer) = ("Seller \(number)", "Importer \(number)")
      sendOn("X\(number)", seller, buyer, to: "MY", day: 3 * number)
      arrive("Y\(number)", of: "X\(number)")
      if number >= recorded {
        declarations.removeAll { $0.identity.declarationID == "X\(number)" }
      }
    }
    for number in 0..<lots {
      ship("C\(number)", "Daehan", "Depot \(number)", day: 5)
      if number < sentOn {
        sendOn("Z\(number)", "Depot \(number)", "Far \(number)", to: "AU", day: 20)
      }
    }
  }
}
