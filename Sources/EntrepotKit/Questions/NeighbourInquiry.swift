import DiversionRisk
import FlowGraph
import PartyMatch
import TradeModel

/// Whom a party trades with, and whom those trade with, with sums; and who is near it in all.
public struct NeighbourInquiry: Sendable {
  /// Which way goods are followed.
  public enum Direction: String, Sendable, CaseIterable {
    /// Whom the party sends to, and whom those send to.
    case onward
    /// Who sends to the party, and who sends to those.
    case back
  }

  /// The party: its key or exact name.
  public var party: String
  /// Which way goods are followed.
  public var direction = Direction.onward
  /// Which goods of the families.
  public var goods = RouteInquiry.Goods.families
  /// The code of one family; nil for all.
  public var family: String?
  /// Whether quantities are added instead of values.
  public var byQuantity = false
  /// Rows shown of each hop.
  public var most = 20
  /// The least share of a random walk that is followed; nil where nearness is not asked for.
  public var resolution: Double?
  /// The language of the words.
  public var language = OutputLanguage.english

  /// Asks about a party.
  public init(party: String) { self.party = party }

  private struct Row {
    let hop: Int
    let party: PartyIndex
    let sum: Int64
    let legs: Int?
    let days: ClosedRange<Int32>?
  }

  /// Both hops with their sums, or the nodes nearest by a random walk with their bound.
  public func answer(in trade: KnownTrade) throws -> InquiryAnswer {
    let focus = try trade.party(party)
    let asked = try AskedNetwork(
      trade, goods: goods, family: family, byQuantity: byQuantity, isReversed: direction == .back)
    if let resolution {
      return walk(from: focus, over: asked, resolution: resolution, trade: trade)
    }
    return hops(from: focus, over: asked, trade: trade)
  }

  private func hops(
    from focus: PartyIndex, over asked: AskedNetwork, trade: KnownTrade
  ) -> InquiryAnswer {
    let network = asked.network
    var search = TwoHopSearch(in: network)
    let hops = search.hops(from: focus.raw)
    let first = hops.firstHop.map { link in
      Row(
        hop: 1, party: PartyIndex(raw: network.receivers[link]), sum: network.quantities[link],
        legs: Int(network.legCounts[link]),
        days: network.firstDays[link]...network.lastDays[link])
    }
    let second = zip(hops.nodes, hops.quantities).map {
      Row(hop: 2, party: PartyIndex(raw: $0), sum: $1, legs: nil, days: nil)
    }
    let ranked = [first, second].map { rows in
      rows.sorted { $0.sum != $1.sum ? $0.sum > $1.sum : $0.party < $1.party }
    }
    let shown = ranked.flatMap { $0.prefix(most) }
    var answer = InquiryAnswer()
    answer.sentences = [words(first: first, second: second, focus: focus, asked, trade)]
    answer.headings =
      language == .korean
      ? ["단계>", "당사자", "키", asked.heading, "이동>", "기간"]
      : ["hop>", "party", "key", asked.heading, "movements>", "dates"]
    answer.rows = shown.map { row in
      [
        String(row.hop), trade.title(row.party), trade.context.parties[row.party].key,
        asked.text(row.sum), row.legs.map(String.init) ?? "",
        row.days.map {
          "\(TradeDay(raw: $0.lowerBound))…\(TradeDay(raw: $0.upperBound))"
        } ?? "",
      ]
    }
    if shown.count < first.count + second.count {
      answer.notes.append(
        language.say(
          "단계마다 상위 \(most)곳까지 표시(--top).",
          "Capped: up to \(most) of each hop are shown (--top); the sums are of all."))
    }
    answer.json = json(ranked, focus: focus, asked, trade).indented
    answer.csv = csv(shown, asked, trade)
    return answer
  }

  private func words(
    first: [Row], second: [Row], focus: PartyIndex, _ asked: AskedNetwork, _ trade: KnownTrade
  ) -> String {
    let name = trade.context.parties[focus].name
    let sums = [first, second].map { asked.text($0.reduce(0) { $0 + $1.sum }) }
    let unit = String(asked.heading.dropLast())
    return direction == .onward
      ? language.say(
        "\(name): 보낸 상대 \(first.count)곳(\(unit) \(sums[0])), 그 상대가 보낸 곳 \(second.count)곳(\(unit) \(sums[1])).",
        "\(name) sent to \(parties(first.count)) (\(unit) \(sums[0])), which sent on to "
          + "\(second.count) (\(unit) \(sums[1]), of whatever origin).")
      : language.say(
        "\(name): 받은 상대 \(first.count)곳(\(unit) \(sums[0])), 그 상대가 받은 곳 \(second.count)곳(\(unit) \(sums[1])).",
        "\(name) received from \(parties(first.count)) (\(unit) \(sums[0])), which had received from "
          + "\(second.count) (\(unit) \(sums[1]), for whomever).")
  }

