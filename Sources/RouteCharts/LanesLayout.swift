import TradeModel

/// Where everything of a lanes drawing stands, from measures and Graphviz.
///
/// Graphviz decides order and height: cards and labels are boxes of known size in ranks, lanes and
/// gaps in turn, and each line runs through its label's box, so that a label can belong to no other
/// line and no line crosses a label. Lanes are drawn around what it answers.
struct LanesLayout {
  /// A line's way: it passes each box from its left side to its right at mid-height.
  struct Track {
    /// The box of the label; nil where the label stands beside a line within one lane.
    var label: ChartBox
    /// Boxes on the way, left to right, the label's among them.
    var passes: [ChartBox]
    /// Whether the line stays in its lane and runs downwards.
    var isDomestic: Bool
  }

  private(set) var lanes: [ChartBox] = []
  private(set) var cards: [ChartBox] = []
  private(set) var tracks: [Track] = []

  static let lanePadding = 13.0
  static let laneTopPadding = 16.0
  static let laneBottomPadding = 20.0

  /// Lays out cards and labels below `top` and right of `left`.
  init(
    plan: LanePlan, cards sizes: [PartyCard], labels: [LegLabel], headings: [LaneHeading],
    left: Double, top: Double
  ) throws(ChartError) {
    var boxes = LayoutBoxes(plan)
    let widths = Self.cardWidths(plan: plan, cards: sizes, labels: labels, headings: headings)
    for (card, size) in zip(plan.cards, sizes) {
      boxes.add(column: 2 * card.lane, width: widths[card.lane], height: size.height)
    }
    for (link, label) in zip(plan.links, labels) {
      boxes.route(link, label: label, plan: plan, laneWidths: widths)
    }
    boxes.fillEmptyColumns()
    let placed = try boxes.placed()
    let leftmost = placed.map(\.left).min() ?? 0
    let highest = placed.map(\.top).min() ?? 0
    let lowest = placed.map(\.bottom).max() ?? 0
    let headingHeight = headings.map(\.height).max() ?? 0
    let room = max(lowest - highest, 96)
    let shiftX = left + Self.lanePadding - leftmost
    let shiftY = top + headingHeight + Self.laneTopPadding - highest + (room - lowest + highest) / 2
    let shifted = placed.map {
      ChartBox(
        left: $0.left + shiftX, top: $0.top + shiftY, width: $0.width, height: $0.height)
    }
    cards = Array(shifted.prefix(plan.cards.count))
    tracks = zip(plan.links, boxes.passes).map { link, passes in
      let ways = passes.boxes.map { shifted[$0] }
      return Track(
        label: shifted[passes.label], passes: ways,
        isDomestic: plan.cards[link.from].lane == plan.cards[link.to].lane)
    }
    let height = headingHeight + Self.laneTopPadding + room + Self.laneBottomPadding
    lanes = plan.lanes.indices.map { lane in
      let member = shifted[boxes.columns[2 * lane][0]]
      return ChartBox(
        left: member.left - Self.lanePadding, top: top,
        width: member.width + 2 * Self.lanePadding, height: height)
    }
  }

  /// Moves everything down, to make room above.
  mutating func moveDown(by points: Double) {
    for lane in lanes.indices { lanes[lane].top += points }
    for card in cards.indices { cards[card].top += points }
    for track in tracks.indices {
      tracks[track].label.top += points
      for pass in tracks[track].passes.indices { tracks[track].passes[pass].top += points }
    }
  }

  /// One width for all cards of a lane, wide enough for its heading and for labels within it.
  private static func cardWidths(
    plan: LanePlan, cards: [PartyCard], labels: [LegLabel], headings: [LaneHeading]
  ) -> [Double] {
    var widths = headings.map { max(110, $0.width - 2 * lanePadding) }
    for (card, size) in zip(plan.cards, cards) {
      widths[card.lane] = max(widths[card.lane], size.width)
    }
    for (link, label) in zip(plan.links, labels) {
      let lane = plan.cards[link.from].lane
      if lane == plan.cards[link.to].lane {
        widths[lane] = max(widths[lane], label.width + LayoutBoxes.domesticInset)
      }
    }
    return widths.map { $0.rounded(.up) }
  }
}

/// The boxes that Graphviz is asked to place.
struct LayoutBoxes {
  private var sizes: [(width: Double, height: Double)] = []
  private var links: [(from: Int, to: Int)] = []
  /// The boxes of each rank; even ranks are lanes, odd ones the gaps between them.
  private(set) var columns: [[Int]]
  /// For each link of the plan, its label's box and the boxes on its way.
  private(set) var passes: [(label: Int, boxes: [Int])] = []

  /// Room right of the card's left side that a line within a lane takes before its label.
  static let domesticInset = 40.0
  private static let labelMargin = 4.0
  private static let passHeight = 16.0

