import TradeModel

/// Which parties of a neighbourhood are drawn, in which column and country, and what is folded.
struct NetworkPlan {
  /// A card: a party, or a number of them that are not shown one by one.
  struct Card {
    /// The party; nil for a fold.
    let party: NeighbourParty?
    /// Keys of the parties that the card stands for.
    let keys: [String]
  }

  /// The cards of one country in one column.
  struct Box {
    /// The country; nil where it is not known, or for several countries.
    let country: CountryCode?
    let cards: [Card]
    /// Countries that a box for the rest stands for.
    let countries: Int

    var parties: Int { cards.reduce(0) { $0 + $1.keys.count } }
  }

  /// A line between two cards.
  struct Line {
    let from: Int
    let to: Int
    var link: NeighbourLink
    /// Places of the links of the neighbourhood that it sums up.
    var members: [Int]
  }

  /// Columns from left to right; goods run to the right, or back where that is where they went.
  private(set) var columns: [[Box]] = []
  /// The column of the party in the middle.
  private(set) var middle = 0
  /// All cards, column by column and box by box.
  private(set) var cards: [Card] = []
  private(set) var lines: [Line] = []
  /// Parties that trade with the one in the middle.
  private(set) var direct = 0
  /// Those of them that have a card of their own.
  private(set) var shown = 0
  /// Parties further along suspected routes that are not shown.
  private(set) var farHidden = 0

  /// Most cards of parties that trade with the one in the middle.
  static let mostNeighbours = 8
  /// Most parties further along suspected routes.
  static let mostFar = 3
  /// Most countries on one side; the rest share a box.
  private static let mostBoxes = 5

  init(_ neighbourhood: Neighbourhood) {
    let focus = neighbourhood.focus.key
    let ranked = Self.ranking(of: neighbourhood)
    let sides = Self.sides(of: neighbourhood)
    let neighbours = ranked.filter { sides[$0.key] != nil }
    direct = neighbours.count
    let own = Set(neighbours.prefix(Self.mostNeighbours).map(\.key))
    shown = own.count
    let far = Self.far(neighbourhood, ranked: ranked, own: own, sides: sides)
    farHidden = ranked.count - direct - far.count { !own.contains($0.key) }
    var byColumn: [Int: [NeighbourParty]] = [:]
    for party in ranked {
      if let column = far[party.key] {
        byColumn[column, default: []].append(party)
      } else if let side = sides[party.key] {
        byColumn[side, default: []].append(party)
      }
    }
    let least = byColumn.keys.min() ?? 0
    let most = max(0, byColumn.keys.max() ?? 0)
    middle = -min(0, least)
    for column in min(0, least)...most {
      guard column != 0 else {
        columns.append([
          Box(
            country: neighbourhood.focus.country,
            cards: [Card(party: neighbourhood.focus, keys: [focus])], countries: 1)
        ])
        continue
      }
      let members = byColumn[column] ?? []
      columns.append(Self.boxes(of: members, own: abs(column) == 1 ? own : Set(members.map(\.key))))
    }
    cards = columns.flatMap { $0.flatMap(\.cards) }
    lines = Self.lines(of: neighbourhood, cards: cards)
  }

  /// Parties by how much a reader needs them: on suspected routes, risky, then by value.
  static func ranking(of neighbourhood: Neighbourhood) -> [NeighbourParty] {
    var routes: [String: Int] = [:]
    var values: [String: Double] = [:]
    for link in neighbourhood.links {
      for key in [link.from, link.to] {
        routes[key, default: 0] += link.routes
        values[key, default: 0] += link.valueUSD ?? 0
      }
    }
    return neighbourhood.parties.sorted { one, other in
      let (first, second) = (routes[one.key] ?? 0, routes[other.key] ?? 0)
      if (first > 0) != (second > 0) { return first > 0 }
      let (less, more) = (one.probability ?? -1, other.probability ?? -1)
      if less != more { return less > more }
      let (value, otherValue) = (values[one.key] ?? 0, values[other.key] ?? 0)
      return value != otherValue ? value > otherValue : one.key < other.key
    }
  }

