import FlowGraph
import Foundation

/// Routes of two and three legs from Korea over hubs to China: W2, W2b, W3 and W3b.
struct RouteAnswers {
  private let file: LegFile
  private let watch: Stopwatch
  private let question: RouteQuestion

  init(file: LegFile, folder: String, watch: Stopwatch) throws {
    self.file = file
    self.watch = watch
    let text = try String(contentsOfFile: folder + "/parties.csv", encoding: .utf8)
    var parties: [Substring: [Int]] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",")
      guard cells.count == 2, let party = Int(cells[0]) else { continue }
      parties[cells[1], default: []].append(party)
    }
    var question = RouteQuestion(dwell: DwellWindow(minimum: 0, maximum: 60), familyCount: 10_000)
    question.from = NumberSet(parties["KR"] ?? [])
    question.via = NumberSet(["SG", "MY", "HK", "VN", "TW", "AE"].flatMap { parties[$0] ?? [] })
    question.to = NumberSet(parties["CN"] ?? [])
    question.ratio = QuantityRatio(from: .init(1, over: 2), through: .init(11, over: 10))
    self.question = question
  }

  private static let questions: [(name: String, legs: Int, controlled: Bool)] = [
    ("W2", 2, true), ("W2b", 2, false), ("W3", 3, true), ("W3b", 3, false),
  ]

  /// The workloads that are answered here.
  static let workloads = questions.map(\.name) + indexWorkloads

  /// Those on an index: "c" only counts, "k" only finds the hundred best.
  private static let indexWorkloads =
    ["IDX"] + questions.flatMap { question in ["i", "c", "k"].map { question.name + $0 } }

  /// Cold, from the columns, the choice of controlled legs included; then on an index, and a choice,
  /// that are made once.
  func answerAll() throws {
    for (name, legs, isControlled) in Self.questions {
      try watch.measure(name) {
        let question = asked(legs: legs, among: isControlled ? file.controlledLegs : nil)
        return answer(of: file.legs.routes(answering: question))
      } describedBy: {
        describe($0)
      }
    }
    guard Self.indexWorkloads.contains(where: watch.wants) else { return }
    try watch.measure("IDX") {
      _ = RouteIndex(of: file.legs)
      _ = file.controlledLegs
      return ["legs": file.legs.count]
    }
    let index = RouteIndex(of: file.legs)
    let controlled = file.controlledLegs
    for (name, legs, isControlled) in Self.questions {
      let question = asked(legs: legs, among: isControlled ? controlled : nil)
      try watch.measure(name + "i") {
        answer(of: try index.routes(answering: question))
      } describedBy: {
        describe($0)
      }
      try watch.measure(name + "c") {
        ["count": try index.routes(answering: question).count().total]
      }
      try watch.measure(name + "k") {
        let best = try index.routes(answering: question).best(100, by: .smallest(of: file.values))
        return ["worst": best.last?.worth ?? 0]
      }
    }
  }

  private func asked(legs: Int, among controlled: NumberSet?) -> RouteQuestion {
    var question = question
    question.legCounts = legs...legs
    if let controlled {
      question.legs = controlled
      question.families = NumberSet(LegFile.controlled.map { Int($0 / 100) })
    }
    return question
  }

  private func answer(of routes: RouteSpace) -> RouteAnswer {
    routes.answer(best: 100, by: .smallest(of: file.values), summing: true)
  }

  private func describe(_ answer: RouteAnswer) -> [String: Any] {
    // The digest is taken of the list as Python writes it.
    let rows = answer.routes.map { route in
      "["
        + ([route.worth] + route.legs.map { Int64($0) + 1 }).map(String.init)
        .joined(separator: ", ") + "]"
    }
    let text = "[" + rows.joined(separator: ", ") + "]"
    return [
      "count": answer.count.total, "sum": Int(answer.sum ?? 0), "ntop": answer.routes.count,
      "top": String(Digest.sha256(Array(text.utf8)).prefix(12)),
    ]
  }
}
