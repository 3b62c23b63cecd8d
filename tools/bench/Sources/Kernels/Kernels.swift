import FlowGraph
import Foundation
import SeededTrade

/// Runs one kernel a number of times on seeded legs, for a count of its instructions.
///
///     Kernels NAME TIMES      runs one
///     Kernels list            says which there are
///
/// Everything but the kernel is the same whatever TIMES is, so the difference between two numbers of
/// times is the kernel alone.
@main
struct Kernels {
  static func main() {
    let arguments = CommandLine.arguments
    if arguments.count == 2, arguments[1] == "list" {
      for kernel in all { print(kernel.name) }
      return
    }
    guard arguments.count == 3, let times = Int(arguments[2]), times >= 1,
      let kernel = all.first(where: { $0.name == arguments[1] })
    else {
      FileHandle.standardError.write(Data("usage: Kernels NAME TIMES | Kernels list\n".utf8))
      exit(2)
    }
    let run = kernel.prepared()
    var sum = 0
    for _ in 0..<times { sum &+= run() }
    // Printed so that no compiler may leave the work out.
    print(kernel.name, times, sum)
  }

  private struct Kernel: Sendable {
    let name: String
    /// Makes what the kernel works on and returns the kernel, which returns a part of its result.
    let prepared: @Sendable () -> () -> Int
  }

  private static let window = DwellWindow(minimum: 0, maximum: 60)
  private static let identity = FamilyTransforms(familyCount: 64)

  private static let all: [Kernel] = [
    Kernel(name: "attribution") {
      let trade = SeededTrade(legCount: 20_000, seed: 1)
      return { trade.legs.attribution(within: window, transforms: identity).edgeCount }
    },
    Kernel(name: "ledger-day") {
      let trade = SeededTrade(legCount: 20_000, seed: 2)
      let ledger = LegLedger(of: trade.legs, within: window, transforms: identity)
      let day = SeededTrade(legCount: 500, seed: 3, days: 1_800..<1_801).legs
      return {
        var next = ledger
        return next.apply(adding: day).legsSwept
      }
    },
    Kernel(name: "route-index") {
      let trade = SeededTrade(legCount: 20_000, seed: 4)
      return {
        let index = RouteIndex(of: trade.legs)
        return (try? index.routes(answering: trade.question(legs: 2)).count().total) ?? -1
      }
    },
    Kernel(name: "route-question") {
      let trade = SeededTrade(legCount: 20_000, seed: 5)
      let index = RouteIndex(of: trade.legs)
      return {
        let routes = try? index.routes(answering: trade.question(legs: 3))
        let best = routes?.best(100, by: .smallest(of: trade.values))
        return (routes?.count().total ?? -1) &+ (best?.count ?? -1)
      }
    },
    Kernel(name: "route-sums") {
      // One family, few days and parties, so that there are too many routes to be walked.
      let trade = SeededTrade(
        legCount: 20_000, seed: 11, families: 1, days: 0..<180, parties: 100)
      let index = RouteIndex(of: trade.legs)
      return {
        let answer = try? index.routes(answering: trade.question(legs: 2...3))
          .answer(best: 100, by: .smallest(of: trade.values), summing: true)
        return answer?.count.total ?? -1
      }
    },
    Kernel(name: "pair-count") {
      let trade = SeededTrade(legCount: 20_000, seed: 6)
      let flows = HubFlows(of: trade.legs, within: window, transforms: identity)
      return { flows.compatiblePairCount() }
    },
    Kernel(name: "network") {
      let trade = SeededTrade(legCount: 20_000, seed: 7)
      return { PartyNetwork(of: trade.legs).linkCount }
    },
    Kernel(name: "components-cores") {
      let network = PartyNetwork(of: SeededTrade(legCount: 20_000, seed: 8).legs)
      return {
        network.weakComponents().count(ofAtLeast: 2)
          &+ network.coreNumbers().reduce(0) { $0 &+ Int($1) }
      }
    },
    Kernel(name: "page-rank") {
      let walk = RandomWalk(
        over: PartyNetwork(of: SeededTrade(legCount: 20_000, seed: 9).legs))
      return { walk.shares(from: [1, 2, 3], tolerance: 1e-6).count { $0 > 1e-4 } }
    },
    Kernel(name: "betweenness") {
      let network = PartyNetwork(of: SeededTrade(legCount: 2_000, seed: 10).legs)
      return { Int(network.betweenness().reduce(0, +)) }
    },
  ]
}
