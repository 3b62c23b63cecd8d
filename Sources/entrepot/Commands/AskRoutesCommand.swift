import ArgumentParser
import EntrepotKit
import TradeModel

/// `entrepot ask routes`: all chains that fit together, counted, and the best of them.
struct AskRoutesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "routes", abstract: "Counts every compatible route and shows the best.",
    discussion: """
      entrepot ask routes trade-folder --from KR --via SG,MY --to CN
      entrepot ask routes trade.sqlite --from "Gaon Electronics" --to CN --legs 2-4 --by quantity --json

      A route is a chain of movements that fit together by party, goods and days. All are counted
      exactly without being listed; a cap (--top) is said in the answer. Several routes may claim the
      same goods: `entrepot run` says what is attributed. By quantity, routes are ranked apart for each
      unit of account, which families differ in.
      """)

  @OptionGroup var options: AskOptions

  @Option(
    help: ArgumentHelp(
      "Where routes begin: countries and parties (key or exact name), with commas; may be repeated.",
      valueName: "places"))
  var from: [String] = []

  @Option(help: ArgumentHelp("Where routes pass.", valueName: "places"))
  var via: [String] = []

  @Option(help: ArgumentHelp("Where routes end.", valueName: "places"))
  var to: [String] = []

  @Option(help: "The code of a family of goods; may be repeated.")
  var family: [String] = []

  @Option(help: "families (all their goods) or controlled.")
  var goods: RouteInquiry.Goods = .families

  @Option(
    help: ArgumentHelp("Digits that tariff codes begin with; may be repeated.", valueName: "digits")
  )
  var hs: [String] = []

  @Option(help: "The first day of any leg, YYYY-MM-DD.")
  var since: String?

  @Option(help: "The last day of any leg, YYYY-MM-DD.")
  var until: String?

  @Option(help: "How many legs: 2, or 2-4.")
  var legs = "2"

  @Option(help: ArgumentHelp("Days that goods may stay, such as 0-60.", valueName: "days"))
  var dwell: String?

  @Option(
    help: ArgumentHelp("Quantity after ÷ quantity before, such as 0.5-1.1.", valueName: "range"))
  var ratio: String?

  @Option(help: "How many routes are shown, by quantity of each unit: a number, or all.")
  var top = "20"

  @Option(help: "The best by value, quantity or score.")
  var by: RouteInquiry.Ranking = .value

  func validate() throws {
    _ = try inquiry()
  }

  func run() throws {
    let inquiry = try inquiry()
    let opening = try RouteOpening(
      at: options.source, asOf: options.asOf, config: options.config, ranking: inquiry.ranking)
    if let note = opening.note { Terminal.note(note) }
    options.show(try inquiry.answer(in: opening))
  }

  private func inquiry() throws -> RouteInquiry {
    var inquiry = RouteInquiry()
    inquiry.from = from
    inquiry.via = via
    inquiry.to = to
    inquiry.families = family
    inquiry.goods = goods
    inquiry.codes = hs.map { $0.filter { $0 != "." && $0 != "-" } }
    inquiry.since = try day(since, "--since")
    inquiry.until = try day(until, "--until")
    if let first = inquiry.since, let last = inquiry.until, first > last {
      throw ValidationError("--since \(first) is after --until \(last)")
    }
    guard let legs = RangeArgument.whole(legs), (2...16).contains(legs.lowerBound),
      legs.upperBound <= 16
    else { throw ValidationError("--legs \(self.legs): must be 2 to 16, or a range such as 2-4") }
    inquiry.legs = legs
    if let dwell {
      guard let days = RangeArgument.whole(dwell), days.upperBound <= 36_500 else {
        throw ValidationError("--dwell \(dwell): must be a range of days such as 0-60")
      }
      inquiry.dwell = dwell.contains("-") ? days : 0...days.upperBound
    }
    if let ratio {
      guard let range = RangeArgument.thousandths(ratio) else {
        throw ValidationError("--ratio \(ratio): must be a range such as 0.5-1.1")
      }
      inquiry.ratio = range
    }
    guard top == "all" || Int(top).map({ $0 >= 0 }) ?? false else {
      throw ValidationError("--top \(top): must be a number of routes, or all")
    }
    inquiry.most = Int(top)
    inquiry.ranking = by
    inquiry.language = options.lang
    return inquiry
  }

  private func day(_ text: String?, _ option: String) throws -> TradeDay? {
    guard let text else { return nil }
    guard let day = TradeDay(iso: text) else {
      throw ValidationError("\(option) \(text): is not a day; write it as 2025-09-30")
    }
    return day
  }
}
