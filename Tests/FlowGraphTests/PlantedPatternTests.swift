import Foundation
import Testing

@testable import FlowGraph

/// Patterns that a simulation planted among payments of 20,000 accounts (AMLSim, sample of IBM).
///
/// The sample marks accounts, not patterns. Planted payments are those below 100: they carry a small
/// part of what the sender has, all others nearly all of it. Each is written down several times on
/// one day. Of 200 planted cycles the sample records all payments of 21 only, and none of these in
/// the order of its days.
@Suite("Planted patterns", .serialized)
struct PlantedPatternTests {
  private struct Payments {
    /// One leg for each sender, receiver and amount, on the first of its days.
    var legs = LegColumns()
    /// The accounts that the simulation marked.
    var marked: Set<Int32> = []
    /// What each account had in the beginning, in thousandths.
    var balances: [Int64] = []

    /// Reads a folder of the sample; nil, with a message, where it is not there.
    init?(folder: String) throws {
      let place = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("../shared/data/amlsim-20k/" + folder)
      guard FileManager.default.fileExists(atPath: place.path) else {
        print("skipped: ../shared/data/amlsim-20k is not there")
        return nil
      }
      for row in try Self.rows(of: place.appendingPathComponent("nodes.csv")) {
        let node = try #require(Int32(row[0]))
        if row[1] == "1" { marked.insert(node) }
        balances.append(try Self.thousandths(row[2]))
      }
      var seen: Set<[Int64]> = []
      for row in try Self.rows(of: place.appendingPathComponent("transactions.csv")) {
        let (from, to) = (try #require(Int32(row[0])), try #require(Int32(row[1])))
        let amount = try Self.thousandths(row[2])
        guard seen.insert([Int64(from), Int64(to), amount]).inserted else { continue }
        let day = try #require(Int32(row[3]))
        legs.append(
          sender: from, receiver: to, family: 0, departure: day, arrival: day, quantity: amount)
      }
    }

    private static func rows(of file: URL) throws -> [[Substring]] {
      try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
        .map { $0.split(separator: ",") }
    }

    private static func thousandths(_ text: Substring) throws -> Int64 {
      Int64((try #require(Double(text)) * 1000).rounded())
    }
  }

  /// The cycles that equal amounts make, each as its legs from the lowest on, by following payments.
  private static func listedCycles(_ legs: LegColumns, among wanted: [Int32]) -> Set<[Int32]> {
    let onward = Dictionary(grouping: wanted) {
      [Int64(legs.sender[Int($0)]), legs.quantity[Int($0)]]
    }
    var found: Set<[Int32]> = []
    func extend(_ walk: [Int32]) {
      let last = Int(walk[walk.count - 1])
      for next in onward[[Int64(legs.receiver[last]), legs.quantity[last]]] ?? [] {
        if next == walk[0] { found.insert(walk) }
        if next > walk[0], !walk.contains(next), walk.count < 6 { extend(walk + [next]) }
      }
    }
    for leg in wanted { extend([leg]) }
    return found
  }

  @Test("every planted cycle of which all payments are recorded is found, and nothing else")
  func cycles() throws {
    guard let payments = try Payments(folder: "20K_cycle200") else { return }
    let legs = payments.legs
    // Payments went round in no order of days, so the question is put without them.
    var timeless = legs
    timeless.departure = legs.departure.map { _ in 0 }
    timeless.arrival = timeless.departure
    var question = RouteQuestion(dwell: DwellWindow(minimum: 0, maximum: 0), familyCount: 1)
    question.legCounts = 3...6
    question.ratio = QuantityRatio(from: .init(1), through: .init(1))
    let space = timeless.routes(answering: question)
    let answer = space.answer(best: 100_000, by: .smallest(of: timeless.quantity))
    #expect(!answer.isCapped)
    var cycles: Set<[Int32]> = []
    for route in answer.routes where Self.comesBack(route, legs) {
      let isOneRound = Set(route.legs).count == route.legs.count
      // Each cycle is met once for every leg that it can begin with.
      if isOneRound && route.legs.min() == route.legs[0] { cycles.insert(route.legs) }
    }
    let planted = (0..<Int32(legs.count)).filter { legs.quantity[Int($0)] < 100_000 }
    #expect(cycles == Self.listedCycles(legs, among: planted))
    #expect(cycles.count == 21)
    #expect(cycles.allSatisfy { $0.count == 5 })
    let members = Set(cycles.joined().map { legs.sender[Int($0)] })
    #expect(members.isSubset(of: payments.marked))
  }

  @Test("in the order of their days none of the planted cycles goes round")
  func cyclesInTime() throws {
    guard let payments = try Payments(folder: "20K_cycle200") else { return }
    let legs = payments.legs
    var question = RouteQuestion(dwell: DwellWindow(minimum: 0, maximum: 150), familyCount: 1)
    question.legCounts = 3...6
    question.ratio = QuantityRatio(from: .init(1), through: .init(1))
    let answer = legs.routes(answering: question)
      .answer(best: 100_000, by: .smallest(of: legs.quantity))
    #expect(!answer.isCapped)
    #expect(!answer.routes.contains { Self.comesBack($0, legs) })
    // What did go on in order is found: payments of one amount that follow each other.
    #expect(answer.count.total > 0)
    for route in answer.routes {
      for (before, after) in zip(route.legs, route.legs.dropFirst()) {
        #expect(legs.arrival[Int(before)] <= legs.departure[Int(after)])
        #expect(legs.quantity[Int(before)] == legs.quantity[Int(after)])
      }
    }
  }

  /// Whether a route ends where it began.
  private static func comesBack(_ route: RankedRoute, _ legs: LegColumns) -> Bool {
    let last = Int(route.legs[route.legs.count - 1])
    return legs.receiver[last] == legs.sender[Int(route.legs[0])]
  }

  @Test("every planted fan-in with two recorded senders or more is found, and nothing else")
  func fanIns() throws {
    guard let payments = try Payments(folder: "20K_fanin200") else { return }
    let legs = payments.legs
    // Payments of a small part of what the sender has, whoever is marked.
    let isSmall = (0..<legs.count).map {
      legs.quantity[$0] < payments.balances[Int(legs.sender[$0])] / 10
    }
    let network = PartyNetwork(of: legs, nodeCount: payments.balances.count, including: isSmall)
    let found = (0..<Int32(network.nodeCount)).filter { network.inwardPlaces(of: $0).count >= 2 }
    var senders: [Int32: Set<Int32>] = [:]
    for leg in 0..<legs.count where legs.quantity[leg] < 100_000 {
      senders[legs.receiver[leg], default: []].insert(legs.sender[leg])
    }
    #expect(found == senders.filter { $0.value.count >= 2 }.map(\.key).sorted())
    #expect(found.count == 152)
    for hub in found {
      #expect(payments.marked.contains(hub))
      #expect(Set(network.inwardPlaces(of: hub).map { network.senders[$0] }) == senders[hub])
      #expect(senders[hub]?.isSubset(of: payments.marked) ?? false)
    }
  }
}
