import ArgumentParser
import EntrepotKit
import Foundation

/// `entrepot ask flow`: how much can and how much must have gone from some through a hub to others.
struct AskFlowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flow",
    abstract: "Says how much at least and at most went from some parties through one to others.",
    discussion: """
      entrepot ask flow --from KR4156172K --via SG2021993H --to CN --run run
      entrepot ask flow --from "Gaon" --via "Harbour Nine" --run run --lang ko
      entrepot ask flow --via SG2021993H --to CN --to HK --run run --json

      A party is named by its key or its exact name; a country by two letters means everyone there. At \
      least: in every allocation that explains what the hub sent on as fully as possible. The \
      movements that limit both numbers are named.
      """)

  @Option(help: "From whom: a party or a country; may be repeated. Without it, from anyone.")
  var from: [String] = []

  @Option(help: "Through whom: a party, or a country for every party there.")
  var via: String

  @Option(help: "To whom: a party or a country; may be repeated. Without it, to anyone.")
  var to: [String] = []

  @Option(help: "Only goods of this family; may be repeated.")
  var family: [String] = []

  @OptionGroup var options: RunFlowOptions

  @Flag(help: "Print one line of JSON for each hub and group of goods, with every movement named.")
  var json = false

  func run() throws {
    let flows = try options.flows()
    let question = FlowQuestion(
      from: try from.map { try flows.choice($0) }, via: try flows.choice(via),
      to: try to.map { try flows.choice($0) }, families: try flows.families(named: family))
    let answers = flows.answers(to: question)
    let words = FlowWords(flows, language: options.lang, from: question.from, to: question.to)
    for (number, answer) in answers.enumerated() {
      if json {
        Terminal.printJSON(answer.json(of: flows, question: question))
      } else {
        if number > 0 { Terminal.print("") }
        for line in words.lines(of: answer) { Terminal.print(Terminal.safe(line)) }
      }
    }
    if answers.isEmpty {
      Terminal.note(
        options.lang == .korean
          ? "기록된 입고와 출고가 모두 있는 물품이 없음: 이 경로로 간 물량은 0"
          : "no goods both came in from there and went on to there: nothing went that way on record"
      )
    }
    if answers.contains(where: { !$0.faults.isEmpty }) { throw ExitCode(70) }
  }
}
