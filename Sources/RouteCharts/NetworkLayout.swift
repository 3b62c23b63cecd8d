/// Where everything of a network stands.
///
/// Columns of countries; every line leaves its outer card level, carries its label there, and only
/// then bends towards the middle, so that no line crosses a label.
struct NetworkLayout {
  /// A line's way from left to right, whichever way the goods go.
  struct Track {
    let left: ChartPoint
    let right: ChartPoint
    /// Places that the line passes level: through columns, and along its label.
    let passes: [(from: ChartPoint, to: ChartPoint)]
    let label: ChartPoint
    /// Whether both ends are in one column, so that the line goes out and comes back.
    let isBracket: Bool
  }

  private(set) var boxes: [[ChartBox]] = []
  private(set) var cards: [ChartBox] = []
  private(set) var tracks: [Track] = []
  private(set) var bottom = 0.0
  private(set) var right = 0.0
  /// The room between each column and the next that labels take; the rest is for bends.
  private var runs: [Double] = []
  /// The height at which each line passes each column.
  private var slots: [[Int: Double]] = []

  static let padding = 12.0
  static let headingHeight = 34.0
  private static let boxGap = 16.0
  private static let cardGap = 12.0
  private static let bend = 84.0
  private static let slotHeight = 34.0
  private static let innerPitch = 13.0

  /// Where each line meets its cards, before anything is placed.
  private struct Ends {
    let left: Int
    let right: Int
    let leftColumn: Int
    let rightColumn: Int
    /// Whether the label stands at the left end.
    let isLabelLeft: Bool
  }

  init(
    plan: NetworkPlan, sizes: [(width: Double, height: Double)], labels: [NetworkLabel],
    headings: [[Double]], left: Double, top: Double
  ) {
    let columnOf = plan.columns.enumerated().flatMap { column, boxes in
      boxes.flatMap { $0.cards.map { _ in column } }
    }
    let ends = plan.lines.map { line in
      let (from, to) = (columnOf[line.from], columnOf[line.to])
      let isForward = from < to || (from == to && line.from < line.to)
      let (near, far) = isForward ? (line.from, line.to) : (line.to, line.from)
      return Ends(
        left: near, right: far, leftColumn: min(from, to), rightColumn: max(from, to),
        isLabelLeft: max(from, to) <= plan.middle)
    }
    let heights = Self.heights(sizes, ends: ends)
    let slots = plan.columns.indices.map { column in
      ends.indices.filter { ends[$0].leftColumn < column && column < ends[$0].rightColumn }
    }
    placeColumns(
      plan, sizes: sizes, heights: heights, headings: headings, slots: slots, ends: ends,
      labels: labels, left: left, top: top)
  }

  /// Cards are as high as the labels of the lines that they hold.
  private static func heights(
    _ sizes: [(width: Double, height: Double)], ends: [Ends]
  ) -> [Double] {
    sizes.indices.map { card in
      var needed = sizes[card].height
      for isLeftSide in [true, false] {
        let here = ends.filter { isLeftSide ? $0.right == card : $0.left == card }
        let labelled = here.count { $0.isLabelLeft != isLeftSide }
        needed = max(
          needed, Double(labelled) * NetworkLabel.pitch + Double(here.count - labelled) * innerPitch
        )
      }
      return needed
    }
  }

  private mutating func placeColumns(
    _ plan: NetworkPlan, sizes: [(width: Double, height: Double)], heights: [Double],
    headings: [[Double]], slots: [[Int]], ends: [Ends], labels: [NetworkLabel], left: Double,
    top: Double
  ) {
    let columnHeights = plan.columns.indices.map { column in
      Self.height(
        of: plan.columns[column], firstCard: Self.firstCard(of: column, in: plan),
        heights: heights) + Double(slots[column].count) * Self.slotHeight
    }
    let tallest = columnHeights.max() ?? 0
    var x = left
    cards = sizes.map { _ in ChartBox(left: 0, top: 0, width: 0, height: 0) }
    for column in plan.columns.indices {
      let first = Self.firstCard(of: column, in: plan)
      let count = plan.columns[column].reduce(0) { $0 + $1.cards.count }
      let inner = max(
        (first..<first + count).map { sizes[$0].width }.max() ?? 0,
        (headings[column].max() ?? 0) - 2 * Self.padding)
      var y = top + (tallest - columnHeights[column]) / 2
      var card = first
      var placed: [ChartBox] = []
      for box in plan.columns[column] {
        let start = y
        y += Self.headingHeight
        for _ in box.cards {
          cards[card] = ChartBox(
            left: x + Self.padding, top: y, width: inner, height: heights[card])
          y += heights[card] + Self.cardGap
          card += 1
        }
        placed.append(
          ChartBox(left: x, top: start, width: inner + 2 * Self.padding, height: y - start))
        y += Self.boxGap
      }
      boxes.append(placed)
      var slotted: [Int: Double] = [:]
      for line in slots[column] {
        slotted[line] = y + Self.slotHeight / 2 - Self.boxGap / 2
        y += Self.slotHeight
      }
      self.slots.append(slotted)
      x += inner + 2 * Self.padding
      right = x
      if column + 1 < plan.columns.count {
        runs.append(Self.run(after: column, ends: ends, labels: labels))
        x += runs[column] + Self.bend
      }
    }
    bottom = top + tallest
    let brackets = ends.indices.filter { ends[$0].leftColumn == ends[$0].rightColumn }
    if let widest = brackets.map({ labels[$0].width }).max() { right += widest + 60 }
    tracks = ends.indices.map { track($0, ends: ends, labels: labels) }
  }

