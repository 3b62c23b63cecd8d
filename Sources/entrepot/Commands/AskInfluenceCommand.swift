import ArgumentParser
import EntrepotKit

/// `entrepot ask influence`: how risk spreads over trade, and from whom.
struct AskInfluenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "influence", abstract: "Shows whom risk spreads to over trade, and from whom.",
    discussion: """
      entrepot ask influence trade-folder
      entrepot ask influence trade.sqlite "Harbour Nine Pte Ltd" --seed listed

      Capped linear belief propagation: more harmless trade never lowers a risk. The answer says how
      far any risk can be from where passing on for ever would end, and names the three strongest
      walks. Scores of a run do not use it.
      """)

  @OptionGroup var options: AskOptions

  @Argument(help: "The party to explain: key or exact name; without it those that gain most.")
  var party: String?

  @Option(help: "What parties start with: score (of the run) or listed (1 where listed).")
  var seed: InfluenceInquiry.Seed = .score

  @Option(help: "families (all their goods) or controlled.")
  var goods: RouteInquiry.Goods = .controlled

  @Option(help: "The code of one family of goods.")
  var family: String?

  @Option(help: "The share of its risk that a party adds to each that it trades with, 0 to 1.")
  var strength = 0.02

  @Option(help: "Links that risk is passed on over, 0 to 64.")
  var links = 12

  @Option(help: "How many parties are shown.")
  var top = 20

  func validate() throws {
    guard top > 0 else { throw ValidationError("--top must be at least 1") }
    guard (0...1).contains(strength) else { throw ValidationError("--strength must be 0 to 1") }
    guard (0...64).contains(links) else { throw ValidationError("--links must be 0 to 64") }
  }

  func run() throws {
    var inquiry = InfluenceInquiry()
    inquiry.party = party
    inquiry.seed = seed
    inquiry.goods = goods
    inquiry.family = family
    inquiry.strength = strength
    inquiry.links = links
    inquiry.most = top
    inquiry.language = options.lang
    options.show(try inquiry.answer(in: try options.trade()))
  }
}