  /// -1 for parties that mostly send to the one in the middle, 1 for those that mostly receive.
  private static func sides(of neighbourhood: Neighbourhood) -> [String: Int] {
    let focus = neighbourhood.focus.key
    var sent: [String: (value: Double, movements: Int)] = [:]
    for link in neighbourhood.links where link.from != link.to {
      let sign = link.to == focus ? 1 : link.from == focus ? -1 : 0
      guard sign != 0 else { continue }
      let other = sign == 1 ? link.from : link.to
      let known = sent[other] ?? (0, 0)
      sent[other] = (
        known.value + Double(sign) * (link.valueUSD ?? 0), known.movements + sign * link.movements
      )
    }
    return sent.mapValues { total in
      total.value != 0 ? (total.value > 0 ? -1 : 1) : total.movements > 0 ? -1 : 1
    }
  }

  /// Parties that stand beyond a neighbour, with their columns: -2 and 2.
  private static func far(
    _ neighbourhood: Neighbourhood, ranked: [NeighbourParty], own: Set<String>,
    sides: [String: Int]
  ) -> [String: Int] {
    let focus = neighbourhood.focus.key
    let onward = neighbourhood.links.filter {
      $0.routes > 0 && $0.from != focus && $0.to != focus && $0.from != $0.to
    }
    var far: [String: Int] = [:]
    var joints: Set<String> = []
    for party in ranked where far.count < mostFar && !joints.contains(party.key) {
      let isNeighbour = sides[party.key] != nil
      guard !isNeighbour || own.contains(party.key) else { continue }
      for (column, side) in [(2, 1), (-2, -1)] where !isNeighbour || sides[party.key] == side {
        let feeders = onward.filter { link in
          let (here, near) = side == 1 ? (link.to, link.from) : (link.from, link.to)
          return here == party.key && own.contains(near) && sides[near] == side && far[near] == nil
        }
        guard !feeders.isEmpty else { continue }
        far[party.key] = column
        joints.formUnion(feeders.map { side == 1 ? $0.from : $0.to })
        break
      }
    }
    return far
  }

  private static func boxes(of parties: [NeighbourParty], own: Set<String>) -> [Box] {
    var order: [CountryCode?] = []
    var members: [CountryCode?: [NeighbourParty]] = [:]
    for party in parties {
      if members[party.country] == nil { order.append(party.country) }
      members[party.country, default: []].append(party)
    }
    // Countries whose parties are shown come first; among the rest those with most parties.
    let isShown = order.map { country in members[country]?.contains { own.contains($0.key) } == true
    }
    let visible = order.indices.filter { isShown[$0] }.map { order[$0] }
    let hidden = order.indices.filter { !isShown[$0] }.map { order[$0] }.sorted { one, other in
      let (first, second) = (members[one]?.count ?? 0, members[other]?.count ?? 0)
      return first != second ? first > second : (one?.code ?? "") < (other?.code ?? "")
    }
    let room = max(0, mostBoxes - visible.count)
    let single = hidden.count <= room ? hidden.count : max(0, room - 1)
    var boxes = (visible + hidden.prefix(single)).map { country in
      box(of: members[country] ?? [], in: country, own: own)
    }
    let rest = hidden.dropFirst(single)
    if !rest.isEmpty {
      let keys = rest.flatMap { (members[$0] ?? []).map(\.key) }.sorted()
      boxes.append(
        Box(country: nil, cards: [Card(party: nil, keys: keys)], countries: rest.count))
    }
    return boxes
  }

  private static func box(
    of parties: [NeighbourParty], in country: CountryCode?, own: Set<String>
  ) -> Box {
    var cards = parties.filter { own.contains($0.key) }.map { Card(party: $0, keys: [$0.key]) }
    let folded = parties.filter { !own.contains($0.key) }.map(\.key).sorted()
    if !folded.isEmpty { cards.append(Card(party: nil, keys: folded)) }
    return Box(country: country, cards: cards, countries: 1)
  }

  private static func lines(of neighbourhood: Neighbourhood, cards: [Card]) -> [Line] {
    var cardOf: [String: Int] = [:]
    for (place, card) in cards.enumerated() { for key in card.keys { cardOf[key] = place } }
    let focus = cardOf[neighbourhood.focus.key]
    var lines: [Line] = []
    var places: [[Int]: Int] = [:]
    for (place, link) in neighbourhood.links.enumerated() {
      guard let from = cardOf[link.from], let to = cardOf[link.to], from != to else { continue }
      // Trade among neighbours is drawn where a suspected route runs along it.
      guard from == focus || to == focus || link.routes > 0 else { continue }
      if let line = places[[from, to]] {
        lines[line].link.absorb(link)
        lines[line].members.append(place)
      } else {
        places[[from, to]] = lines.count
        lines.append(Line(from: from, to: to, link: link, members: [place]))
      }
    }
    return lines
  }
}
