/// The colours of a drawing, by what they mean.
///
/// Light is written into each element, so that a viewer without style sheets is right; dark is laid
/// over it by class. Every text colour keeps 4.5:1 against the page, lanes and cards of its theme.
enum Ink: String, CaseIterable {
  case text, muted, rule, page, lane, card
  case hotLane = "hot-lane"
  case exporter, consignee, forwarder
  case forwarderText = "forwarder-text"
  case hot
  case hotText = "hot-text"
  case onBlock = "on-block"

  /// The colour on a light page.
  var light: String {
    switch self {
    case .text: "#1F2328"
    case .muted: "#57606A"
    case .rule: "#D0D7DE"
    case .page, .card, .onBlock: "#FFFFFF"
    case .lane: "#F6F8FA"
    case .hotLane: "#FFF4ED"
    case .exporter: "#0072B2"
    case .consignee: "#6E7781"
    case .forwarder: "#E69F00"
    case .forwarderText: "#8A5A00"
    case .hot: "#D55E00"
    case .hotText: "#A63F00"
    }
  }

  /// The colour on a dark page.
  var dark: String {
    switch self {
    case .text: "#E6EDF3"
    case .muted: "#9DA7B3"
    case .rule: "#30363D"
    case .page, .onBlock: "#0D1117"
    case .card: "#1C232C"
    case .lane: "#131922"
    case .hotLane: "#2A1A12"
    case .exporter: "#58A6FF"
    case .consignee: "#8B949E"
    case .forwarder, .forwarderText: "#E3B341"
    case .hot, .hotText: "#FF9B6A"
    }
  }

  /// The style sheet that turns a light drawing dark, for elements below the class `scope`.
  static func darkSheet(scope: String) -> String {
    let rules = allCases.map { ink in
      ".\(scope) .f-\(ink.rawValue){fill:\(ink.dark)}.\(scope) .s-\(ink.rawValue)"
        + "{stroke:\(ink.dark)}"
    }
    return "@media screen and (prefers-color-scheme:dark){" + rules.joined() + "}"
  }
}
