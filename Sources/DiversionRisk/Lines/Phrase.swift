import Foundation
import TradeModel

/// Numbers as sentences have them: the same digits on every machine.
enum Phrase {
  /// A share, such as `83 %`.
  static func percent(_ share: Double) -> String {
    "\(Int((share * 100).rounded())) %"
  }

  /// A number, such as `1,204` or `12.5`.
  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "?" }
    let hundredths = Int64((abs(value) * 100).rounded())
    var digits = grouped(hundredths / 100)
    let rest = hundredths % 100
    if rest != 0 {
      digits += rest % 10 == 0 ? ".\(rest / 10)" : (rest < 10 ? ".0\(rest)" : ".\(rest)")
    }
    return value < 0 ? "-" + digits : digits
  }

  /// An amount, such as `USD 24,500`.
  static func money(_ value: Double) -> String {
    "USD " + grouped(Int64(value.rounded()))
  }

  /// A factor, such as `2.4`.
  static func factor(_ value: Double) -> String {
    number((value * 100).rounded() / 100)
  }

  private static func grouped(_ value: Int64) -> String {
    let digits = String(abs(value))
    var text = ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return value < 0 ? "-" + text : text
  }
}

extension BilingualText {
  /// English first, Korean second.
  init(_ english: String, _ korean: String) {
    self.init(english: english, korean: korean)
  }

  /// The sentence with one full stop, where a name such as "Harbour Nine Ltd." stands last.
  var endingOnce: Self {
    BilingualText(
      english.replacing(".. ", with: ". ").trimmingStops,
      korean.replacing(".. ", with: ". ").trimmingStops)
  }
}

extension String {
  /// The text with one full stop at its end where it has two.
  fileprivate var trimmingStops: String {
    hasSuffix("..") ? String(dropLast()) : self
  }
}
