public import FlowGraph
public import TradeModel

/// Who is asked about: a party by its key or its exact name, or all parties of a country.
public enum PartyChoice: Hashable, Sendable {
  /// One party, wherever it stands.
  case party(String)
  /// Whoever stands in a country.
  case country(CountryCode)
}

/// How much went from some through a hub to others.
public struct FlowQuestion: Sendable {
  /// From whom; empty for anyone.
  public var from: [PartyChoice]
  /// Through whom.
  public var via: PartyChoice
  /// To whom; empty for anyone.
  public var to: [PartyChoice]
  /// Of which families; empty for all.
  public var families: [String]

  /// A question.
  public init(
    from: [PartyChoice], via: PartyChoice, to: [PartyChoice], families: [String] = []
  ) {
    self.from = from
    self.via = via
    self.to = to
    self.families = families
  }
}

/// What is known of how much went from some parties through one hub to others, in goods of one group.
public struct FlowAnswer: Sendable {
  /// The hub.
  public let hub: RunPlace
  /// The hub's node.
  public let node: Int32
  /// The families whose goods can turn into each other, and were counted together.
  public let families: [String]
  /// Whether the goods are those that may be controlled.
  public let mayBeControlled: Bool
  /// What quantities count.
  public let unit: String
  /// The legs asked about that came in.
  public let inLegs: [Int32]
  /// The legs asked about that went out.
  public let outLegs: [Int32]
  /// The sum of `inLegs`.
  public let received: FlowQuantity
  /// The sum of `outLegs`.
  public let sentOn: FlowQuantity
  /// All that the hub sent on of these goods.
  public let sentOnInAll: FlowQuantity
  /// What the attribution puts on the pairs: oldest lots first.
  public let attributed: FlowQuantity
  /// The bounds, with cuts and flows.
  public let proof: FlowProof
  /// The least and the most whatever estimated quantities were within their limits; nil where no
  /// quantity at the hub is an estimate.
  public let withinLimits: (lower: FlowQuantity, upper: FlowQuantity)?
  /// What is wrong with the proof; nothing unless the program is at fault.
  public let faults: [FlowFault]

  /// The bounds.
  public var bounds: FlowBounds { proof.bounds }
}

extension RunFlows {
  /// What a text on the command line stands for.
  ///
  /// - Throws: `RunError` where it is nobody's key, nobody's name, no country, or several parties'.
  public func choice(_ text: String) throws(RunError) -> PartyChoice {
    if names[text] != nil || places.contains(where: { $0.party == text }) { return .party(text) }
    let named = names.filter { $0.value == text }.keys.sorted()
    if named.count == 1 { return .party(named[0]) }
    if named.count > 1 {
      throw RunError(
        "\(named.count) parties are called \"\(text)\"; name one by its key: "
          + named.prefix(5).joined(separator: ", "))
    }
    if let country = CountryCode(text) { return .country(country) }
    throw RunError(
      "\"\(text)\" is no party of the run and no country; parties.csv lists keys and names, countries "
        + "are two letters")
  }

  /// Codes of families of the run.
  ///
  /// - Throws: `RunError` where one is not.
  public func families(named codes: [String]) throws(RunError) -> [String] {
    for code in codes where groups.number(of: code) == nil {
      throw RunError(
        "\"\(code)\" is no family of the run; it has " + groups.families.joined(separator: ", "))
    }
    return codes
  }

  /// Whether a node is among those chosen.
  func isChosen(_ node: Int32, by choices: [PartyChoice]) -> Bool {
    let place = places[Int(node)]
    return choices.isEmpty
      || choices.contains { choice in
        switch choice {
        case .party(let key): place.party == key
        case .country(let country): place.country == country
        }
      }
  }

