import Testing

@testable import FlowGraph

@Suite struct ParallelTests {
  private struct Failure: Error, Equatable {
    let number: Int
  }

  @Test func resultsComeInOrderOfTheirNumbers() {
    #expect(Parallel.map(count: 1_000) { $0 * $0 } == (0..<1_000).map { $0 * $0 })
    #expect(Parallel.map(count: 0) { $0 }.isEmpty)
  }

  @Test func twoPiecesOfWorkGiveBothResults() {
    let (one, other) = Parallel.both {
      (1..<100).reduce(0, +)
    } _: {
      "second"
    }
    #expect(one == 4_950)
    #expect(other == "second")
  }

  @Test func theFirstErrorIsThrownWhicheverComesFirst() {
    for _ in 0..<50 {
      #expect(throws: Failure(number: 1)) {
        _ = try Parallel.both {
          () throws(Failure) -> Int in
          throw Failure(number: 1)
        } _: {
          () throws(Failure) -> Int in
          throw Failure(number: 2)
        }
      }
    }
    #expect(throws: Failure(number: 2)) {
      _ = try Parallel.both {
        () throws(Failure) -> Int in
        1
      } _: {
        () throws(Failure) -> Int in
        throw Failure(number: 2)
      }
    }
  }
}
