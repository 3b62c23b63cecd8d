import DiversionRisk
import FlowGraph
import PartyMatch
import TradeModel

/// How risk spreads over links of trade, how far that is from its end, and what it comes from.
public struct InfluenceInquiry: Sendable {
  /// What a party's risk is before any is passed on.
  public enum Seed: String, Sendable, CaseIterable {
    /// The probability that the run gives it.
    case score
    /// 1 for a listed party, 0 for any other.
    case listed
  }

  /// The party that is explained: key or exact name; nil for the parties that gain most.
  public var party: String?
  /// What parties start with.
  public var seed = Seed.score
  /// Which goods make links.
  public var goods = RouteInquiry.Goods.controlled
  /// The code of one family; nil for all.
  public var family: String?
  /// The share of its risk that a party adds to each that it trades with.
  public var strength = 0.02
  /// Links that risk is passed on over.
  public var links = 12
  /// Rows shown.
  public var most = 20
  /// The language of the words.
  public var language = OutputLanguage.english

  /// Asks who gains most.
  public init() {}

  /// Risks after spreading, the bound of what passing on for ever could add, and strongest walks.
  public func answer(in trade: KnownTrade) throws -> InquiryAnswer {
    let asked = try AskedNetwork(trade, goods: goods, family: family)
    let focus = try party.map { text throws(RunError) in try trade.party(text) }
    let priors = try priors(in: trade)
    let bound = asked.network.spectralBound()
    let spread = asked.network.influence(
      of: priors, by: InfluenceRules(strength: strength, cap: 1, maxLinks: links))
    let gains = spread.risks.indices.map { spread.risks[$0] - min(1, priors[$0]) }
    let ranked =
      focus.map { [Int($0.raw)] }
      ?? gains.indices.filter { gains[$0] > 0 }.sorted {
        gains[$0] != gains[$1] ? gains[$0] > gains[$1] : $0 < $1
      }
    let rows = ranked.prefix(focus == nil ? most : 1).map { node in
      Row(
        party: PartyIndex(raw: Int32(node)), prior: min(1, priors[node]), risk: spread.risks[node],
        // The walk of no link is the risk that the party had before.
        walks: Array(
          spread.strongestWalks(to: Int32(node), count: 4).filter { $0.nodes.count > 1 }.prefix(3)))
    }
    return answer(
      rows, of: ranked.count, remainder: spread.remainder, bound: bound, in: trade)
  }

  private struct Row {
    let party: PartyIndex
    let prior: Double
    let risk: Double
    let walks: [InfluenceWalk]
  }

  private func priors(in trade: KnownTrade) throws -> [Double] {
    var priors = [Double](repeating: 0, count: trade.context.parties.parties.count)
    switch seed {
    case .score:
      for (party, probability) in try trade.partyProbabilities() {
        priors[Int(party.raw)] = probability
      }
    case .listed:
      for place in priors.indices where trade.context.isListed(PartyIndex(raw: Int32(place))) {
        priors[place] = 1
      }
    }
    return priors
  }

