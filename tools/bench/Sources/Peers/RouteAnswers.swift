import FlowGraph
import Foundation

/// Routes of two and three legs from Korea over hubs to China: W2, W2b, W3 and W3b.
struct RouteAnswers {
  private let file: LegFile
  private let watch: Stopwatch
  private let question: RouteQuestion
  private let controlled: NumberSet

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
    let goods = file.goods
    controlled = NumberSet(below: goods.count) { LegFile.controlled.contains(goods[$0]) }
  }

  /// Cold, from the columns; then on an index made once.
  func answerAll() throws {
    try watch.measure("W2") { answer(asked(legs: 2, controlled: true), index: nil) }
    try watch.measure("W2b") { answer(asked(legs: 2, controlled: false), index: nil) }
    try watch.measure("W3") { answer(asked(legs: 3, controlled: true), index: nil) }
    try watch.measure("W3b") { answer(asked(legs: 3, controlled: false), index: nil) }
    guard ["IDX", "W2i", "W2bi", "W3i", "W3bi"].contains(where: watch.wants) else { return }
    try watch.measure("IDX") {
      _ = RouteIndex(of: file.legs)
      return ["legs": file.legs.count]
    }
    let index = RouteIndex(of: file.legs)
    try watch.measure("W2i") { answer(asked(legs: 2, controlled: true), index: index) }
    try watch.measure("W2bi") { answer(asked(legs: 2, controlled: false), index: index) }
    try watch.measure("W3i") { answer(asked(legs: 3, controlled: true), index: index) }
    try watch.measure("W3bi") { answer(asked(legs: 3, controlled: false), index: index) }
  }

  private func asked(legs: Int, controlled isControlled: Bool) -> RouteQuestion {
    var question = question
    question.legCounts = legs...legs
    if isControlled {
      question.legs = controlled
      question.families = NumberSet(LegFile.controlled.map { Int($0 / 100) })
    }
    return question
  }

  private func answer(_ question: RouteQuestion, index: RouteIndex?) -> [String: Any] {
    let routes = index?.routes(answering: question) ?? file.legs.routes(answering: question)
    let ranking = RouteRanking.smallest(of: file.values)
    let worth = routes.worth(by: ranking)
    let best = routes.best(100, by: ranking)
    // The digest is taken of the list as Python writes it.
    let rows = best.map { route in
      "["
        + ([route.worth] + route.legs.map { Int64($0) + 1 }).map(String.init)
        .joined(separator: ", ") + "]"
    }
    let text = "[" + rows.joined(separator: ", ") + "]"
    return [
      "count": worth.count, "sum": Int(worth.sum), "ntop": best.count,
      "top": String(Digest.sha256(Array(text.utf8)).prefix(12)),
    ]
  }
}
