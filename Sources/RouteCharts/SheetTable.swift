/// A table of a sheet: columns with heads, and rows whose cells wrap.
struct SheetTable {
  /// A column.
  struct Column {
    let head: String
    /// Share of the table's width.
    let share: Double
    var isNumber = false
    /// Whether its cells are bars along `scale`.
    var isBar = false
  }

  /// A step of a sum, drawn as a bar from what was to what is.
  struct Step {
    let from: Double
    let to: Double
    let ink: Ink
  }

  /// A row that was broken into lines.
  struct Row {
    let cells: [[String]]
    let isHead: Bool
    var step: Step?

    var height: Double {
      Double(cells.map(\.count).max() ?? 1) * SheetTable.lineHeight + 6
    }
  }

  let columns: [Column]
  private(set) var rows: [Row] = []
  let head: Row
  /// What the ends of a column of bars stand for.
  var scale = 0.0...1.0
  private let width: Double

  static let size = 8.0
  static let lineHeight = 10.5
  private static let cellPadding = 4.0
  private static let mostLines = 9

  init(_ columns: [Column], width: Double) {
    self.columns = columns
    self.width = width
    head = Row(
      cells: columns.map { column in
        TextMetrics.wrapped(
          column.head, into: width * column.share - 2 * Self.cellPadding, most: 2, size: Self.size,
          bold: true)
      }, isHead: true)
  }

  /// Adds a row; a line break in a cell begins a new line.
  mutating func add(_ cells: [String], step: Step? = nil) {
    rows.append(
      Row(
        cells: zip(cells, columns).map { text, column in
          let room = width * column.share - 2 * Self.cellPadding
          return text.split(separator: "\n").flatMap {
            TextMetrics.wrapped(String($0), into: room, most: Self.mostLines, size: Self.size)
          }
        }, isHead: false, step: step))
  }

  /// Draws a row below a height.
  func draw(_ row: Row, left: Double, top: Double, on canvas: inout SVGCanvas) {
    var x = left
    if row.isHead {
      canvas.rectangle(
        ChartBox(left: left, top: top, width: width, height: row.height), fill: .lane)
    }
    for (cell, column) in zip(row.cells, columns) {
      let room = width * column.share
      var y = top + Self.lineHeight
      for line in cell {
        canvas.text(
          line, x: column.isNumber ? x + room - Self.cellPadding : x + Self.cellPadding, y: y,
          size: Self.size, bold: row.isHead, anchor: column.isNumber ? .end : .start)
        y += Self.lineHeight
      }
      if column.isBar, let step = row.step {
        let box = ChartBox(
          left: x + Self.cellPadding, top: top, width: room - 2 * Self.cellPadding,
          height: row.height)
        draw(step, in: box, on: &canvas)
      }
      x += room
    }
    let foot = top + row.height
    canvas.path(
      PathText.draw("M", left, foot) + PathText.draw("H", left + width),
      stroke: row.isHead ? .muted : .rule, width: 0.6)
  }

  /// A bar of the step, and a line where the sum is zero.
  private func draw(_ step: Step, in box: ChartBox, on canvas: inout SVGCanvas) {
    let span = max(scale.upperBound - scale.lowerBound, .leastNormalMagnitude)
    func place(_ value: Double) -> Double {
      box.left + (value - scale.lowerBound) / span * box.width
    }
    if scale.contains(0) {
      canvas.path(
        PathText.draw("M", place(0), box.top) + PathText.draw("V", box.bottom), stroke: .muted,
        width: 0.5)
    }
    let ends = [place(step.from), place(step.to)].sorted()
    canvas.rectangle(
      ChartBox(
        left: ends[0], top: box.top + 3.5, width: max(1, ends[1] - ends[0]), height: 7),
      fill: step.ink)
  }
}
