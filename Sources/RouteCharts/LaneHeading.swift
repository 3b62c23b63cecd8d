import TradeModel

/// What stands at the head of a lane.
struct LaneHeading {
  let code: String
  let names: [String]
  /// Remarks below the names, such as a return.
  let remarks: [(text: String, isHot: Bool)]
  /// Whether the goods must not come here without a permit.
  let isHot: Bool

  static let chipWidth = 32.0
  static let textInset = 54.0

  init(_ lane: LanePlan.Lane, isOfConcern: Bool, language: ChartLanguage) {
    code = lane.country.code
    let korean = CountryNames.korean(lane.country)
    let english = CountryNames.english(lane.country)
    names =
      switch language {
      case .korean: [korean]
      case .english: [english]
      case .both: [korean, english]
      }
    isHot = isOfConcern && lane.isDestination
    var remarks: [(String, Bool)] = []
    if isHot { remarks.append(("▲ " + language.say("우려 목적지", "of concern"), true)) }
    if lane.visit > 1 {
      let words = language.say("\(lane.visit)번째 방문", "visit \(lane.visit)", between: " · ")
      remarks.append(("↩ " + words, false))
    }
    self.remarks = remarks
  }

  var height: Double { 22 + Double(names.count + remarks.count) * 13 }

  /// The least width of a lane that holds the heading.
  var width: Double {
    var widest = 0.0
    for (place, name) in names.enumerated() {
      widest = max(widest, TextMetrics.width(of: name, size: place == 0 ? 12 : 10))
    }
    for remark in remarks {
      widest = max(widest, TextMetrics.width(of: remark.text, size: 9, bold: true))
    }
    return Self.textInset + widest + 12
  }
}