  private func answer(
    _ rows: [Row], of total: Int, remainder: Double, bound: Double, in trade: KnownTrade
  ) -> InquiryAnswer {
    var answer = InquiryAnswer()
    let (rest, radius) = (InquiryFigures.bound(remainder * 100), InquiryFigures.bound(bound))
    answer.sentences = [
      language.say(
        "연결 \(links)단계까지 전파(세기 \(strength)). 끝없이 전파해도 어느 위험도 \(rest) %p보다 더 오르지 않음. "
          + "스펙트럼 반경은 \(radius) 이하.",
        "Risk is passed on over \(links) links at strength \(strength). Passed on for ever, no "
          + "party's risk would rise by more than \(rest) percentage points. The spectral radius is at most "
          + "\(radius).")
    ]
    if strength * bound >= 1 {
      answer.notes.append(
        language.say(
          "세기 × 반경이 1 이상이라 수렴이 보장되지 않음. --strength를 1 / \(InquiryFigures.bound(bound)) 아래로.",
          "Strength × radius is 1 or more, so nothing bounds longer walks but the cap; choose a "
            + "--strength below 1 / \(InquiryFigures.bound(bound))."))
    }
    answer.headings =
      language == .korean
      ? ["당사자", "키", "처음>", "전파 뒤>", "어디에서 왔나: 가장 강한 경로 셋"]
      : ["party", "key", "before>", "after>", "whom it came from, by the three strongest walks"]
    answer.rows = rows.map { row in
      [
        trade.title(row.party), trade.context.parties[row.party].key,
        InquiryFigures.percent(row.prior), InquiryFigures.percent(row.risk),
        row.walks.map { source(of: $0, in: trade) }.joined(separator: "; "),
      ]
    }
    if rows.count < total {
      answer.notes.append(
        language.say(
          "위험이 오른 당사자 \(total)곳 중 \(rows.count)곳 표시(--top).",
          "Capped: \(rows.count) of \(total) parties that gain are shown (--top)."))
    }
    answer.json = json(rows, of: total, remainder: remainder, bound: bound, in: trade).indented
    answer.csv = csv(rows, in: trade)
    return answer
  }

  /// Where a walk begins and whom it passes; the line is that of the party at its end.
  private func source(of walk: InfluenceWalk, in trade: KnownTrade) -> String {
    let names = names(along: walk, in: trade)
    let gain = gain(of: walk)
    guard names.count > 2 else { return "\(names[0]) \(gain)" }
    let passed = names[1..<(names.count - 1)].joined(separator: ", ")
    return language.say(
      "\(names[0]) (\(passed) 경유) \(gain)", "\(names[0]) by way of \(passed) \(gain)")
  }

  private func words(of walk: InfluenceWalk, in trade: KnownTrade) -> String {
    names(along: walk, in: trade).joined(separator: " → ") + " " + gain(of: walk)
  }

  private func names(along walk: InfluenceWalk, in trade: KnownTrade) -> [String] {
    walk.nodes.map { trade.context.parties[PartyIndex(raw: $0)].name }
  }

  private func gain(of walk: InfluenceWalk) -> String {
    walk.weight < 0.0005 ? "+<0.1 %" : "+" + InquiryFigures.percent(walk.weight)
  }

  private func json(
    _ rows: [Row], of total: Int, remainder: Double, bound: Double, in trade: KnownTrade
  ) -> JSONText {
    .object([
      ("as_of", .string(trade.asOf.description)), ("seed", .string(seed.rawValue)),
      ("strength", .number(strength)), ("links", .integer(links)),
      ("convergence_bound", .number(remainder)), ("spectral_bound", .number(bound)),
      ("converges", .bool(strength * bound < 1)), ("parties", .integer(total)),
      (
        "top",
        .array(
          rows.map { row in
            .object(
              trade.json(row.party) + [
                ("before", .number(row.prior)), ("after", .number(row.risk)),
                (
                  "walks",
                  .array(
                    row.walks.map { walk in
                      .object([
                        (
                          "parties",
                          .array(
                            walk.nodes.map {
                              .string(trade.context.parties[PartyIndex(raw: $0)].key)
                            })
                        ), ("adds", .number(walk.weight)),
                      ])
                    })
                ),
              ])
          })
      ),
    ])
  }

  private func csv(_ rows: [Row], in trade: KnownTrade) -> String {
    var table = CSVText(header: ["party", "name", "country", "before", "after", "walks"])
    for row in rows {
      let party = trade.context.parties[row.party]
      table.add([
        party.key, party.name, party.country?.code, "\(row.prior)", "\(row.risk)",
        row.walks.map { words(of: $0, in: trade) }.joined(separator: "; "),
      ])
    }
    return table.text
  }
}