  /// Room between ranks in inches; lines that bend need more.
  private let rankGap: Double

  init(_ plan: LanePlan) {
    columns = Array(repeating: [], count: max(1, 2 * plan.lanes.count - 1))
    rankGap = plan.hasForks ? 0.64 : 0.44
  }

  @discardableResult
  mutating func add(column: Int, width: Double, height: Double) -> Int {
    sizes.append((width, height))
    columns[column].append(sizes.count - 1)
    return sizes.count - 1
  }

  mutating func route(
    _ link: LanePlan.Link, label: LegLabel, plan: LanePlan, laneWidths: [Double]
  ) {
    let from = plan.cards[link.from].lane
    let to = plan.cards[link.to].lane
    guard from != to else {
      let lines = Double(label.above.count + label.below.count)
      let box = add(
        column: 2 * from, width: laneWidths[from], height: lines * LegLabel.lineHeight)
      join([link.from, box, link.to])
      passes.append((box, []))
      return
    }
    // The box is symmetrical about the line, so that Graphviz can keep the line straight.
    let half = max(label.heightAbove, label.heightBelow)
    let box = add(
      column: 2 * from + 1, width: (label.width + 2 * Self.labelMargin).rounded(.up),
      height: 2 * half)
    var way = [box]
    for column in stride(from: 2 * from + 2, to: 2 * to, by: 1) {
      let width = column.isMultiple(of: 2) ? laneWidths[column / 2] : 20
      way.append(add(column: column, width: width, height: Self.passHeight))
    }
    join([link.from] + way + [link.to])
    passes.append((box, way))
  }

  /// A gap that nothing crosses still needs a place, or the lanes around it would be one rank.
  mutating func fillEmptyColumns() {
    for column in columns.indices {
      if columns[column].isEmpty { add(column: column, width: 40, height: Self.passHeight) }
      guard column > 0 else { continue }
      let isJoined = links.contains {
        columns[column - 1].contains($0.from) && columns[column].contains($0.to)
      }
      if !isJoined { links.append((columns[column - 1][0], columns[column][0])) }
    }
    for column in columns.indices where !column.isMultiple(of: 2) {
      let widest = columns[column].map { sizes[$0].width }.max() ?? 0
      for box in columns[column] { sizes[box].width = widest }
    }
  }

  /// The boxes where Graphviz puts them, y downwards.
  func placed() throws(ChartError) -> [ChartBox] {
    let names = sizes.indices.map { "b\($0)" }
    let middles = try Graphviz.positions(of: names, in: dot(), engine: "dot")
    let boxes = zip(sizes, middles).map { size, middle in
      let left = ((middle.x - size.width / 2) * 2).rounded() / 2
      let top = ((-middle.y - size.height / 2) * 2).rounded() / 2
      return ChartBox(left: left, top: top, width: size.width, height: size.height)
    }
    return straightened(boxes)
  }

  /// Takes small steps out of lines: a box that one line enters moves to that line's height where
  /// it has room to.
  private func straightened(_ boxes: [ChartBox]) -> [ChartBox] {
    var boxes = boxes
    for column in columns.dropFirst() {
      for box in column {
        let entering = links.filter { $0.to == box && !column.contains($0.from) }
        guard entering.count == 1, let from = entering.first?.from else { continue }
        let step = boxes[from].middle.y - boxes[box].middle.y
        let isEmpty = sizes[box].height <= Self.passHeight
        guard step != 0, abs(step) <= (isEmpty ? 48 : 10) else { continue }
        var moved = boxes[box]
        moved.top += step
        let hasRoom = column.allSatisfy {
          $0 == box || boxes[$0].bottom + 12 <= moved.top || moved.bottom + 12 <= boxes[$0].top
        }
        if hasRoom { boxes[box] = moved }
      }
    }
    return boxes
  }

  /// What Graphviz is given: numbers and our own names, nothing that anyone filed.
  func dot() -> String {
    var lines = [
      "digraph lanes {",
      "graph [rankdir=LR newrank=true splines=false nodesep=.3"
        + " ranksep=\(TradeFigures.fixed(rankGap, decimals: 2))]",
      "node [shape=box fixedsize=true label=\"\"]",
    ]
    for (box, size) in sizes.enumerated() {
      lines.append("b\(box) [width=\(inches(size.width)) height=\(inches(size.height))]")
    }
    for column in columns {
      lines.append("{rank=same; " + column.map { "b\($0);" }.joined(separator: " ") + "}")
    }
    for link in links { lines.append("b\(link.from) -> b\(link.to)") }
    lines.append("}")
    return lines.joined(separator: "\n")
  }

  private mutating func join(_ way: [Int]) {
    for (from, to) in zip(way, way.dropFirst()) { links.append((from, to)) }
  }

  private func inches(_ points: Double) -> String {
    TradeFigures.fixed(points / 72, decimals: 3)
  }
}
