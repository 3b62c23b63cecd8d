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
    /// The least quantity of a leg, apart for each unit of account.
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
  /// How many routes are shown, by quantity of each unit of account; nil for all.
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
  public func answer(in trade: KnownTrade) throws -> InquiryAnswer { try answer(from: trade) }

  /// The answer from whatever was opened.
  ///
  /// - Throws: `RunError` where a name, a family or a number means nothing; `SnapshotError` where the
  ///   columns beside a database are damaged.
  public func answer(in opening: RouteOpening) throws -> InquiryAnswer {
    try answer(from: opening.source)
  }

  private func answer(from source: some RouteSource) throws -> InquiryAnswer {
    let places = try source.places()
    let question = try question(of: source, places: places)
    let space = try source.routes(answering: question)
    let count = space.count()
    if most == nil, count.total > Self.mostListed {
      throw RunError(
        "there are \(InquiryFigures.count(count.total)) routes, more than the "
          + "\(InquiryFigures.count(Self.mostListed)) that are listed without a number; name one "
          + "with --top, or ask more narrowly")
    }
    let worths = try source.worths(by: ranking)
    let ranking: RouteRanking = self.ranking == .score ? .total(of: worths) : .smallest(of: worths)
    func best(of space: RouteSpace, _ count: RouteCount, unit: String) throws
      -> [RouteReport.Shown]
    {
      let limit = min(most ?? .max, count.total)
      let found = limit > 0 ? space.best(limit, by: ranking) : []
      return try found.enumerated().map { place, route in
        RouteReport.Shown(
          rank: place + 1, worth: route.worth, unit: unit,
          movements: try route.legs.map { try source.movement($0) },
          scores: self.ranking == .score ? route.legs.map { worths[Int($0)] } : [])
      }
    }
    var units: [RouteUnitCount] = []
    var routes: [RouteReport.Shown] = []
    switch self.ranking {
    case .value: routes = try best(of: space, count, unit: "USD")
    case .score: routes = try best(of: space, count, unit: "dB")
    case .quantity:
      for (unit, space) in try spaces(of: source, question, space) {
        let count = space.count()
        guard count.total > 0 else { continue }
        units.append(RouteUnitCount(unit: unit, count: count))
        routes += try best(of: space, count, unit: unit.name)
      }
    }
    let misses = count.total == 0 ? try nearestMisses(in: source, places: places) : []
    return RouteReport(
      inquiry: self, asOf: source.asOf, settings: source.settings, families: source.families,
      count: count, units: units, routes: routes, misses: misses
    ).answer
  }

  /// The routes apart by the unit that their quantities are in: of two units none is the larger.
  private func spaces(
    of source: some RouteSource, _ question: RouteQuestion, _ space: RouteSpace
  ) throws -> [(unit: RouteUnit, space: RouteSpace)] {
    let known = source.families
    let units = RouteUnit.all(of: known).filter { unit in
      families.isEmpty || unit.families.contains { families.contains(known[$0].code) }
    }
    guard units.count > 1 else { return units.map { ($0, space) } }
    return try units.map { unit in
      var inUnit = question
      inUnit.families = NumberSet(
        unit.families.flatMap { [2 * $0, 2 * $0 + 1] }.filter {
          question.families?.contains($0) ?? true
        })
      return (unit, try source.routes(answering: inUnit))
    }
  }

  /// The question in numbers.
  private func question(
    of source: some RouteSource, places: RoutePlaces
  ) throws -> RouteQuestion {
    guard legs.lowerBound >= 2, legs.upperBound <= 16 else {
      throw RunError("--legs: a route has 2 to 16 legs; write one number or 2-4")
    }
    let settings = source.settings
    let days = dwell ?? Self.days(of: settings)
    let codes = source.families.map(\.code)
    var question = RouteQuestion(
      dwell: DwellWindow(
        minimum: Int32(clamping: days.lowerBound), maximum: Int32(clamping: days.upperBound)),
      transforms: FlowClasses(
        families: codes, becoming: source.families.map(\.becomes)
      ).transforms, legCounts: legs)
    if dwell == nil {
      question.dwellOfFamily =
        FlowWindows(
          families: codes, days: days, byFamily: settings.dwellDaysByFamily
        ).ofFlowClasses
    }
    question.from = try places.nodes(of: from, in: source)
    question.via = try places.nodes(of: via, in: source)
    question.to = try places.nodes(of: to, in: source)
    question.families = try classes(among: source.families)
    question.ratio = ratio.map {
      QuantityRatio(
        from: .init(Int64($0.lowerBound), over: 1000),
        through: .init(Int64($0.upperBound), over: 1000))
    }
    question.legs = try legsAsked(of: source)
    return question
  }

  static func days(of settings: AnalysisSettings) -> ClosedRange<Int> {
    settings.minimumDwellDays...settings.maximumDwellDays
  }

  /// The classes of flow accounting of the families: of each its ordinary and its controlled goods.
  private func classes(among known: [AskedFamily]) throws(RunError) -> NumberSet? {
    var numbers: [Int] = []
    if families.isEmpty {
      guard goods == .controlled else { return nil }
      numbers = Array(known.indices)
    }
    for code in families {
      guard let number = known.firstIndex(where: { $0.code == code }) else {
        throw RunError(
          "--family \(code): is no family; there are "
            + known.map(\.code).joined(separator: ", "))
      }
      numbers.append(number)
    }
    return NumberSet(
      numbers.flatMap { goods == .controlled ? [2 * $0 + 1] : [2 * $0, 2 * $0 + 1] })
  }

  /// The legs of the codes and days asked for; nil where none are.
  private func legsAsked(of source: some RouteSource) throws -> NumberSet? {
    guard !codes.isEmpty || since != nil || until != nil else { return nil }
    let departures = since != nil || until != nil ? try source.departures() : []
    let known = codes.isEmpty ? [] : try source.codes()
    return NumberSet(below: source.legCount) { leg in
      if let since, departures[leg] < since.raw { return false }
      if let until, departures[leg] > until.raw { return false }
      guard !codes.isEmpty else { return true }
      guard let code = known[leg] else { return false }
      return codes.contains { code.hasPrefix($0) }
    }
  }

  /// What one change to the question would give, most telling first; only where there is no route.
  private func nearestMisses(
    in source: some RouteSource, places: RoutePlaces
  ) throws -> [RouteReport.Miss] {
    let settings = source.settings
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
      let question = try change.inquiry.question(of: source, places: places)
      let count = try source.routes(answering: question).count()
      return count.total > 0 ? RouteReport.Miss(words: change.words, count: count) : nil
    }
  }
}
