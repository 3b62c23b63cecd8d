import ArgumentParser
import EntrepotKit

/// `entrepot ask chokepoints`: whom to watch.
struct AskChokepointsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chokepoints", abstract: "Says which consignees to watch.",
    discussion: """
      entrepot ask chokepoints trade-folder --top 2
      entrepot ask chokepoints trade.sqlite --family ACC --json

      Over the routes that conserve quantity, as `entrepot run` ranks them. Each row says how much no
      choice of as many parties could pass.
      """)

  @OptionGroup var options: AskOptions

  @Option(help: "The code of one family of goods.")
  var family: String?

  @Option(help: "How many consignees can be watched.")
  var top = 5

  func validate() throws {
    guard top > 0 else { throw ValidationError("--top must be at least 1") }
  }

  func run() throws {
    var inquiry = ChokepointInquiry()
    inquiry.family = family
    inquiry.most = top
    inquiry.language = options.lang
    options.show(try inquiry.answer(in: try options.trade()))
  }
}
