/// Writes SVG, one element a line, numbers in a fixed form and text escaped.
///
/// Everything that is not a number goes through `escaped`; attribute values are our own words.
struct SVGCanvas {
  /// How a stroke is drawn.
  enum Dash {
    case solid, dashed, dotted

    fileprivate var attributes: String {
      switch self {
      case .solid: ""
      case .dashed: " stroke-dasharray=\"7 4\""
      case .dotted: " stroke-dasharray=\"0.1 5\" stroke-linecap=\"round\""
      }
    }
  }

  /// Where a text stands in relation to its place.
  enum Anchor: String {
    case start, middle, end
  }

  private(set) var lines: [String] = []
  private let theme: ChartTheme

  /// An empty canvas of a theme.
  init(theme: ChartTheme = .auto) {
    self.theme = theme
  }

  /// Opens a group; `title` is its tooltip.
  mutating func open(id: String? = nil, class name: String, title: String? = nil) {
    let id = id.map { " id=\"\($0)\"" } ?? ""
    lines.append("<g\(id) class=\"\(name)\">")
    if let title { lines.append("<title>\(Self.escaped(title))</title>") }
  }

  /// Adds what was drawn elsewhere, moved and then scaled.
  mutating func place(_ drawn: SVGCanvas, at corner: ChartPoint, scale: Double) {
    lines.append(
      "<g transform=\"translate(\(Self.number(corner.x)) \(Self.number(corner.y)))"
        + " scale(\(TradeFigures.fixed(scale, decimals: 3)))\">")
    lines += drawn.lines
    lines.append("</g>")
  }

  /// Adds what was drawn elsewhere, where it is.
  mutating func append(_ drawn: SVGCanvas) {
    lines += drawn.lines
  }

  /// The same without the ids of groups.
  var unnamed: SVGCanvas {
    var canvas = self
    canvas.lines = lines.map { line in
      guard line.hasPrefix("<g id="), let rest = line.firstRange(of: "class=") else { return line }
      return "<g " + line[rest.lowerBound...]
    }
    return canvas
  }

  /// Closes the group that was opened last.
  mutating func close() {
    lines.append("</g>")
  }

  /// A rectangle.
  mutating func rectangle(
    _ box: ChartBox, radius: Double = 0, fill: Ink?, stroke: Ink? = nil, width: Double = 1
  ) {
    let corner = radius > 0 ? " rx=\"\(Self.number(radius))\"" : ""
    lines.append(
      "<rect x=\"\(Self.number(box.left))\" y=\"\(Self.number(box.top))\""
        + " width=\"\(Self.number(box.width))\" height=\"\(Self.number(box.height))\"\(corner)"
        + paint(fill: fill, stroke: stroke, width: width) + "/>")
  }

  /// A path of SVG commands made of our own numbers.
  mutating func path(
    _ commands: String, fill: Ink? = nil, stroke: Ink? = nil, width: Double = 1, dash: Dash = .solid
  ) {
    lines.append(
      "<path d=\"\(commands)\"" + paint(fill: fill, stroke: stroke, width: width)
        + dash.attributes + "/>")
  }

  /// A line of text in one style.
  mutating func text(
    _ text: String, x: Double, y: Double, size: Double, ink: Ink = .text, bold: Bool = false,
    anchor: Anchor = .start
  ) {
    lines.append(
      Self.openText(x: x, y: y, size: size, anchor: anchor) + style(ink: ink, bold: bold)
        + ">\(Self.escaped(text))</text>")
  }

  /// A line of text in several styles.
  mutating func text(_ line: LegLabel.Line, x: Double, y: Double) {
    if line.runs.count == 1, let run = line.runs.first {
      text(run.text, x: x, y: y, size: line.size, ink: run.ink, bold: run.isBold)
      return
    }
    let spans = line.runs.map {
      "<tspan" + ($0.gap > 0 ? " dx=\"\(Self.number($0.gap))\"" : "")
        + style(ink: $0.ink, bold: $0.isBold) + ">\(Self.escaped($0.text))</tspan>"
    }
    lines.append(
      Self.openText(x: x, y: y, size: line.size, anchor: .start) + ">" + spans.joined() + "</text>")
  }

  /// A number with at most two decimals, the same on every machine.
  static func number(_ value: Double) -> String {
    TradeFigures.fixed(value, decimals: 2)
  }

  /// A text that is only text in XML; characters that XML does not allow are left out.
  static func escaped(_ text: String) -> String {
    var safe = ""
    safe.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "\"": safe += "&quot;"
      case "'": safe += "&#39;"
      case "\t", "\n", "\r": safe += " "
      default:
        if scalar.value >= 0x20, !(0x7F...0x9F).contains(scalar.value),
          !scalar.properties.isNoncharacterCodePoint
        {
          safe.unicodeScalars.append(scalar)
        }
      }
    }
    return safe
  }

  private static func openText(x: Double, y: Double, size: Double, anchor: Anchor) -> String {
    let anchored = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    return "<text x=\"\(number(x))\" y=\"\(number(y))\" font-size=\"\(number(size))\"\(anchored)"
  }

  private func style(ink: Ink, bold: Bool) -> String {
    " class=\"f-\(ink.rawValue)\" fill=\"\(theme.colour(of: ink))\""
      + (bold ? " font-weight=\"700\"" : "")
  }

  private func paint(fill: Ink?, stroke: Ink?, width: Double) -> String {
    var classes: [String] = []
    if let fill { classes.append("f-" + fill.rawValue) }
    if let stroke { classes.append("s-" + stroke.rawValue) }
    var text = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
    text += " fill=\"\(fill.map(theme.colour(of:)) ?? "none")\""
    if let stroke {
      text += " stroke=\"\(theme.colour(of: stroke))\" stroke-width=\"\(Self.number(width))\""
    }
    return text
  }
}
