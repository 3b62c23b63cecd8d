import TradeModel

/// What stands around every drawing: title, score, legend, provenance, and the page itself.
struct ChartFrame {
  /// A score as the head of a page shows it.
  struct Score {
    let probability: Double
    let band: RiskBand
    /// Where the score may lie if what is missing were known; nil where nothing is said of it.
    let interval: ClosedRange<Double>?
  }

  /// The class of the drawing, to which its style sheet is limited.
  let scope: String
  /// What is drawn, for the name of the root; never printed.
  let subject: String
  let language: ChartLanguage
  let theme: ChartTheme
  let provenance: ChartProvenance
  let title: String
  let subtitle: [String]
  let spokenTitle: String
  let spokenSummary: String
  let score: Score?
  let legend: [[LegendPiece]]
  /// Remarks after run and version, such as the quantity with its bounds.
  let remarks: [String]
  /// What this drawing leaves out, in words; printed below the legend.
  let leftOut: [String]
  let width: Double

  static let margin = 24.0
  static let leastWidth = 760.0
  private static let headHeight = 92.0

  /// Where the drawing begins below title and subtitle.
  var top: Double {
    Self.headHeight + max(0, Double(subtitleLines.count) - 2) * Self.subtitleHeight
  }

  /// An empty canvas in the colours of the page.
  var canvas: SVGCanvas { SVGCanvas(theme: theme) }

  /// The whole document around what was drawn.
  func page(_ body: [String], height: Double) -> String {
    let root = OpaqueName.of(subject, prefix: "r-")
    let size = (SVGCanvas.number(width.rounded(.up)), SVGCanvas.number(height.rounded(.up)))
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"\(root)\" class=\"\(scope)\""
        + " width=\"\(size.0)\" height=\"\(size.1)\" viewBox=\"0 0 \(size.0) \(size.1)\""
        + " style=\"width:100%;height:auto\" role=\"img\" xml:lang=\"\(language.tag)\""
        + " aria-labelledby=\"\(root)-t \(root)-d\" font-family=\"\(Self.fontStack)\">",
      "<title id=\"\(root)-t\">\(SVGCanvas.escaped(spokenTitle))</title>",
      "<desc id=\"\(root)-d\">\(SVGCanvas.escaped(spokenSummary))</desc>",
    ]
    if let sheet = theme.sheet(scope: scope) { lines.append("<style>\(sheet)</style>") }
    var ground = canvas
    ground.rectangle(
      ChartBox(left: 0, top: 0, width: width.rounded(.up), height: height.rounded(.up)), fill: .page
    )
    lines += ground.lines + body
    lines.append("</svg>")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The families that a drawing asks for, best first.
  static let fontStack =
    "'Noto Sans CJK KR','Noto Sans KR','Malgun Gothic','Apple SD Gothic Neo',sans-serif"
}

extension ChartLanguage {
  /// Korean forms of Han characters wherever Korean may be read.
  var tag: String { self == .english ? "en" : "ko" }
}
