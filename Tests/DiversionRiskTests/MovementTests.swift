import Testing
import TradeModel

@testable import DiversionRisk

@Suite("Movements")
struct MovementTests {
  @Test("take what the exporter's own row says, and the rest from its mirrors")
  func merged() throws {
    var trade = Fixture()
    trade.arrive("none", of: "nothing")
    trade.ship("E1") { $0.valueUSD = nil }
    trade.arrive("I1", of: "E1", after: 6) {
      $0.valueUSD = 250_000
      $0.netWeightKilograms = 21
    }
    let world = FixtureWorld(trade)
    #expect(world.context.movements.count == 1)
    let movement = try world.movement("I1")
    #expect(movement.records == [0, 1])
    #expect(movement.weight == 20)
    #expect(movement.value == 250_000)
    #expect(movement.date == Fixture.day(0))
    #expect(movement.departure == Fixture.day(0))
    #expect(movement.arrival == Fixture.day(6))
    #expect(movement.isArrivalRecorded)
  }

  @Test("stand for the export whichever row comes first")
  func precedence() throws {
    var trade = Fixture()
    trade.ship("E1")
    trade.arrive("I1", of: "E1")
    trade.declarations.reverse()
    let movement = try FixtureWorld(trade).movement("E1")
    #expect(movement.record == 1)
    #expect(movement.mirrors == [0])
  }

  @Test("arrive on the day they left where nothing says, and never before", arguments: [nil, -3])
  func arrival(day: Int?) throws {
    var trade = Fixture()
    trade.ship("E1") { $0.arrivedOn = day.map(Fixture.day) }
    let movement = try FixtureWorld(trade).movement("E1")
    #expect(movement.arrival == Fixture.day(0))
    #expect(!movement.isArrivalRecorded)
  }

  @Test("are counted in the family's unit of account")
  func units() throws {
    var trade = Fixture()
    trade.families.append(Fixture.servers)
    trade.ship("E1", pieces: 3) { $0.hsCode = "8471801000" }
    trade.ship("E2", day: 1, pieces: 0.5)
    let world = FixtureWorld(trade)
    #expect(try world.movement("E1").quantity == FlowQuantity(units: 24))
    #expect(try world.movement("E1").pieces == 3)
    #expect(try world.movement("E2").quantity == FlowQuantity(thousandths: 500))
    #expect(try !world.movement("E2").isEstimated)
  }

  @Test("take a board far too heavy for one chip for as many as a server has")
  func boards() throws {
    var trade = Fixture()
    trade.families.append(Fixture.servers)
    for number in 1...20 {
      trade.ship("E\(number)", day: number, pieces: 2) {
        $0.goodsDescription = "baseboard"
        $0.netWeightKilograms = 48
      }
    }
    let movement = try FixtureWorld(trade).movement("E1")
    #expect(movement.quantity == FlowQuantity(units: 16))
    #expect(movement.isEstimated)
  }

  @Test(
    "are none where goods do not move, pass through, or are of no family",
    arguments: [DeclarationStatus.withdrawn, .cancelled])
  func none(status: DeclarationStatus) {
    var trade = Fixture()
    trade.ship("E1") { $0.status = status }
    trade.ship("E2") { $0.kind = .transit }
    trade.ship("E3") { $0.hsCode = "010121" }
    let world = FixtureWorld(trade)
    #expect(world.context.movements.isEmpty)
    #expect(world.context.movementOfRow == [-1, -1, -1])
  }

  @Test("are in order of date, whatever the order of rows", arguments: 0..<UInt64(20))
  func order(seed: UInt64) {
    var trade = Fixture.random(seed: seed)
    func identities() -> [DeclarationIdentity?] {
      let context = FixtureWorld(trade).context
      return context.movements.map { context.identity(of: $0.record) }
    }
    let before = identities()
    var generator = SeededGenerator(seed: seed)
    trade.declarations.shuffle(using: &generator)
    #expect(identities() == before)
    let movements = FixtureWorld(trade).context.movements
    for (one, next) in zip(movements, movements.dropFirst()) { #expect(one.date <= next.date) }
  }
}
