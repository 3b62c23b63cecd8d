import DiversionRisk
import FlowGraph
import PartyMatch
import TradeModel

/// Whom to watch so that as much as possible of the suspected flow passes under somebody's eyes.
public struct ChokepointInquiry: Sendable {
  /// How many parties can be watched.
  public var most = 5
  /// The code of one family; nil for all that are counted in one unit.
  public var family: String?
  /// The language of the words.
  public var language = OutputLanguage.english

  /// Asks for five.
  public init() {}

  /// The parties to watch, how much each adds, and how much no choice could pass.
  public func answer(in trade: KnownTrade) throws(RunError) -> InquiryAnswer {
    let context = trade.context
    let families = context.catalogue.families
    if let family, context.catalogue.index(of: family) == nil {
      let known = families.map(\.code).joined(separator: ", ")
      throw RunError("--family \(family): is no family; there are \(known)")
    }
    func unit(of route: FlowRoute) -> String {
      families[Int(context.movements[Int(route.legs[0])].family)].unitOfAccount
    }
    func code(of route: FlowRoute) -> String {
      families[Int(context.movements[Int(route.legs[0])].family)].code
    }
    let asked = context.flow.routes.filter { route in family.map { code(of: route) == $0 } ?? true }
    // Quantities of different units are never added.
    let units = Dictionary(grouping: asked, by: unit(of:))
    let chosen = units.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
    let routes = chosen?.value ?? []
    // A party is watched wherever it receives.
    let legs = partyLegs(in: trade)
    let chokepoints = Chokepoints(of: routes, over: legs)
    let watches = chokepoints.watch(atMost: most)
    let cut = chokepoints.fullCut()
    let leftOut = asked.filter { unit(of: $0) != chosen?.key }.map { code(of: $0) }
    return answer(
      Found(
        unit: chosen?.key ?? "", routes: routes.count, others: leftOut.count,
        otherFamilies: Set(leftOut).sorted(),
        quantity: chokepoints.quantity, watches: watches, cut: cut), in: trade)
  }

  private struct Found {
    let unit: String
    let routes: Int
    let others: Int
    /// The families of routes that are left out, sorted.
    let otherFamilies: [String]
    let quantity: Int64
    let watches: [Chokepoints.Watch]
    let cut: [Int32]
  }

  private func partyLegs(in trade: KnownTrade) -> LegColumns {
    var legs = trade.context.flow.legs
    for (place, movement) in trade.context.movements.enumerated() {
      legs.sender[place] = movement.shipper.raw
      legs.receiver[place] = movement.consignee.raw
    }
    return legs
  }

  private func answer(_ found: Found, in trade: KnownTrade) -> InquiryAnswer {
    var answer = InquiryAnswer()
    func share(_ covered: Int64) -> String {
      InquiryFigures.percent(Double(covered) / Double(max(1, found.quantity)))
    }
    let total = InquiryFigures.thousandths(found.quantity) + " " + found.unit
    if let last = found.watches.last {
      let count = found.watches.count
      answer.sentences = [
        language.say(
          "이 수하인 \(count)곳을 지켜보면 의심 경로 물량(\(total), 경로 \(found.routes)건)의 \(share(last.covered))를 덮음. "
            + "같은 수의 다른 선택은 \(share(last.atMost))를 넘지 못함.",
          "Watching \(count == 1 ? "this consignee" : "these \(count) consignees") covers "
            + "\(share(last.covered)) of the quantity of the suspected routes (\(total), "
            + "\(found.routes) routes); no other \(count) could cover more than "
            + "\(share(last.atMost)).")
      ]
    } else {
      answer.sentences = [
        trade.nothingKnown(language)
          ?? language.say(
            "의심 경로가 없어 지켜볼 곳도 없음.", "There is no suspected route, so nobody to watch.")
      ]
    }
    answer.notes = notes(on: found)
    answer.headings =
      language == .korean
      ? ["#>", "지켜볼 수하인", "키", "더함>", "누적>", "누적 비율>", "상한>"]
      : ["#>", "consignee to watch", "key", "adds>", "covered>", "share>", "at most>"]
    answer.rows = found.watches.enumerated().map { place, watch in
      let party = PartyIndex(raw: watch.node)
      return [
        String(place + 1), trade.title(party), trade.context.parties[party].key,
        InquiryFigures.thousandths(watch.gain), InquiryFigures.thousandths(watch.covered),
        share(watch.covered), share(watch.atMost),
      ]
    }
    answer.json = json(found, in: trade).indented
    var table = CSVText(header: [
      "rank", "party", "name", "country", "adds", "covered", "at_most", "quantity",
    ])
    for (place, watch) in found.watches.enumerated() {
      let party = trade.context.parties[PartyIndex(raw: watch.node)]
      table.add(
        [String(place + 1), party.key, party.name, party.country?.code]
          + [watch.gain, watch.covered, watch.atMost, found.quantity]
          .map(InquiryFigures.thousandths))
    }
    answer.csv = table.text
    return answer
  }

  /// What it takes to miss nothing, and what is left out.
  private func notes(on found: Found) -> [String] {
    var notes: [String] = []
    if !found.watches.isEmpty {
      notes.append(
        language.say(
          "모두 덮기: 당사자 \(found.cut.count)곳을 지켜보면 이 경로들과 그 조합 어느 것도 빠져나가지 못하며, 더 적은 수로는 안 됨"
            + "(최소 절단; --json의 full_cut에 명단).",
          "To miss nothing: every way that these routes or their parts make passes one of "
            + "\(found.cut.count) \(found.cut.count == 1 ? "party" : "parties"), and no fewer would "
            + "do (a minimum cut; --json names them in full_cut)."))
    }
    if found.others > 0 {
      notes.append(
        language.say(
          "\(found.unit) 단위가 아닌 경로 \(found.others)건은 합산할 수 없어 제외(--family "
            + "\(found.otherFamilies.joined(separator: ", "))).",
          "\(found.others) routes are not counted in \(found.unit) and left out; ask for them with "
            + "--family \(found.otherFamilies.joined(separator: " or "))."))
    }
    return notes
  }

  private func json(_ found: Found, in trade: KnownTrade) -> JSONText {
    func units(_ thousandths: Int64) -> JSONText { .number(Double(thousandths) / 1000) }
    return .object([
      ("as_of", .string(trade.asOf.description)), ("unit", .string(found.unit)),
      ("routes", .integer(found.routes)), ("routes_in_other_units", .integer(found.others)),
      ("quantity", units(found.quantity)),
      (
        "watch",
        .array(
          found.watches.map { watch in
            .object(
              trade.json(PartyIndex(raw: watch.node)) + [
                ("adds", units(watch.gain)), ("covered", units(watch.covered)),
                ("at_most", units(watch.atMost)),
              ])
          })
      ),
      (
        "full_cut",
        .array(found.cut.map { .string(trade.context.parties[PartyIndex(raw: $0)].key) })
      ),
    ])
  }
}
