/// Why a drawing was not made.
///
/// A drawing is made whole or not at all: a picture with a wrong label is worse than none.
public enum ChartError: Error, Hashable, Sendable {
  /// The route has no movements, so there is nothing to draw.
  case noLegs
  /// More parties or legs than one page can show legibly.
  case tooLarge(parties: Int, legs: Int)
  /// Graphviz could not be started; its layout plug-ins are probably not installed.
  case graphvizUnavailable
  /// Graphviz warned or failed; what it said.
  case graphviz(messages: [String])
  /// Graphviz read something else than was written.
  case notReadBack(expected: Int, found: Int)
}

extension ChartError: CustomStringConvertible {
  /// What happened and how to mend it.
  public var description: String {
    switch self {
    case .noLegs:
      "the route has no legs to draw"
    case .tooLarge(let parties, let legs):
      "\(parties) parties and \(legs) legs do not fit one page "
        + "(at most \(LanesChart.mostParties) and \(LanesChart.mostLegs))"
    case .graphvizUnavailable:
      "Graphviz did not start; install the package graphviz and run `dot -c` once"
    case .graphviz(let messages):
      "Graphviz complained, so nothing was drawn: " + messages.joined(separator: "; ")
    case .notReadBack(let expected, let found):
      "Graphviz read \(found) nodes and edges where \(expected) were written"
    }
  }
}
