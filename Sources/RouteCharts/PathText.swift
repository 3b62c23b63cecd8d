/// Commands of SVG paths, made of our own numbers.
enum PathText {
  /// One command of a path.
  static func draw(_ command: String, _ numbers: Double...) -> String {
    command + numbers.map(SVGCanvas.number).joined(separator: " ")
  }

  /// How long the head of an arrow is on a line of a width.
  static func headLength(_ stroke: Double) -> Double { 6 + 1.6 * stroke }

  /// Where the head of an arrow points.
  enum Direction { case right, left, down, up }

  /// The head of an arrow.
  static func arrowHead(at tip: ChartPoint, width: Double, to direction: Direction) -> String {
    let length = headLength(width) + 0.5
    let half = 2.8 + 0.9 * width
    switch direction {
    case .right:
      return draw("M", tip.x, tip.y) + draw("L", tip.x - length, tip.y - half)
        + draw("V", tip.y + half) + "Z"
    case .left:
      return draw("M", tip.x, tip.y) + draw("L", tip.x + length, tip.y - half)
        + draw("V", tip.y + half) + "Z"
    case .down:
      return draw("M", tip.x, tip.y) + draw("L", tip.x - half, tip.y - length)
        + draw("H", tip.x + half) + "Z"
    case .up:
      return draw("M", tip.x, tip.y) + draw("L", tip.x - half, tip.y + length)
        + draw("H", tip.x + half) + "Z"
    }
  }

  /// A line from here to there that leaves and arrives level.
  static func glide(from here: ChartPoint, to there: ChartPoint) -> String {
    if abs(here.y - there.y) < 0.05 { return draw("H", there.x) }
    let bend = (here.x + there.x) / 2
    return draw("C", bend, here.y, bend, there.y, there.x, there.y)
  }
}

extension ChartBox {
  /// The left part of the box, its outer corners rounded.
  func leftRounded(width: Double, radius: Double) -> String {
    PathText.draw("M", left + width, top) + PathText.draw("H", left + radius)
      + PathText.draw("Q", left, top, left, top + radius) + PathText.draw("V", bottom - radius)
      + PathText.draw("Q", left, bottom, left + radius, bottom) + PathText.draw("H", left + width)
      + "Z"
  }

  /// The box, its right corners rounded.
  func rightRounded(radius: Double) -> String {
    PathText.draw("M", left, top) + PathText.draw("H", right - radius)
      + PathText.draw("Q", right, top, right, top + radius) + PathText.draw("V", bottom - radius)
      + PathText.draw("Q", right, bottom, right - radius, bottom) + PathText.draw("H", left) + "Z"
  }
}
