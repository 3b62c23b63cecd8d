import ArgumentParser
import EntrepotKit
import Foundation
import TradeModel

/// `entrepot ask chance`: whether what is attributed at a hub could be a coincidence of dates.
struct AskChanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chance",
    abstract: "Says how likely chance alone would attribute as much at a hub.",
    discussion: """
      entrepot ask chance --via SG2021993H --run run
      entrepot ask chance --via SG2021993H --rounds 9999 --seed 7 --top 5 --run run --json

      In each round it is left to chance which of the hub's shipments of a month left on which of their \
      days, and the hub is attributed again. p is the share of rounds, the record itself counted, that \
      attribute at least as much; it comes in steps of 1 / (rounds + 1). The score does not use it.
      """)

  @Option(help: "The hub: a party, or a country for every party there.")
  var via: String

  @Option(help: "Only goods of this family; may be repeated.")
  var family: [String] = []

  @Option(help: "How many rounds.")
  var rounds = 999

  @Option(help: "Where the random numbers begin; the same seed gives the same answer.")
  var seed: UInt64 = 1

  @Option(help: "How many pairs of supplier and buyer.")
  var top = 20

  @OptionGroup var options: RunFlowOptions

  @Flag(help: "Print one line of JSON for each hub and group of goods.")
  var json = false

  func validate() throws {
    guard (1...1_000_000).contains(rounds) else {
      throw ValidationError("--rounds must be 1 to 1000000")
    }
    guard top > 0 else { throw ValidationError("--top must be at least 1") }
  }

  func run() throws {
    let flows = try options.flows()
    let answers = flows.chance(
      via: try flows.choice(via), families: try flows.families(named: family), rounds: rounds,
      seed: seed)
    for (number, answer) in answers.enumerated() {
      if json {
        Terminal.printJSON(answer.json(top: top))
      } else {
        if number > 0 { Terminal.print("") }
        show(answer, flows)
      }
    }
    if answers.isEmpty {
      Terminal.note(options.lang == .korean ? "이 업체에 귀속된 물량이 없음" : "nothing is attributed there")
    }
  }

  private func show(_ answer: ChanceAnswer, _ flows: RunFlows) {
    let isKorean = options.lang == .korean
    let goods = answer.families.joined(separator: ", ")
    let hub = "\(flows.name(of: answer.hub.party)) (\(answer.hub.country))"
    let p = Self.text(answer.probability)
    Terminal.print(
      Terminal.safe(
        isKorean
          ? "\(hub), \(goods) \(answer.mayBeControlled ? "통제" : "일반") 품목: 귀속 \(answer.attributed) "
            + "\(answer.unit), p = \(p)"
          : "\(hub), \(answer.mayBeControlled ? "controlled" : "ordinary") goods of \(goods): "
            + "\(answer.attributed) \(answer.unit) attributed, p = \(p)"))
    let step = Self.text(answer.resolution)
    Terminal.print(
      isKorean
        ? "p의 단위 \(step) (무작위 배정 \(answer.rounds)회). 여러 쌍을 함께 볼 때는 다중 비교를 감안할 것."
        : "p comes in steps of \(step) (\(answer.rounds) rounds); \(answer.pairs.count) pairs are as "
          + "many tests: correct for that.")
    var table = TextTable(
      isKorean ? ["p>", "귀속>", "공급자", "구매자"] : ["p>", "attributed>", "from", "to"])
    for pair in answer.pairs.prefix(top) {
      table.add([
        Self.text(pair.probability), pair.attributed.description, called(pair.supplier, flows),
        called(pair.buyer, flows),
      ])
    }
    for line in table.lines { Terminal.print(line) }
    let more = answer.pairs.count - min(top, answer.pairs.count)
    if more > 0 {
      Terminal.note(
        isKorean ? "표시하지 않은 쌍 \(more)개 (--top)" : "\(more) more pairs; --top shows more")
    }
  }

  private func called(_ place: RunPlace, _ flows: RunFlows) -> String {
    "\(place.country) \(TextTable.fitted(flows.name(of: place.party), 40))"
  }

  /// A probability with as many places as it takes to see it.
  private static func text(_ value: Double) -> String {
    value >= 0.001 ? String(format: "%.3f", value) : String(format: "%.1e", value)
  }
}
