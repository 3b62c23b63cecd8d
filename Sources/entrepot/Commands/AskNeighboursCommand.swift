import ArgumentParser
import EntrepotKit

/// `entrepot ask neighbours`: two hops with sums, or who is near by a random walk.
struct AskNeighboursCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "neighbours", abstract: "Shows two hops around a party, with sums.",
    discussion: """
      entrepot ask neighbours trade-folder "Harbour Nine Pte Ltd"
      entrepot ask neighbours trade.sqlite SG0615612T --nearest 1e-5

      --nearest fetches a neighbourhood by personalised PageRank: shares are lower bounds, and the
      answer says by how much at most they are off. It is for finding, not for judging.
      """)

  @OptionGroup var options: AskOptions

  @Argument(help: "The party's key or its exact name.")
  var party: String

  @Option(help: "onward (to whom goods went) or back (from whom they came).")
  var direction: NeighbourInquiry.Direction = .onward

  @Option(help: "families (all their goods) or controlled.")
  var goods: RouteInquiry.Goods = .families

  @Option(help: "The code of one family of goods.")
  var family: String?

  @Flag(help: "Add quantities instead of values; goods must be counted in one unit.")
  var quantity = false

  @Option(
    help: ArgumentHelp(
      "Rank by a random walk from the party; the least share that is followed.",
      valueName: "resolution"))
  var nearest: Double?

  @Option(help: "How many parties are shown of each hop.")
  var top = 20

  func validate() throws {
    guard top > 0 else { throw ValidationError("--top must be at least 1") }
    if let nearest, !(nearest >= 1e-9 && nearest < 1) {
      throw ValidationError("--nearest must be 1e-9 to 1, such as 1e-5")
    }
  }

  func run() throws {
    var inquiry = NeighbourInquiry(party: party)
    inquiry.direction = direction
    inquiry.goods = goods
    inquiry.family = family
    inquiry.byQuantity = quantity
    inquiry.most = top
    inquiry.resolution = nearest
    inquiry.language = options.lang
    options.show(try inquiry.answer(in: try options.trade()))
  }
}
