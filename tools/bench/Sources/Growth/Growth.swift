import FlowGraph
import Foundation
import SeededTrade

/// How time and memory of FlowGraph grow with the number of legs.
///
///     Growth measure LEGS RUNS FOLDER   prints one CSV row for each piece of work
///     Growth plot CSV                   prints a drawing of such rows as SVG
@main
struct Growth {
  static func main() throws {
    let arguments = CommandLine.arguments
    if arguments.count == 3, arguments[1] == "plot" {
      print(try GrowthPlot(csv: String(contentsOfFile: arguments[2], encoding: .utf8)).svg)
    } else if arguments.count == 5, arguments[1] == "measure", let legs = Double(arguments[2]),
      let runs = Int(arguments[3]), legs >= 1_000, runs >= 1
    {
      try Growth(legCount: Int(legs), runs: runs, folder: arguments[4]).measure()
    } else {
      FileHandle.standardError.write(
        Data("usage: Growth measure LEGS RUNS FOLDER | Growth plot CSV\n".utf8))
      exit(2)
    }
  }

  private let legCount: Int
  private let runs: Int
  private let folder: String
  private let window = DwellWindow(minimum: 0, maximum: 60)

  private init(legCount: Int, runs: Int, folder: String) {
    self.legCount = legCount
    self.runs = runs
    self.folder = folder
  }

  private func measure() throws {
    let trade = SeededTrade(legCount: legCount, seed: 20_260_101, families: 1_200)
    let transforms = FamilyTransforms(familyCount: 1_200)
    try record("attribution") {
      _ = trade.legs.attribution(within: window, transforms: transforms)
    }
    try measureAttributedRoutes(trade, transforms: transforms)
    try record("route index") { _ = RouteIndex(of: trade.legs) }
    try measureSnapshot(trade)
    if legCount <= 20_000_000 { try measureDay(trade, transforms: transforms) }
  }

  private func measureAttributedRoutes(_ trade: SeededTrade, transforms: FamilyTransforms) throws {
    let ends = trade.ends
    try record("attribution and its 1,000 widest routes of up to 4 legs", runs: 1) {
      _ = trade.legs.attribution(within: window, transforms: transforms).widestRoutes(
        origins: ends.origins, destinations: ends.destinations, maxLegs: 4,
        legQuantity: trade.legs.quantity, most: 1_000)
    }
  }

  private func measureSnapshot(_ trade: SeededTrade) throws {
    let path = folder + "/growth-\(legCount).columns"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let origin = [UInt8](repeating: 7, count: 32)
    let index = RouteIndex(of: trade.legs)
    try record("snapshot, written", runs: 1) {
      try LegSnapshot.write(
        trade.legs, index: index, numbers: ["value": trade.values], madeFrom: origin, to: path)
    }
    try record("snapshot, opened") { _ = try LegSnapshot(opening: path, madeFrom: origin) }
    try record("snapshot, every byte checked") { try LegSnapshot(opening: path).verify() }
    let snapshot = try LegSnapshot(opening: path)
    let ranking = RouteRanking.smallest(of: try snapshot.numbers("value"))
    // Six of 1,200 families are about half a hundredth of the legs.
    let few = NumberSet([300, 301, 302, 303, 304, 305])
    for (name, families) in [("six families", few), ("all families", nil)] {
      for legs in [2, 3] {
        let question = trade.question(legs: legs, families: families)
        try record("routes of \(legs) legs, \(name): counted and best 100") {
          _ = try snapshot.index.routes(answering: question).answer(best: 100, by: ranking)
        }
      }
    }
    let question = trade.question(legs: 2...4)
    try record("routes of 2 to 4 legs, all families: best 1,000", runs: 1) {
      _ = try snapshot.index.routes(answering: question).best(1_000, by: ranking)
    }
  }

  private func measureDay(_ trade: SeededTrade, transforms: FamilyTransforms) throws {
    let day = SeededTrade(
      legCount: legCount / 100, seed: 7, families: 1_200, days: 1_826..<1_827,
      parties: trade.partyCount)
    var ledger = LegLedger(of: trade.legs, within: window, transforms: transforms)
    try record("one more day of a hundredth of the legs", runs: 1) {
      ledger.apply(adding: day.legs)
    }
  }

  private func record(_ name: String, runs: Int? = nil, _ body: () throws -> Void) throws {
    var wall: [Double] = []
    var cpu: [Double] = []
    Process.forgetPeak()
    while wall.count < runs ?? self.runs, wall.reduce(0, +) < 60 {
      let cpuBefore = Process.processorSeconds
      let start = ContinuousClock.now
      try body()
      let elapsed = (ContinuousClock.now - start).components
      wall.append(Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18)
      cpu.append(Process.processorSeconds - cpuBefore)
    }
    let peak = Process.peakBytes / Double(legCount)
    print(
      "\(legCount),\"\(name)\",\(Self.text(Self.median(wall)))"
        + ",\(Self.text(Self.median(cpu))),\(Int(peak.rounded()))")
    fflush(nil)
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private static func text(_ seconds: Double) -> String { String(format: "%.6f", seconds) }
}

/// What the system says of this process.
private enum Process {
  static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// Lets the peak be that of what follows, where the system can forget the peak before it.
  ///
  /// Memory that is free by now, but kept for later by the library that gives it out, is no part of it.
  static func forgetPeak() {
    if let trim = dlsym(nil, "malloc_trim") {
      // Swift's module of the library leaves this function out; elsewhere there is none.
      _ = unsafeBitCast(trim, to: (@convention(c) (Int) -> Int32).self)(0)
    }
    guard let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return }
    try? file.write(contentsOf: Data("5".utf8))
    try? file.close()
  }

  static var peakBytes: Double {
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM") }),
      let kibibytes = line.split(whereSeparator: { !$0.isNumber }).first
    else { return 0 }
    return (Double(kibibytes) ?? 0) * 1_024
  }
}
