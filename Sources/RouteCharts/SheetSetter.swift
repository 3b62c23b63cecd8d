import TradeModel

/// Sets the parts of a case sheet page by page.
struct SheetSetter {
  let sheet: CaseSheet
  private var finished: [SVGCanvas] = []
  private var canvas: SVGCanvas
  private var y: Double

  /// A4, lying, in points.
  static let page = (width: 842.0, height: 595.0)
  private static let headRoom = 46.0
  private static let footRoom = 34.0

  var language: ChartLanguage { sheet.language }

  private var left: Double { ChartFrame.margin }
  private var room: Double { Self.page.width - 2 * ChartFrame.margin }
  private var limit: Double { Self.page.height - Self.footRoom }
  private var isFresh: Bool { y == Self.headRoom }

  init(sheet: CaseSheet) {
    self.sheet = sheet
    canvas = SVGCanvas(theme: sheet.theme)
    y = Self.headRoom
  }

  /// The lanes, on the first page below the head of the route.
  mutating func setLanes() throws(ChartError) {
    var chart = LanesChart(
      route: sheet.route, provenance: sheet.provenance, language: language,
      countriesOfConcern: sheet.countriesOfConcern)
    chart.theme = sheet.theme
    chart.grades = sheet.grades
    chart.folding = sheet.folding
    chart.party = sheet.party
    let drawing = try LanesDrawing(chart: chart)
    let frame = frame(around: drawing.frame)
    frame.drawHeader(on: &canvas)
    y = frame.top
    var body = SVGCanvas(theme: sheet.theme)
    drawing.drawBody(on: &body)
    let box = ChartBox(
      left: ChartFrame.margin, top: drawing.top, width: drawing.width - 2 * ChartFrame.margin,
      height: drawing.bottom - drawing.top)
    place(body, of: box, frame: frame, mostHeight: 330)
  }

  /// The chronology, on a page of its own: its words are larger than those of wide lanes.
  mutating func setChronology() throws(ChartError) {
    var chart = ChronologyChart(
      route: sheet.route, provenance: sheet.provenance, language: language,
      countriesOfConcern: sheet.countriesOfConcern)
    chart.theme = sheet.theme
    chart.grades = sheet.grades
    chart.folding = sheet.folding
    chart.party = sheet.party
    chart.width = 1040
    let drawing = try ChronologyDrawing(chart)
    turnPage()
    setHeading(language.say("연대기", "Chronology", between: " · "))
    var body = SVGCanvas(theme: sheet.theme)
    drawing.drawBody(on: &body)
    let box = ChartBox(
      left: ChartFrame.margin, top: drawing.top, width: drawing.width - 2 * ChartFrame.margin,
      height: drawing.bottom - drawing.top)
    // The parties have their names in the lanes; no name stands twice in a document.
    place(
      body.unnamed, of: box, frame: frame(around: drawing.frame), mostHeight: limit - y - 46)
  }

  /// Sets a heading, with room for something below it.
  mutating func setHeading(_ text: String) {
    if y + 60 > limit { turnPage() }
    if !isFresh { y += 14 }
    y += 13
    canvas.text(text, x: left, y: y, size: 12, bold: true)
    y += 8
  }

  /// Sets words over the width of the page.
  mutating func setParagraph(_ text: String, size: Double = 9, ink: Ink = .text, bold: Bool = false)
  {
    for line in TextMetrics.wrapped(text, into: room, most: 30, size: size, bold: bold) {
      if y + size * 1.45 > limit { turnPage() }
      y += size * 1.45
      canvas.text(line, x: left, y: y, size: size, ink: ink, bold: bold)
    }
    y += 4
  }

  /// Sets a table, its head repeated on every page that it reaches.
  mutating func setTable(_ table: SheetTable) {
    if y + table.head.height + 24 > limit { turnPage() }
    table.draw(table.head, left: left, top: y, on: &canvas)
    y += table.head.height
    for row in table.rows {
      if y + row.height > limit {
        turnPage()
        table.draw(table.head, left: left, top: y, on: &canvas)
        y += table.head.height
      }
      table.draw(row, left: left, top: y, on: &canvas)
      y += row.height
    }
    y += 6
  }

  /// A table of columns over the width of the page.
  func table(_ columns: [SheetTable.Column]) -> SheetTable { SheetTable(columns, width: room) }

  /// Every page as a document, with head, foot and number.
  func pages() -> [String] {
    let bodies = finished + [canvas]
    return bodies.enumerated().map { place, body in
      document(body, number: place + 1, of: bodies.count)
    }
  }