  private func parties(_ count: Int) -> String { count == 1 ? "1 party" : "\(count) parties" }

  private func json(
    _ ranked: [[Row]], focus: PartyIndex, _ asked: AskedNetwork, _ trade: KnownTrade
  ) -> JSONText {
    func hop(_ rows: [Row]) -> JSONText {
      .object([
        ("parties", .integer(rows.count)), (asked.key, asked.json(rows.reduce(0) { $0 + $1.sum })),
        ("is_capped", .bool(rows.count > most)),
        (
          "top",
          .array(
            rows.prefix(most).map { row in
              .object(
                trade.json(row.party) + [
                  (asked.key, asked.json(row.sum)),
                  ("movements", row.legs.map(JSONText.integer) ?? .null),
                  ("first", .optional(row.days.map { "\(TradeDay(raw: $0.lowerBound))" })),
                  ("last", .optional(row.days.map { "\(TradeDay(raw: $0.upperBound))" })),
                ])
            })
        ),
      ])
    }
    return .object(
      trade.json(focus) + [
        ("as_of", .string(trade.asOf.description)), ("direction", .string(direction.rawValue)),
        ("first_hop", hop(ranked[0])), ("second_hop", hop(ranked[1])),
      ])
  }

  private func csv(_ rows: [Row], _ asked: AskedNetwork, _ trade: KnownTrade) -> String {
    var table = CSVText(header: [
      "hop", "party", "name", "country", asked.key, "movements", "first", "last",
    ])
    for row in rows {
      let party = trade.context.parties[row.party]
      table.add([
        String(row.hop), party.key, party.name, party.country?.code,
        asked.text(row.sum).replacing(",", with: ""), row.legs.map(String.init),
        row.days.map { "\(TradeDay(raw: $0.lowerBound))" },
        row.days.map { "\(TradeDay(raw: $0.upperBound))" },
      ])
    }
    return table.text
  }

  /// Personalised PageRank by forward push: who is near, with how far the shares can be off.
  private func walk(
    from focus: PartyIndex, over asked: AskedNetwork, resolution: Double, trade: KnownTrade
  ) -> InquiryAnswer {
    let found = RandomWalk(over: asked.network)
      .neighbourhood(of: [focus.raw], resolution: resolution)
    let name = trade.context.parties[focus].name
    let bound = InquiryFigures.small(found.shortfall)
    let shown = zip(found.nodes, found.shares).prefix(most).map {
      (party: PartyIndex(raw: $0), share: $1)
    }
    var answer = InquiryAnswer()
    answer.sentences = [
      language.say(
        "\(name)에서 시작한 무작위 보행이 닿은 당사자 \(found.nodes.count)곳. 몫은 하한이며, 어느 몫도 \(bound)보다 더 높을 수 없음.",
        "A random walk from \(name) reaches \(found.nodes.count) parties. Shares are lower bounds; "
          + "no share can be higher by more than \(bound).")
    ]
    answer.headings =
      language == .korean ? ["당사자", "키", "몫>"] : ["party", "key", "share at least>"]
    answer.rows = shown.map {
      [
        trade.title($0.party), trade.context.parties[$0.party].key,
        InquiryFigures.percent($0.share),
      ]
    }
    if shown.count < found.nodes.count {
      answer.notes.append(
        language.say(
          "\(found.nodes.count)곳 중 \(shown.count)곳 표시(--top).",
          "Capped: \(shown.count) of \(found.nodes.count) are shown (--top)."))
    }
    answer.json =
      JSONText.object(
        trade.json(focus) + [
          ("as_of", .string(trade.asOf.description)), ("direction", .string(direction.rawValue)),
          ("restart", .number(0.15)), ("resolution", .number(resolution)),
          ("error_bound", .number(found.shortfall)), ("parties", .integer(found.nodes.count)),
          (
            "top",
            .array(
              shown.map { .object(trade.json($0.party) + [("share", .number($0.share))]) })
          ),
        ]
      ).indented
    var table = CSVText(header: ["party", "name", "country", "share"])
    for row in shown {
      let party = trade.context.parties[row.party]
      table.add([party.key, party.name, party.country?.code, "\(row.share)"])
    }
    answer.csv = table.text
    return answer
  }
}
