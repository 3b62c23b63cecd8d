import DiversionRisk
import TradeModel

/// Writes a weight set in the words of the one it came from: same layout, same comments, other numbers.
enum WeightSetText {
  /// The text of a set, with a dated entry at the head of its changes.
  ///
  /// - Parameters:
  ///   - set: the new set.
  ///   - text: the file it came from.
  ///   - day: the day of the entry.
  ///   - why: the reason; line breaks become spaces.
  /// - Returns: a file that reads back as the set.
  static func text(of set: WeightSet, from text: String, day: TradeDay, why: String) -> String {
    var lines: [String] = []
    var saidShift = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      let name = String(line.drop { $0 == " " }.prefix { $0 != ":" && $0 != " " })
      if line.hasPrefix("version:") {
        lines.append("version: \(quoted(set.version))")
      } else if line.hasPrefix("shift:") {
        lines.append("shift: \(number(set.shift ?? 0))")
        saidShift = true
      } else if line.hasPrefix("  "), let group = set.groups[name], line.contains("least:") {
        lines.append("  \(name): {least: \(number(group.least)), most: \(number(group.most))}")
      } else if line.hasPrefix("  "), let weights = set.lines[name] {
        lines.append("  \(name): \(flow(weights))")
      } else if line.hasPrefix("# CHANGES") {
        lines += [line, entry(set.version, day, why)]
      } else {
        lines.append(line)
      }
    }
    if !saidShift, let shift = set.shift, shift != 0,
      let place = lines.firstIndex(where: { $0.hasPrefix("version:") })
    {
      lines.insert(
        contentsOf: [
          "# Decibans added to the configured prior: what the base rate among exports was found to be.",
          "shift: \(number(shift))",
        ], at: place + 1)
    }
    if !lines.contains(where: { $0.hasPrefix("# CHANGES") }) {
      lines += ["# CHANGES", entry(set.version, day, why), ""]
    }
    return lines.joined(separator: "\n")
  }

  private static func entry(_ version: String, _ day: TradeDay, _ why: String) -> String {
    let reason = why.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return "# \(day) \(version): \(reason)"
  }

  private static func flow(_ weights: WeightSet.LineWeights) -> String {
    let steps = weights.steps.map {
      "{from: \(number($0.from)), decibans: \(number($0.decibans))}"
    }.joined(separator: ", ")
    return "{group: \(weights.group), base: \(number(weights.base)), steps: [\(steps)]}"
  }

  private static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == 0x2D || byte == 0x2E || byte == 0x5F
    }
    return isPlain && !text.isEmpty ? text : JSONText.string(text).line
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e9 ? String(Int(value)) : "\(value)"
  }
}
