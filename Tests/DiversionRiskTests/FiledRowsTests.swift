import Testing
import TradeModel

@testable import DiversionRisk

/// What is kept of goods lines, against the lines themselves.
@Suite("Goods lines as filed")
struct FiledRowsTests {
  @Test("number, source, line and code are those of the line, for all of 40 seeds")
  func identitiesAreKept() throws {
    for seed in 1...40 as ClosedRange<UInt64> {
      let trade = Fixture.random(seed: seed)
      let world = FixtureWorld(trade)
      for (row, declaration) in trade.declarations.enumerated() {
        let identity = world.context.identity(of: Int32(row))
        // Lines of no family that nothing cites are not kept.
        #expect(identity == nil || identity == declaration.identity)
        #expect((identity == nil) == (world.context.code(of: Int32(row)) == nil))
        if world.context.movementOfRow[row] >= 0 {
          #expect(identity == declaration.identity)
          #expect(world.context.code(of: Int32(row)) == declaration.hsCode)
        }
      }
    }
  }

  @Test("a movement whose own line does not say why it moved has what its mirror says")
  func natureComesFromMirrors() throws {
    var trade = Fixture.chain()
    trade.ship("E2", from: "KR", to: "SG", day: 40)
    var mirror = try #require(trade.declarations.last)
    mirror.identity = DeclarationIdentity(source: "SG-partner", declarationID: "I2", line: 1)
    mirror.kind = .import
    mirror.nature = .repair
    trade.declarations.append(mirror)
    let world = FixtureWorld(trade)
    let subject = try world.subject("E2")
    #expect(world.context.movement(of: subject).mirrors.count == 1)
    #expect(world.context.facts(of: subject).nature == .repair)
    #expect(world.context.facts(of: try world.subject("E1")).nature == nil)
  }
}