  private mutating func place(
    _ body: SVGCanvas, of box: ChartBox, frame: ChartFrame, mostHeight: Double
  ) {
    let scale = min(1, room / box.width, mostHeight / box.height)
    let inset = (room - box.width * scale) / 2
    canvas.place(
      body,
      at: ChartPoint(x: left + inset - box.left * scale, y: y - box.top * scale), scale: scale)
    y += box.height * scale + 18
    y = frame.drawLegend(on: &canvas, baseline: y)
    y = frame.drawLeftOut(on: &canvas, below: y)
  }

  /// The frame of a drawing, at the width of the page.
  private func frame(around frame: ChartFrame) -> ChartFrame {
    ChartFrame(
      scope: frame.scope, subject: frame.subject, language: language, theme: sheet.theme,
      provenance: frame.provenance, title: sheet.words.title, subtitle: sheet.words.subtitle,
      spokenTitle: sheet.words.spokenTitle, spokenSummary: frame.spokenSummary, score: frame.score,
      legend: frame.legend, remarks: frame.remarks, leftOut: frame.leftOut,
      width: Self.page.width)
  }

  private mutating func turnPage() {
    finished.append(canvas)
    canvas = SVGCanvas(theme: sheet.theme)
    y = Self.headRoom
  }

  /// The pages below one another in one document.
  func stacked() -> String {
    let bodies = finished + [canvas]
    let gap = 12.0
    var all = SVGCanvas(theme: sheet.theme)
    for (place, body) in bodies.enumerated() {
      var page = sheetOfPaper(number: place + 1, of: bodies.count)
      page.append(body)
      let top = Double(place) * (Self.page.height + gap)
      all.place(page, at: ChartPoint(x: 0, y: top), scale: 1)
    }
    let height = Double(bodies.count) * (Self.page.height + gap) - gap
    return document(
      all.lines, title: sheet.words.spokenTitle, width: "\(SVGCanvas.number(Self.page.width))pt",
      height: (shown: "\(SVGCanvas.number(height))pt", points: height))
  }

  private func document(_ body: SVGCanvas, number: Int, of count: Int) -> String {
    var page = sheetOfPaper(number: number, of: count)
    page.append(body)
    return document(
      page.lines, title: sheet.words.spokenTitle + " \(number)/\(count)", width: "297mm",
      height: (shown: "210mm", points: Self.page.height))
  }

  private func sheetOfPaper(number: Int, of count: Int) -> SVGCanvas {
    var page = SVGCanvas(theme: sheet.theme)
    page.rectangle(
      ChartBox(left: 0, top: 0, width: Self.page.width, height: Self.page.height), fill: .page)
    drawEdges(on: &page, number: number, of: count)
    return page
  }

  private func document(
    _ lines: [String], title: String, width: String, height: (shown: String, points: Double)
  ) -> String {
    let size = "0 0 \(SVGCanvas.number(Self.page.width)) \(SVGCanvas.number(height.points))"
    var head = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"entrepot-sheet\" width=\"\(width)\""
        + " height=\"\(height.shown)\" viewBox=\"\(size)\" xml:lang=\"\(language.tag)\""
        + " font-family=\"\(ChartFrame.fontStack)\">",
      "<title>\(SVGCanvas.escaped(title))</title>",
    ]
    if let sheet = sheet.theme.sheet(scope: "entrepot-sheet") {
      head.append("<style>\(sheet)</style>")
    }
    return (head + lines + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  private func drawEdges(on page: inout SVGCanvas, number: Int, of count: Int) {
    let right = Self.page.width - ChartFrame.margin
    let handling = TextMetrics.cut(
      FiledText(sheet.provenance.handling ?? "").visible, into: 260, size: 9, bold: true)
    if number > 1 {
      page.text(
        TextMetrics.cut(sheet.words.title, into: room - 280, size: 9), x: left, y: 30, size: 9,
        ink: .muted)
      page.text(handling, x: right, y: 30, size: 9, bold: true, anchor: .end)
      page.path(PathText.draw("M", left, 36) + PathText.draw("H", right), stroke: .rule)
    }
    let foot = Self.page.height - 16
    page.path(
      PathText.draw("M", left, foot - 13) + PathText.draw("H", right), stroke: .rule)
    page.text(language.caveat, x: left, y: foot, size: 8.5, bold: true)
    let number = language.say("쪽", "page") + " \(number)/\(count)"
    page.text(
      handling.isEmpty ? number : handling + " · " + number, x: right, y: foot, size: 8.5,
      anchor: .end)
  }
}