  /// Answers how much went that way: one answer for each hub and each group of goods that can turn
  /// into each other, where there is a leg on either side.
  public func answers(to question: FlowQuestion) -> [FlowAnswer] {
    let hubNodes = places.indices.map(Int32.init).filter { isChosen($0, by: [question.via]) }
    let wanted = Set(question.families)
    let graph = legs.attribution(within: hubs.windows, transforms: hubs.transforms)
    return hubNodes.flatMap { node -> [FlowAnswer] in
      func asked(_ legs: ArraySlice<Int32>, _ others: [Int32], _ choices: [PartyChoice]) -> [Int32]
      {
        legs.filter { leg in
          isChosen(others[Int(leg)], by: choices)
            && (wanted.isEmpty || wanted.contains(movements[Int(leg)].family))
        }
      }
      let incoming = asked(hubs.arrivingLegs(at: node), legs.sender, question.from)
      let outgoing = asked(hubs.leavingLegs(of: node), legs.receiver, question.to)
      let byGroup = Dictionary(grouping: incoming) { groups.group(ofClass: legs.family[Int($0)]) }
      let outByGroup = Dictionary(grouping: outgoing) {
        groups.group(ofClass: legs.family[Int($0)])
      }
      return byGroup.keys.filter { outByGroup[$0] != nil }.sorted().map { group in
        answer(
          at: node, group: group, inLegs: byGroup[group] ?? [], outLegs: outByGroup[group] ?? [],
          graph: graph)
      }
    }
  }

  /// What is known of how much went from some legs to others at a hub.
  func answer(
    at node: Int32, group: Int, inLegs: [Int32], outLegs: [Int32], graph: LegGraph
  ) -> FlowAnswer {
    let pairs = LegPairs(from: inLegs, to: outLegs)
    let proof = hubs.proof(hub: node, pairs: pairs)
    let taken = Set(outLegs)
    let attributed = inLegs.flatMap { graph.onward(of: $0) }
      .filter { taken.contains(graph.target[$0]) }.reduce(Int64(0)) { $0 + graph.quantity[$1] }
    let inAll = hubs.leavingLegs(of: node).filter {
      groups.group(ofClass: legs.family[Int($0)]) == group
    }
    func sum(_ legs: [Int32]) -> FlowQuantity {
      FlowQuantity(thousandths: legs.reduce(Int64(0)) { $0 + self.legs.quantity[Int($1)] })
    }
    return FlowAnswer(
      hub: places[Int(node)], node: node, families: groups.families(ofGroup: group),
      mayBeControlled: group % 2 == 1, unit: groups.unit(ofGroup: group), inLegs: inLegs,
      outLegs: outLegs, received: sum(inLegs), sentOn: sum(outLegs), sentOnInAll: sum(inAll),
      attributed: FlowQuantity(thousandths: attributed), proof: proof,
      withinLimits: withinLimits(hub: node, pairs: pairs),
      faults: hubs.faults(in: proof, hub: node, pairs: pairs))
  }

  private func withinLimits(
    hub: Int32, pairs: LegPairs
  ) -> (lower: FlowQuantity, upper: FlowQuantity)? {
    guard ranged.isRanged(hub: hub) else { return nil }
    let bounds = ranged.bounds(hub: hub, pairs: pairs)
    return (FlowQuantity(thousandths: bounds.lower), FlowQuantity(thousandths: bounds.upper))
  }

  /// For each hub of a route what is known of how much went from the party before, through the hub,
  /// to the country to which the route goes on.
  ///
  /// - Returns: questions and answers; none for a route that does not consist of movements of the run.
  public func answers(along route: Route) -> [(question: FlowQuestion, answer: FlowAnswer)] {
    let chain = route.legs.compactMap { legOfDeclaration[$0.identity] }
    guard chain.count == route.legs.count else { return [] }
    let graph = legs.attribution(within: hubs.windows, transforms: hubs.transforms)
    return zip(chain, chain.dropFirst()).map { before, after in
      let node = legs.receiver[Int(before)]
      let group = groups.group(ofClass: legs.family[Int(before)])
      let question = FlowQuestion(
        from: [.party(places[Int(legs.sender[Int(before)])].party)],
        via: .party(places[Int(node)].party),
        to: [.country(places[Int(legs.receiver[Int(after)])].country)])
      func asked(_ all: ArraySlice<Int32>, _ others: [Int32], _ choices: [PartyChoice]) -> [Int32] {
        all.filter {
          groups.group(ofClass: legs.family[Int($0)]) == group
            && isChosen(others[Int($0)], by: choices)
        }
      }
      return (
        question,
        answer(
          at: node, group: group,
          inLegs: asked(hubs.arrivingLegs(at: node), legs.sender, question.from),
          outLegs: asked(hubs.leavingLegs(of: node), legs.receiver, question.to), graph: graph)
      )
    }
  }
}
