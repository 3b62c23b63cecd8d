/// Small plots as inline SVG, with nothing in them that was filed but for escaped labels.
enum PlotSVG {
  /// A bar with its label.
  struct Bar {
    let label: String
    let value: Double
    /// A second value, drawn as an outline.
    var outline: Double?
    /// How far the value could be off, drawn as a whisker.
    var interval: ClosedRange<Double>?
    /// What stands at the end; the value without it.
    var note: String?
  }

  /// A curve from the upper left to the lower right, in a square of 0 to 1, with a level line.
  static func curve(_ points: [(recall: Double, precision: Double)], level: Double) -> String {
    let (left, top, side) = (48.0, 12.0, 260.0)
    func place(_ x: Double, _ y: Double) -> String {
      "\(tenth(left + x * side)),\(tenth(top + (1 - y) * side))"
    }
    var svg =
      "<svg viewBox=\"0 0 340 310\" width=\"340\" role=\"img\"><title>Precision over recall</title>\n"
    for mark in [0.0, 0.25, 0.5, 0.75, 1] {
      let (across, up) = (tenth(left + mark * side), tenth(top + (1 - mark) * side))
      svg +=
        "<line x1=\"\(tenth(left))\" x2=\"\(tenth(left + side))\" y1=\"\(up)\" y2=\"\(up)\" "
        + "stroke=\"#ddd\"/><text x=\"\(tenth(left - 6))\" y=\"\(up)\" text-anchor=\"end\" "
        + "dy=\"4\">\(mark)</text><text x=\"\(across)\" y=\"\(tenth(top + side + 16))\" "
        + "text-anchor=\"middle\">\(mark)</text>\n"
    }
    // At most some hundred points: the rest lies on top of them.
    let step = max(1, points.count / 400)
    let drawn = points.enumerated().filter { $0.offset % step == 0 || $0.offset < 200 }.map(
      \.element)
    svg +=
      "<polyline fill=\"none\" stroke=\"#1b6ca8\" stroke-width=\"1.6\" points=\""
      + drawn.map { place($0.recall, $0.precision) }.joined(separator: " ") + "\"/>\n"
    svg +=
      "<polyline fill=\"none\" stroke=\"#b00\" stroke-dasharray=\"4 3\" points=\""
      + place(0, level) + " " + place(1, level) + "\"/>\n"
    let middle = tenth(top + side / 2)
    return svg + "<text x=\"\(tenth(left + side / 2))\" y=\"306\" text-anchor=\"middle\">recall "
      + "(dashed: prevalence)</text><text x=\"12\" y=\"\(middle)\" text-anchor=\"middle\" "
      + "transform=\"rotate(-90 12 \(middle))\">precision</text></svg>\n"
  }

  /// Bars, one below the other, from a common line; what is below zero goes to the left in grey.
  static func bars(_ bars: [Bar], legend: String) -> String {
    let (left, width, pitch) = (190.0, 330.0, 18.0)
    let ends = bars.flatMap { bar -> [Double] in
      [bar.value, bar.outline ?? 0, bar.interval?.lowerBound ?? 0, bar.interval?.upperBound ?? 0]
    }
    let (least, most) = (min(0, ends.min() ?? 0), max(1e-12, ends.max() ?? 1))
    func place(_ value: Double) -> Double { left + (value - least) / (most - least) * width }
    let height = Double(bars.count) * pitch + 30
    var svg =
      "<svg viewBox=\"0 0 640 \(tenth(height))\" width=\"640\" role=\"img\"><title>"
      + MarkupText.escaped(legend) + "</title>\n"
    for (number, bar) in bars.enumerated() {
      let y = Double(number) * pitch + 4
      func box(_ value: Double, _ look: String) -> String {
        let (one, other) = (place(min(0, value)), place(max(0, value)))
        return
          "<rect x=\"\(tenth(one))\" y=\"\(tenth(y))\" height=\"12\" "
          + "width=\"\(tenth(other - one))\" \(look)/>"
      }
      svg +=
        "<text x=\"\(tenth(left - 8))\" y=\"\(tenth(y + 10))\" text-anchor=\"end\">"
        + MarkupText.escaped(String(bar.label.prefix(34))) + "</text>"
        + box(bar.value, "fill=\"\(bar.value < 0 ? "#999" : "#1b6ca8")\"")
      if let outline = bar.outline { svg += box(outline, "fill=\"none\" stroke=\"#b00\"") }
      if let interval = bar.interval {
        svg +=
          "<line x1=\"\(tenth(place(interval.lowerBound)))\" "
          + "x2=\"\(tenth(place(interval.upperBound)))\" y1=\"\(tenth(y + 6))\" "
          + "y2=\"\(tenth(y + 6))\" stroke=\"#222\"/>"
      }
      svg +=
        "<text x=\"\(tenth(left + width + 8))\" y=\"\(tenth(y + 10))\">"
        + MarkupText.escaped(bar.note ?? EvaluationTable.Cell.number(bar.value).text)
        + "</text>\n"
    }
    return svg + "<text x=\"\(tenth(left))\" y=\"\(tenth(height - 6))\">"
      + MarkupText.escaped(legend) + "</text></svg>\n"
  }

  /// A coordinate with one decimal.
  private static func tenth(_ value: Double) -> String {
    "\((value * 10).rounded() / 10)"
  }
}
