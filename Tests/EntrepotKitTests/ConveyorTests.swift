import Foundation
import Testing

@testable import EntrepotKit

@Suite("Work from one thread to another")
struct ConveyorTests {
  private struct Failed: Error {}

  @Test("arrives whole and in order, and the end says what came of it", arguments: [1, 2, 7])
  func order(limit: Int) throws {
    let conveyor = Conveyor<Int, String>(limit: limit)
    let giver = Thread {
      conveyor.end(
        Result {
          for number in 0..<1_000 { try conveyor.give(number) }
          return "done"
        })
    }
    giver.start()
    var taken: [Int] = []
    #expect(try conveyor.takeAll { taken.append($0) } == "done")
    #expect(taken == Array(0..<1_000))
  }

  @Test("a giver that fails is heard after what it gave before")
  func giverFails() {
    let conveyor = Conveyor<Int, String>(limit: 4)
    let giver = Thread {
      conveyor.end(
        Result {
          try conveyor.give(1)
          throw Failed()
        })
    }
    giver.start()
    var taken: [Int] = []
    #expect(throws: Failed.self) { try conveyor.takeAll { taken.append($0) } }
    #expect(taken == [1])
  }

  @Test("a taker that fails stops the giver and waits until it has stopped")
  func takerFails() {
    let conveyor = Conveyor<Int, String>(limit: 2)
    let giver = Thread {
      conveyor.end(
        Result {
          while true { try conveyor.give(0) }
        })
    }
    giver.start()
    #expect(throws: Failed.self) { try conveyor.takeAll { _ in throw Failed() } }
    #expect(throws: Conveyor<Int, String>.Abandoned.self) { try conveyor.give(1) }
  }
}
