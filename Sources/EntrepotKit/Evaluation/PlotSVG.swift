/// Small plots as inline SVG, with nothing in them that was filed but for escaped labels.
enum PlotSVG {
  /// A bar with its label.
  struct Bar {
    let label: String
    let value: Double
    /// A second value, drawn as an outline.
    var outline: Double?
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
    return svg + "<text x=\"\(tenth(left + side / 2))\" y=\"306\" text-anchor=\"middle\">recall "
      + "(dashed: prevalence)</text></svg>\n"
  }

  /// Bars, one below the other.
  static func bars(_ bars: [Bar], legend: String) -> String {
    let (left, width, pitch) = (210.0, 360.0, 18.0)
    let most = max(1e-12, bars.flatMap { [$0.value, $0.outline ?? 0] }.max() ?? 1)
    let height = Double(bars.count) * pitch + 30
    var svg =
      "<svg viewBox=\"0 0 640 \(tenth(height))\" width=\"640\" role=\"img\"><title>"
      + MarkupText.escaped(legend) + "</title>\n"
    for (number, bar) in bars.enumerated() {
      let y = Double(number) * pitch + 4
      svg +=
        "<text x=\"\(tenth(left - 8))\" y=\"\(tenth(y + 10))\" text-anchor=\"end\">"
        + MarkupText.escaped(String(bar.label.prefix(34)))
        + "</text><rect x=\"\(tenth(left))\" y=\""
        + "\(tenth(y))\" height=\"12\" width=\"\(tenth(max(0, bar.value) / most * width))\" "
        + "fill=\"#1b6ca8\"/>"
      if let outline = bar.outline {
        svg +=
          "<rect x=\"\(tenth(left))\" y=\"\(tenth(y))\" height=\"12\" width=\""
          + "\(tenth(max(0, outline) / most * width))\" fill=\"none\" stroke=\"#b00\"/>"
      }
      svg +=
        "<text x=\"\(tenth(left + width + 8))\" y=\"\(tenth(y + 10))\">"
        + EvaluationTable.Cell.number(bar.value).text + "</text>\n"
    }
    return svg + "<text x=\"\(tenth(left))\" y=\"\(tenth(height - 6))\">"
      + MarkupText.escaped(legend) + "</text></svg>\n"
  }

  /// A coordinate with one decimal.
  private static func tenth(_ value: Double) -> String {
    "\((value * 10).rounded() / 10)"
  }
}
