import ArgumentParser
import EntrepotKit
import Foundation
import TradeModel

/// `entrepot ask gap`: how much less the attribution sends along routes than could have gone.
struct AskGapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gap",
    abstract: "Says how far the attributed routes are from the most that can have gone that way.",
    discussion: """
      entrepot ask gap --run run
      entrepot ask gap --run run --json

      Four sums from origins to destinations of concern: forward, as the run attributes it, every \
      shipment drawing on the oldest lots wherever it goes; backward, then forward, where everything on \
      no chain to a destination was set aside first; and the optimum: what routes were found to carry, \
      and what none can exceed. The first is a neutral account, the last what at most can be.
      """)

  @OptionGroup var options: RunFlowOptions

  @Flag(help: "Print one line of JSON for each group of goods.")
  var json = false

  func run() throws {
    let isKorean = options.lang == .korean
    let answers = try options.flows().gaps()
    if json {
      for answer in answers { Terminal.printJSON(answer.json) }
      return
    }
    var table = TextTable(
      isKorean
        ? ["품목군", "단위", "전진>", "비율>", "후진 후 전진>", "비율>", "최적 달성>", "상한>"]
        : [
          "goods", "unit", "forward>", "share>", "backward-forward>", "share>", "attained>",
          "bound>",
        ])
    for answer in answers {
      let goods = answer.families.joined(separator: ", ")
      let ordinary = isKorean ? " (일반)" : " (ordinary)"
      table.add([
        answer.mayBeControlled ? goods : goods + ordinary, answer.unit,
        answer.forward.description, Self.percent(answer.share(answer.forward)),
        answer.backwardForward.description, Self.percent(answer.share(answer.backwardForward)),
        answer.attained.description, answer.bound.description,
      ])
    }
    for line in table.lines { Terminal.print(line) }
    if answers.contains(where: { $0.attained != $0.bound }) {
      Terminal.note(
        isKorean
          ? "달성과 상한이 다르면 최적값은 그 사이에 있음(더 긴 경로가 필요한 물량은 상한에만 포함)"
          : "where attained and bound differ, the optimum lies between: the bound also counts flow that "
            + "needs longer routes")
    }
  }

  private static func percent(_ share: Double) -> String {
    String(format: "%.1f %%", share * 100)
  }
}