  private static func firstCard(of column: Int, in plan: NetworkPlan) -> Int {
    plan.columns[..<column].reduce(0) { $0 + $1.reduce(0) { $0 + $1.cards.count } }
  }

  private static func height(
    of boxes: [NetworkPlan.Box], firstCard: Int, heights: [Double]
  ) -> Double {
    var card = firstCard
    var total = -boxGap
    for box in boxes {
      total += headingHeight + boxGap
      for _ in box.cards {
        total += heights[card] + cardGap
        card += 1
      }
    }
    return max(0, total)
  }

  private static func run(after column: Int, ends: [Ends], labels: [NetworkLabel]) -> Double {
    let widths = ends.indices.filter {
      ends[$0].isLabelLeft ? ends[$0].leftColumn == column : ends[$0].rightColumn == column + 1
    }.map { labels[$0].width }
    return (widths.max() ?? 0) + 26
  }

  private func track(_ line: Int, ends: [Ends], labels: [NetworkLabel]) -> Track {
    let end = ends[line]
    let (near, far) = (cards[end.left], cards[end.right])
    let start = ChartPoint(x: near.right, y: port(of: line, isLeftSide: false, ends: ends))
    guard end.leftColumn != end.rightColumn else {
      let stop = ChartPoint(
        x: far.right, y: port(of: line, isLeftSide: false, ends: ends, atEnd: true))
      let label = ChartPoint(x: near.right + 44, y: (start.y + stop.y) / 2)
      return Track(left: start, right: stop, passes: [], label: label, isBracket: true)
    }
    let stop = ChartPoint(x: far.left, y: port(of: line, isLeftSide: true, ends: ends))
    var passes: [(from: ChartPoint, to: ChartPoint)] = []
    if end.isLabelLeft {
      let run = Self.padding + runs[end.leftColumn]
      passes.append((start, ChartPoint(x: start.x + run, y: start.y)))
    }
    for column in slots.indices {
      guard let y = slots[column][line], let box = boxes[column].first else { continue }
      // Level past the labels on the column's outer side too.
      let isLeft = end.isLabelLeft
      let before = isLeft ? 0 : runs[column - 1]
      let after = isLeft ? runs[column] : 0
      passes.append(
        (ChartPoint(x: box.left - before, y: y), ChartPoint(x: box.right + after, y: y)))
    }
    let lastRun = Self.padding + runs[end.rightColumn - 1]
    if !end.isLabelLeft { passes.append((ChartPoint(x: stop.x - lastRun, y: stop.y), stop)) }
    let label =
      end.isLabelLeft
      ? ChartPoint(x: start.x + Self.padding + 8, y: start.y)
      : ChartPoint(x: stop.x - lastRun + 6, y: stop.y)
    return Track(left: start, right: stop, passes: passes, label: label, isBracket: false)
  }

  /// Where a line meets a side of its card: lines that share it stand apart, in the order of the
  /// heights that they come from.
  private func port(
    of line: Int, isLeftSide: Bool, ends: [Ends], atEnd: Bool = false
  ) -> Double {
    func card(_ end: Ends) -> Int { isLeftSide || atEnd ? end.right : end.left }
    func other(_ place: Int) -> Double {
      let near = isLeftSide ? ends[place].rightColumn - 1 : ends[place].leftColumn + 1
      if slots.indices.contains(near), let y = slots[near][place] { return y }
      return cards[isLeftSide || atEnd ? ends[place].left : ends[place].right].middle.y
    }
    let mine = card(ends[line])
    let sharers = ends.indices.filter { card(ends[$0]) == mine }
      .sorted { (other($0), $0) < (other($1), $1) }
    let box = cards[mine]
    let isLabelled = ends[line].isLabelLeft != isLeftSide
    let wanted = isLabelled ? NetworkLabel.pitch : Self.innerPitch
    let step = min(wanted, (box.height - 10) / Double(max(1, sharers.count)))
    let rank = sharers.firstIndex(of: line) ?? 0
    return box.middle.y
      + (Double(rank) - Double(sharers.count - 1) / 2) * (isLabelled ? wanted : step)
  }
}
