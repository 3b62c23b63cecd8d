import DiversionRisk
import FlowGraph
import PartyMatch
import TradeModel

/// Who stands in the middle: components, cores and betweenness of the network of some goods.
public struct CentralityInquiry: Sendable {
  /// Which goods make links.
  public var goods = RouteInquiry.Goods.controlled
  /// The code of one family; nil for all.
  public var family: String?
  /// Rows shown.
  public var most = 20
  /// The language of the words.
  public var language = OutputLanguage.english

  /// Asks about controlled goods.
  public init() {}

  private struct Row {
    let party: PartyIndex
    let betweenness: Double
    let core: Int32
    let component: Int32
    let receives: Int
    let sends: Int
  }

  /// The parties by betweenness, with core number and size of component.
  public func answer(in trade: KnownTrade) throws(RunError) -> InquiryAnswer {
    let asked = try AskedNetwork(trade, goods: goods, family: family)
    let network = asked.network
    let components = network.weakComponents()
    let cores = network.coreNumbers()
    let betweenness = network.betweenness()
    let linked = (0..<Int32(network.nodeCount)).filter {
      !network.links(from: $0).isEmpty || !network.inwardPlaces(of: $0).isEmpty
    }
    let rows = linked.sorted { one, other in
      let (first, second) = (betweenness[Int(one)], betweenness[Int(other)])
      return first != second ? first > second : one < other
    }.map { node in
      Row(
        party: PartyIndex(raw: node), betweenness: betweenness[Int(node)], core: cores[Int(node)],
        component: components.sizes[Int(components.lowestNodes[Int(node)])],
        receives: network.inwardPlaces(of: node).count, sends: network.links(from: node).count)
    }
    return answer(rows, components: components, links: network.linkCount, in: trade)
  }

  private func answer(
    _ rows: [Row], components: Components, links: Int, in trade: KnownTrade
  ) -> InquiryAnswer {
    var answer = InquiryAnswer()
    let largest = rows.map(\.component).max() ?? 0
    let highest = rows.map(\.core).max() ?? 0
    let groups = components.count(ofAtLeast: 2)
    answer.sentences = [
      trade.nothingKnown(language)
        ?? language.say(
          "당사자 \(rows.count)곳, 연결 \(links)개: 덩어리 \(groups)개(가장 큰 것 \(largest)곳), 가장 깊은 핵 \(highest).",
          "\(rows.count) parties with \(links) links: \(groups) components of two or more (the largest "
            + "has \(largest)), and the deepest core is \(highest).")
    ]
    let shown = Array(rows.prefix(most))
    if shown.count < rows.count {
      answer.notes.append(
        language.say(
          "\(rows.count)곳 중 \(shown.count)곳 표시(--top).",
          "Capped: \(shown.count) of \(rows.count) parties are shown (--top)."))
    }
    answer.headings =
      language == .korean
      ? ["당사자", "키", "매개 중심성>", "핵>", "덩어리>", "받은 상대>", "보낸 상대>"]
      : ["party", "key", "betweenness>", "core>", "component>", "suppliers>", "customers>"]
    answer.rows = shown.map { row in
      [
        trade.title(row.party), trade.context.parties[row.party].key,
        InquiryFigures.thousandths(Int64((row.betweenness * 1000).rounded())), String(row.core),
        String(row.component), String(row.receives), String(row.sends),
      ]
    }
    answer.json =
      JSONText.object([
        ("as_of", .string(trade.asOf.description)), ("goods", .string(goods.rawValue)),
        ("parties", .integer(rows.count)), ("links", .integer(links)),
        ("components", .integer(groups)), ("largest_component", .integer(Int(largest))),
        ("deepest_core", .integer(Int(highest))), ("is_capped", .bool(shown.count < rows.count)),
        ("top", .array(shown.map { json(of: $0, in: trade) })),
      ]).indented
    var table = CSVText(header: [
      "party", "name", "country", "betweenness", "core", "component", "suppliers", "customers",
    ])
    for row in shown {
      let party = trade.context.parties[row.party]
      table.add([
        party.key, party.name, party.country?.code, "\(row.betweenness)", String(row.core),
        String(row.component), String(row.receives), String(row.sends),
      ])
    }
    answer.csv = table.text
    return answer
  }

  private func json(of row: Row, in trade: KnownTrade) -> JSONText {
    .object(
      trade.json(row.party) + [
        ("betweenness", .number(row.betweenness)), ("core", .integer(Int(row.core))),
        ("component", .integer(Int(row.component))), ("suppliers", .integer(row.receives)),
        ("customers", .integer(row.sends)),
      ])
  }
}
