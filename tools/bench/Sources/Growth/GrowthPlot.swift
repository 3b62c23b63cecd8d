import Foundation

/// A drawing of seconds by number of legs, both on logarithmic scales.
struct GrowthPlot {
  private struct Point {
    var legs: Double
    var seconds: Double
  }

  /// Points of each piece of work, in the order in which they were first measured.
  private var lines: [(name: String, points: [Point])] = []

  private static let width = 900.0
  private static let height = 560.0
  private static let left = 70.0
  private static let right = 380.0
  private static let top = 40.0
  private static let bottom = 50.0
  private static let colours = [
    "#1b6ca8", "#c0392b", "#2e8b57", "#8e44ad", "#b8860b", "#16808a", "#d2691e", "#556b2f",
    "#6a5acd", "#a0522d", "#708090", "#222222",
  ]

  /// Reads rows of legs, name, wall seconds, processor seconds and bytes a leg.
  init(csv: String) {
    for row in csv.split(separator: "\n").dropFirst() {
      let quoted = row.split(separator: "\"", maxSplits: 2)
      guard quoted.count == 3, let legs = Double(quoted[0].dropLast()),
        let seconds = quoted[2].split(separator: ",").first.flatMap({ Double($0) })
      else { continue }
      let name = String(quoted[1])
      let line = lines.firstIndex { $0.name == name } ?? lines.endIndex
      if line == lines.endIndex { lines.append((name, [])) }
      lines[line].points.append(Point(legs: legs, seconds: max(seconds, 1e-6)))
    }
  }

  /// The drawing.
  var svg: String {
    let points = lines.flatMap(\.points)
    let firstLegs = Self.decade(points.map(\.legs).min() ?? 1)
    let lastLegs = Self.decade(points.map(\.legs).max() ?? 10, up: true)
    let firstSeconds = Self.decade(points.map(\.seconds).min() ?? 1)
    let lastSeconds = Self.decade(points.map(\.seconds).max() ?? 10, up: true)
    func x(_ legs: Double) -> Double {
      Self.left + (log10(legs) - firstLegs) / max(1, lastLegs - firstLegs)
        * (Self.width - Self.left - Self.right)
    }
    func y(_ seconds: Double) -> Double {
      Self.height - Self.bottom - (log10(seconds) - firstSeconds)
        / max(1, lastSeconds - firstSeconds) * (Self.height - Self.top - Self.bottom)
    }
    var drawing = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" \
      font-family="sans-serif" font-size="12">
      <title>Seconds by number of legs</title>
      <rect width="100%" height="100%" fill="#ffffff"/>
      <text x="\(Int(Self.left))" y="22" font-size="15">Seconds by number of legs</text>
      """
    ]
    for decade in Int(firstSeconds)...Int(lastSeconds) {
      let place = y(pow(10, Double(decade)))
      drawing.append(
        Self.line([(Self.left, place), (Self.width - Self.right, place)], "#dddddd", 1)
          + Self.text(Self.left - 8, place + 4, Self.seconds(decade), anchor: "end"))
    }
    for decade in Int(firstLegs)...Int(lastLegs) {
      let place = x(pow(10, Double(decade)))
      drawing.append(
        Self.line([(place, Self.top), (place, Self.height - Self.bottom)], "#dddddd", 1)
          + Self.text(place, Self.height - Self.bottom + 20, Self.power(decade), anchor: "middle"))
    }
    for (index, line) in lines.enumerated() {
      let colour = Self.colours[index % Self.colours.count]
      let places = line.points.sorted { $0.legs < $1.legs }.map { (x($0.legs), y($0.seconds)) }
      drawing.append(Self.line(places, colour, 2))
      for place in places {
        drawing.append(
          "<circle cx=\"\(Self.number(place.0))\" cy=\"\(Self.number(place.1))\" r=\"3\" "
            + "fill=\"\(colour)\"/>")
      }
      let key = Self.top + 14 + Double(index) * 20
      let start = Self.width - Self.right + 16
      drawing.append(
        Self.line([(start, key - 4), (start + 22, key - 4)], colour, 3)
          + Self.text(start + 30, key, line.name, anchor: "start"))
    }
    return drawing.joined(separator: "\n") + "\n</svg>"
  }

  private static func decade(_ number: Double, up: Bool = false) -> Double {
    log10(number).rounded(up ? .up : .down)
  }

  /// Ten to a power as it is written.
  private static func power(_ exponent: Int) -> String {
    let raised = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return "10" + String(String(exponent).compactMap { $0.wholeNumberValue.map { raised[$0] } })
  }

  private static func seconds(_ decade: Int) -> String {
    switch decade {
    case ..<(-3): "\(Int(pow(10, Double(decade + 6)))) µs"
    case ..<0: "\(Int(pow(10, Double(decade + 3)))) ms"
    default: "\(Int(pow(10, Double(decade)))) s"
    }
  }

  private static func line(
    _ places: [(Double, Double)], _ colour: String, _ width: Int
  ) -> String {
    let points = places.map { "\(number($0.0)),\(number($0.1))" }.joined(separator: " ")
    return "<polyline points=\"\(points)\" fill=\"none\" stroke=\"\(colour)\" "
      + "stroke-width=\"\(width)\"/>"
  }

  private static func text(_ x: Double, _ y: Double, _ words: String, anchor: String) -> String {
    let escaped = words.replacingOccurrences(of: "&", with: "&amp;")
      .replacingOccurrences(of: "<", with: "&lt;")
    return "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">\(escaped)</text>"
  }

  private static func number(_ value: Double) -> String { String(format: "%.1f", value) }
}
