import DiversionRisk
import FlowGraph
import PartyMatch
public import TradeModel

/// A question about routes, in the words of whoever asks.
///
/// A route here is a *plausible* chain: legs that fit together by party, goods, days and, where asked,
/// quantities. Several may claim the same goods. All are counted, none is listed to be counted.
public struct RouteInquiry: Sendable {
  /// By what the best routes are chosen.
  public enum Ranking: String, Sendable, CaseIterable {
    /// The least value of a leg: what can have passed all the way.
    case value
    /// The least quantity of a leg.
    case quantity
    /// What the run says of each leg, above the prior, added up.
    case score
  }

  /// Which goods are asked about.
  public enum Goods: String, Sendable, CaseIterable {
    /// All goods of the families.
    case families
    /// Only what may be controlled.
    case controlled
  }

  /// Where routes begin: countries and parties, each text a list; empty for anywhere.
  public var from: [String] = []
  /// Where routes pass.
  public var via: [String] = []
  /// Where routes end.
  public var to: [String] = []
  /// Codes of families; empty for all.
  public var families: [String] = []
  /// Which goods of the families.
  public var goods = Goods.families
  /// Digits that the tariff codes of all legs begin with; empty for any.
  public var codes: [String] = []
  /// The first and last day of any leg.
  public var since: TradeDay?
  /// The last day of any leg.
  public var until: TradeDay?
  /// How many legs.
  public var legs = 2...2
  /// Days that goods may stay between two legs; nil for what the configuration says.
  public var dwell: ClosedRange<Int>?
  /// Thousandths of the quantity before that the quantity after must have; nil for any.
  public var ratio: ClosedRange<Int>?
  /// How many routes are shown; nil for all.
  public var most: Int? = 20
  /// By what they are chosen.
  public var ranking = Ranking.value
  /// The language of the words.
  public var language = OutputLanguage.english

  /// Most routes that are listed where no number is named.
  static let mostListed = 1_000_000

  /// Asks for all routes of two legs.
  public init() {}

  /// The answer: an exact count, and the best routes.
  ///
  /// - Throws: `RunError` where a name, a family or a number means nothing.
  public func answer(in trade: KnownTrade) throws -> InquiryAnswer {
    let places = TradePlaces(trade)
    let question = try question(in: trade, places: places)
    let space = trade.context.flow.legs.routes(answering: question)
    let count = space.count()
    if most == nil, count.total > Self.mostListed {
      throw RunError(
        "there are \(InquiryFigures.count(count.total)) routes, more than the "
          + "\(InquiryFigures.count(Self.mostListed)) that are listed without a number; name one "
          + "with --top, or ask more narrowly")
    }
    let limit = min(most ?? .max, count.total)
    let worths = try worths(in: trade, places: places)
    let ranking: RouteRanking = self.ranking == .score ? .total(of: worths) : .smallest(of: worths)
    let found = limit > 0 ? space.best(limit, by: ranking) : []
    let misses = count.total == 0 ? try nearestMisses(in: trade, places: places) : []
    return RouteReport(
      inquiry: self, trade: trade, count: count, routes: found, worths: worths, misses: misses
    ).answer
  }

  /// The question in numbers.
  func question(in trade: KnownTrade, places: TradePlaces) throws -> RouteQuestion {
    guard legs.lowerBound >= 2, legs.upperBound <= 16 else {
      throw RunError("--legs: a route has 2 to 16 legs; write one number or 2-4")
    }
    let context = trade.context
    let window = dwell.map {
      DwellWindow(minimum: Int32(clamping: $0.lowerBound), maximum: Int32(clamping: $0.upperBound))
    }
    let settings = context.settings
    var question = RouteQuestion(
      dwell: window
        ?? DwellWindow(
          minimum: Int32(settings.minimumDwellDays), maximum: Int32(settings.maximumDwellDays)),
      transforms: context.flow.transforms, legCounts: legs)
    if window == nil { question.dwellOfFamily = context.flow.windows.ofFlowClasses }
    question.from = try places.nodes(of: from, in: trade)
    question.via = try places.nodes(of: via, in: trade)
    question.to = try places.nodes(of: to, in: trade)
    question.families = try classes(in: trade)
    question.ratio = ratio.map {
      QuantityRatio(
        from: .init(Int64($0.lowerBound), over: 1000),
        through: .init(Int64($0.upperBound), over: 1000))
    }
    question.legs = legsAsked(in: trade)
    return question
  }

