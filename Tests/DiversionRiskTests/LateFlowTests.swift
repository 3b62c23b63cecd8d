import FlowGraph
import Testing
import TradeModel

@testable import DiversionRisk

@Suite("Late flow")
struct LateFlowTests {
  /// Merlion sends a lot on after so many days.
  private func trade(after days: Int, pieces: Double = 10) -> Fixture {
    var trade = Fixture()
    trade.ship("E1")
    trade.sendOn("O1", day: days, pieces: pieces)
    return trade
  }

  @Test(
    "reaches a destination up to twice the days, without a route", arguments: [90, 91, 180, 181])
  func reach(days: Int) throws {
    let trade = trade(after: days)
    let world = FixtureWorld(trade)
    #expect(world.context.flow.routes.count == (days <= 90 ? 1 : 0))
    guard days <= 180 else {
      try trade.expect("geometry.destination_reached", 0, "did not reach")
      return
    }
    try trade.expect(
      "geometry.destination_reached", 1, "100 % of the lot reached HK", cites: ["E1", "O1"])
    try trade.expect(
      "flow.dwell", Double(days), days > 90 ? "\(days) days, too late for a route." : "90 days.",
      cites: ["E1", "O1"])
  }

  @Test("takes only what nothing within the days explains")
  func rest() throws {
    var trade = trade(after: 120, pieces: 8)
    trade.ship("E2", "Daehan", day: 100, pieces: 5)
    try trade.expect(
      "geometry.destination_reached", 0.3, "30 % of the lot reached HK", cites: ["E1", "O1"])
    // What the exporter must and can have supplied is said of routes, and there is none of it.
    try trade.expect(
      "flow.lower_bound", 0, "at most 0 came from Hanul in time for a route.",
      cites: ["E1", "O1"])
  }

  @Test("is cited beside what went in time, and said to be no part of the bounds")
  func both() throws {
    var trade = trade(after: 10, pieces: 4)
    trade.sendOn("O2", day: 120, pieces: 6)
    try trade.expect(
      "geometry.destination_reached", 1, "to Golden, all or part of it too late for a route.",
      cites: ["E1", "O1", "O2"])
    try trade.expect(
      "flow.lower_bound", 0.4, "at least 4 and at most 4 came from Hanul in time for a route.",
      cites: ["E1", "O1", "O2"])
  }

  @Test("counts in what a consignee and a pair have on record")
  func record() throws {
    var trade = trade(after: 120)
    trade.ship("E2", day: 130)
    try trade.expect("flow.consignee_record", 0.5, "50 % of all such goods that Merlion received")
    try trade.expect("flow.pair_record", 0.5, "50 % of what Hanul sent Merlion on 2 days")
  }

  @Test("has the days after those of a window, as many again")
  func windows() {
    let late = LateFlow.beyond(DwellWindow(minimum: 0, maximum: 90))
    #expect((late.minimum, late.maximum) == (91, 180))
    #expect(LateFlow.beyond(DwellWindow(minimum: 0, maximum: 0)).maximum == 1)
    let longest = LateFlow.beyond(DwellWindow(minimum: 0, maximum: .max))
    #expect(longest.minimum <= longest.maximum)
  }

  @Test(
    "conserves quantity, leaves what was attributed in time, and equals plain bookkeeping",
    arguments: 0..<UInt64(200))
  func bookkeeping(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var legs = LegColumns()
    // Every day has one movement, so that no two share and the plain form needs no proportions.
    for day in Array(0..<Int32(24)).shuffled(using: &generator) {
      let sender = Int32.random(in: 0..<4, using: &generator)
      legs.append(
        sender: sender, receiver: Int32.random(in: 0..<4, using: &generator), family: 0,
        departure: day, arrival: day, quantity: .random(in: 0...9, using: &generator))
    }
    let window = DwellWindow(minimum: 0, maximum: .random(in: 0...5, using: &generator))
    let transforms = FamilyTransforms(familyCount: 1)
    let attribution = legs.attribution(within: window, transforms: transforms)
    let traces = LateFlow.added(
      to: attribution, of: legs, windows: DwellWindows(window), transforms: transforms)
    traces.checkInvariants()
    #expect(Self.plain(legs, window) == Self.quantities(of: traces))
    let late = LateFlow.beyond(window)
    for (pair, quantity) in Self.quantities(of: attribution) {
      #expect(Self.quantities(of: traces)[pair] == quantity)
    }
    for edge in 0..<traces.edgeCount {
      let (arrival, departure) = (
        legs.arrival[Int(traces.source[edge])], legs.departure[Int(traces.target[edge])]
      )
      #expect(
        window.admits(arrival: arrival, departure: departure)
          || late.admits(arrival: arrival, departure: departure))
    }
  }

  private struct Pair: Hashable {
    let lot: Int32
    let onward: Int32
  }

  private static func quantities(of graph: LegGraph) -> [Pair: Int64] {
    Dictionary(
      uniqueKeysWithValues: (0..<graph.edgeCount).map {
        (Pair(lot: graph.source[$0], onward: graph.target[$0]), graph.quantity[$0])
      })
  }

  /// Each movement in turn takes the oldest goods that may leave, first all in time, then all late.
  private static func plain(_ legs: LegColumns, _ window: DwellWindow) -> [Pair: Int64] {
    var (left, wanted) = (legs.quantity, legs.quantity)
    var taken: [Pair: Int64] = [:]
    let byDay = (0..<legs.count).sorted { legs.departure[$0] < legs.departure[$1] }
    for days in [window, LateFlow.beyond(window)] {
      for onward in byDay where legs.takesPart(leg: onward) {
        for lot in byDay
        where legs.takesPart(leg: lot) && lot != onward
          && legs.receiver[lot] == legs.sender[onward]
          && days.admits(arrival: legs.arrival[lot], departure: legs.departure[onward])
        {
          let drawn = min(left[lot], wanted[onward])
          guard drawn > 0 else { continue }
          left[lot] -= drawn
          wanted[onward] -= drawn
          taken[Pair(lot: Int32(lot), onward: Int32(onward))] = drawn
        }
      }
    }
    return taken
  }
}
