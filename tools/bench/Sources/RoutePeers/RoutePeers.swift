import FlowGraph
import Foundation

/// Entrepot's answers to the route questions of the peer benchmark, W2 to W3b.
///
///     RoutePeers DATA_FOLDER SCALE [W2,W2b,…]
///
/// W2 … W3b begin from the columns; W2i … W3bi from an index of all legs that IDX makes. Of the
/// latter, those that end in "c" only count the routes and those in "k" only find the best.
@main
struct RoutePeers {
  private let stopwatch: Stopwatch
  private let folder: String

  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3 else {
      FileHandle.standardError.write(Data("usage: RoutePeers DATA_FOLDER SCALE [W2,…]\n".utf8))
      exit(2)
    }
    let wanted =
      arguments.count > 3 ? Set(arguments[3].split(separator: ",").map(String.init)) : nil
    let runs = ProcessInfo.processInfo.environment["RUNS"].flatMap(Int.init) ?? 3
    try RoutePeers(
      stopwatch: Stopwatch(scale: arguments[2], runs: runs, wanted: wanted), folder: arguments[1]
    ).answerAll()
  }

  private func answerAll() throws {
    let indexed = Self.questions.flatMap { name, _, _ in ["i", "c", "k"].map { name + $0 } }
    guard (Self.questions.map(\.name) + ["IDX"] + indexed).contains(where: stopwatch.wants) else {
      return
    }
    let file = try PeerLegs(folder: folder)
    for (name, legCount, isControlled) in Self.questions {
      try stopwatch.measure(name) {
        let question = Self.question(of: file, legCount: legCount, isControlled: isControlled)
        return Self.answer(file.legs.routes(answering: question), values: file.values)
      }
    }
    guard (["IDX"] + indexed).contains(where: stopwatch.wants) else { return }
    try stopwatch.measure("IDX") {
      _ = RouteIndex(of: file.legs)
      return ["legs": file.legs.count]
    }
    let index = RouteIndex(of: file.legs)
    for (name, legCount, isControlled) in Self.questions {
      let question = Self.question(of: file, legCount: legCount, isControlled: isControlled)
      try stopwatch.measure(name + "i") {
        Self.answer(index.routes(answering: question), values: file.values)
      }
      try stopwatch.measure(name + "c") {
        ["count": index.routes(answering: question).count().total]
      }
      try stopwatch.measure(name + "k") {
        [
          "worst": index.routes(answering: question).best(100, by: .smallest(of: file.values))
            .last?.worth ?? 0
        ]
      }
    }
  }

  private static let questions: [(name: String, legCount: Int, isControlled: Bool)] = [
    ("W2", 2, true), ("W2b", 2, false), ("W3", 3, true), ("W3b", 3, false),
  ]

  private static func question(
    of file: PeerLegs, legCount: Int, isControlled: Bool
  ) -> RouteQuestion {
    var question = RouteQuestion(
      dwell: DwellWindow(minimum: 0, maximum: 60),
      transforms: FamilyTransforms(familyCount: 10_000), legCounts: legCount...legCount)
    question.from = file.parties(of: ["KR"])
    question.via = file.parties(of: ["SG", "MY", "HK", "VN", "TW", "AE"])
    question.to = file.parties(of: ["CN"])
    question.ratio = QuantityRatio(from: .init(1, over: 2), through: .init(11, over: 10))
    if isControlled {
      let goods = file.goods
      question.families = NumberSet([8_471, 8_473, 8_542])
      question.legs = NumberSet(below: goods.count) { leg in
        switch goods[leg] {
        case 847_150, 847_180, 847_330, 854_231, 854_232, 854_239: true
        default: false
        }
      }
    }
    return question
  }

  /// Count, sum of values and the hundred best, with declaration numbers.
  private static func answer(_ routes: RouteSpace, values: [Int64]) -> [String: Any] {
    let ranking = RouteRanking.smallest(of: values)
    let worth = routes.worth(by: ranking)
    let best = routes.best(100, by: ranking)
    return [
      "count": worth.count, "sum": Int(clamping: worth.sum),
      "toplist": best.map { [Int($0.worth)] + $0.legs.map { Int($0) + 1 } },
    ]
  }
}