  /// The classes of flow accounting of the families: of each its ordinary and its controlled goods.
  private func classes(in trade: KnownTrade) throws(RunError) -> NumberSet? {
    let catalogue = trade.context.catalogue
    var numbers: [Int] = []
    if families.isEmpty {
      guard goods == .controlled else { return nil }
      numbers = Array(catalogue.families.indices)
    }
    for code in families {
      guard let number = catalogue.index(of: code) else {
        let known = catalogue.families.map(\.code).joined(separator: ", ")
        throw RunError("--family \(code): is no family; there are \(known)")
      }
      numbers.append(Int(number))
    }
    return NumberSet(
      numbers.flatMap { goods == .controlled ? [2 * $0 + 1] : [2 * $0, 2 * $0 + 1] })
  }

  /// The legs of the codes and days asked for; nil where none are.
  private func legsAsked(in trade: KnownTrade) -> NumberSet? {
    guard !codes.isEmpty || since != nil || until != nil else { return nil }
    let context = trade.context
    return NumberSet(below: context.movements.count) { leg in
      let movement = context.movements[leg]
      if let since, movement.departure < since { return false }
      if let until, movement.departure > until { return false }
      guard !codes.isEmpty else { return true }
      guard let code = context.details[movement.record]?.hsCode else { return false }
      return codes.contains { code.hasPrefix($0) }
    }
  }

  /// The number of each leg that routes are ranked by.
  private func worths(in trade: KnownTrade, places: TradePlaces) throws -> [Int64] {
    let movements = trade.context.movements
    switch ranking {
    case .value:
      return movements.map { $0.value.isNaN ? 0 : Int64(min($0.value * 100, 9e15).rounded()) }
    case .quantity: return trade.context.flow.legs.quantity
    case .score: return try trade.movementScores().map { Int64(($0 * 1000).rounded()) }
    }
  }

  /// What one change to the question would give, most telling first; only where there is no route.
  private func nearestMisses(
    in trade: KnownTrade, places: TradePlaces
  ) throws -> [RouteReport.Miss] {
    let settings = trade.context.settings
    let longest = settings.dwellDaysByFamily.values.map(\.upperBound).max() ?? 0
    let days =
      dwell ?? settings.minimumDwellDays...max(settings.maximumDwellDays, longest)
    var changes: [(words: BilingualText, inquiry: RouteInquiry)] = []
    func tried(_ korean: String, _ english: String, _ change: (inout RouteInquiry) -> Void) {
      var inquiry = self
      change(&inquiry)
      changes.append((BilingualText(english: english, korean: korean), inquiry))
    }
    let longer = max(days.upperBound * 2, days.upperBound + 30)
    tried("체류 \(longer)일까지", "with a dwell of up to \(longer) days") {
      $0.dwell = days.lowerBound...longer
    }
    if legs.upperBound < 4 {
      tried("구간 4개까지", "with up to 4 legs") { $0.legs = legs.lowerBound...4 }
    }
    if ratio != nil { tried("물량 비율 없이", "with any ratio of quantities") { $0.ratio = nil } }
    if !via.isEmpty { tried("경유지 무관", "through anywhere") { $0.via = [] } }
    if !from.isEmpty { tried("출발지 무관", "from anywhere") { $0.from = [] } }
    if !to.isEmpty { tried("도착지 무관", "to anywhere") { $0.to = [] } }
    if !families.isEmpty || goods != .families || !codes.isEmpty {
      tried("모든 품목군", "with all goods of the families") {
        $0.families = []
        $0.goods = .families
        $0.codes = []
      }
    }
    if since != nil || until != nil {
      tried("모든 날짜", "on any day") {
        $0.since = nil
        $0.until = nil
      }
    }
    return try changes.compactMap { change in
      let question = try change.inquiry.question(in: trade, places: places)
      let count = trade.context.flow.legs.routes(answering: question).count()
      return count.total > 0 ? RouteReport.Miss(words: change.words, count: count) : nil
    }
  }
}
