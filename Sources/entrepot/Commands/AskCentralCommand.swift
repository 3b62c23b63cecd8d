import ArgumentParser
import EntrepotKit

/// `entrepot ask central`: who stands in the middle.
struct AskCentralCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "central", abstract: "Shows who stands in the middle of some goods' trade.",
    discussion: """
      entrepot ask central trade-folder
      entrepot ask central trade.sqlite --family ACC --csv

      Betweenness is exact; it takes parties × links of time, so it is asked of controlled goods
      unless --goods says otherwise.
      """)

  @OptionGroup var options: AskOptions

  @Option(help: "families (all their goods) or controlled.")
  var goods: RouteInquiry.Goods = .controlled

  @Option(help: "The code of one family of goods.")
  var family: String?

  @Option(help: "How many parties are shown.")
  var top = 20

  func validate() throws {
    guard top > 0 else { throw ValidationError("--top must be at least 1") }
  }

  func run() throws {
    var inquiry = CentralityInquiry()
    inquiry.goods = goods
    inquiry.family = family
    inquiry.most = top
    inquiry.language = options.lang
    options.show(try inquiry.answer(in: try options.trade()))
  }
}
