import FlowGraph
public import TradeModel

/// How much of what is attributed at a hub chance alone would explain, for goods of one group.
public struct ChanceAnswer: Sendable {
  /// The hub.
  public let hub: RunPlace
  /// The families whose goods can turn into each other, and were counted together.
  public let families: [String]
  /// Whether the goods are those that may be controlled.
  public let mayBeControlled: Bool
  /// What quantities count.
  public let unit: String
  /// How often days were dealt out.
  public let rounds: Int
  /// The step between two p-values, and the smallest that there can be.
  public let resolution: Double
  /// What is attributed at the hub.
  public let attributed: FlowQuantity
  /// How likely chance is to attribute at least as much.
  public let probability: Double
  /// The pairs, the least likely to be chance first, then the larger.
  public let pairs: [Pair]

  /// What is attributed from one supplier to one buyer.
  public struct Pair: Sendable {
    /// Where the goods came from.
    public let supplier: RunPlace
    /// Where they went.
    public let buyer: RunPlace
    /// What is attributed.
    public let attributed: FlowQuantity
    /// How likely chance is to attribute at least as much.
    public let probability: Double
  }
}

extension RunFlows {
  /// Compares what is attributed at a hub with what chance would attribute if within each month it
  /// were chance which of its shipments left on which of their days.
  ///
  /// - Parameters:
  ///   - via: the hub, or a country for all hubs there.
  ///   - families: only these families; empty for all.
  ///   - rounds: how often days are dealt out; at least 1.
  ///   - seed: where the random numbers begin.
  /// - Returns: one answer for each hub and group of goods of which something is attributed.
  public func chance(
    via: PartyChoice, families: [String] = [], rounds: Int, seed: UInt64
  ) -> [ChanceAnswer] {
    let nodes = places.indices.map(Int32.init).filter { isChosen($0, by: [via]) }
    let wanted = Set(families.compactMap { groups.number(of: $0) })
    let months = monthStarts
    var answers: [ChanceAnswer] = []
    for group in Set(legs.family.map { groups.group(ofClass: $0) }).sorted() {
      var columns = legs
      // Goods of other groups count in other units.
      for leg in 0..<columns.count
      where groups.group(ofClass: columns.family[leg]) != group
        || (!wanted.isEmpty && !wanted.contains(columns.family[leg] / 2))
      {
        columns.quantity[leg] = 0
      }
      let hubs = HubFlows(of: columns, within: hubs.windows, transforms: hubs.transforms)
      let found = hubs.chance(at: nodes, rounds: rounds, seed: seed, periodStarts: months)
      for chance in found where chance.quantity > 0 {
        answers.append(answer(chance, group: group))
      }
    }
    return answers
  }

  /// The first day of every month in which a movement left.
  private var monthStarts: [Int32] {
    Set(
      legs.departure.map { raw in
        let day = TradeDay(raw: raw)
        return (day + (1 - day.date.day)).raw
      }
    ).sorted()
  }

  private func answer(_ chance: HubChance, group: Int) -> ChanceAnswer {
    let sorted = chance.pairs.sorted { one, other in
      if one.reached != other.reached { return one.reached < other.reached }
      if one.quantity != other.quantity { return one.quantity > other.quantity }
      return (one.supplier, one.buyer) < (other.supplier, other.buyer)
    }
    return ChanceAnswer(
      hub: places[Int(chance.hub)], families: groups.families(ofGroup: group),
      mayBeControlled: group % 2 == 1, unit: groups.unit(ofGroup: group), rounds: chance.rounds,
      resolution: chance.resolution, attributed: FlowQuantity(thousandths: chance.quantity),
      probability: chance.pValue,
      pairs: sorted.map { pair in
        ChanceAnswer.Pair(
          supplier: places[Int(pair.supplier)], buyer: places[Int(pair.buyer)],
          attributed: FlowQuantity(thousandths: pair.quantity),
          probability: chance.pValue(of: pair))
      })
  }
}

extension ChanceAnswer {
  /// The answer as one line of JSON.
  public func json(top count: Int) -> String {
    JSONText.object([
      ("hub", .string(hub.party)), ("country", .string(hub.country.code)),
      ("families", .array(families.map(JSONText.string))), ("controlled", .bool(mayBeControlled)),
      ("unit", .string(unit)), ("rounds", .integer(rounds)), ("resolution", .number(resolution)),
      ("attributed", .number(attributed.units)), ("p", .number(probability)),
      ("pairs_in_all", .integer(pairs.count)),
      (
        "pairs",
        .array(
          pairs.prefix(count).map { pair in
            .object([
              ("from", .string(pair.supplier.party)),
              ("from_country", .string(pair.supplier.country.code)),
              ("to", .string(pair.buyer.party)), ("to_country", .string(pair.buyer.country.code)),
              ("attributed", .number(pair.attributed.units)), ("p", .number(pair.probability)),
            ])
          })
      ),
    ]).line
  }
}
