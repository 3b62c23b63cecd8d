import TradeModel

/// An answer that a person reads as sentences and a table, and a program as JSON or CSV.
public struct InquiryAnswer: Sendable {
  /// What was found, in words.
  public internal(set) var sentences: [String] = []
  /// Heads of the table's columns; one that ends in `>` is of numbers.
  public internal(set) var headings: [String] = []
  /// The table's rows.
  public internal(set) var rows: [[String]] = []
  /// What is to be said below the table: caps, what was left out, what would give more.
  public internal(set) var notes: [String] = []
  /// The whole answer as JSON, over several lines.
  public internal(set) var json = ""
  /// The table as CSV, with a header of its own.
  public internal(set) var csv = ""
}

extension OutputLanguage {
  /// One of two wordings.
  func say(_ korean: String, _ english: String) -> String { self == .korean ? korean : english }
}

/// Numbers as answers print them.
enum InquiryFigures {
  /// A whole number with its thousands separated.
  static func count(_ number: some BinaryInteger) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return (number < 0 ? "-" : "") + text
  }

  /// A share as a percentage with one decimal.
  static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }

  /// Thousandths of a unit, without superfluous zeros.
  static func thousandths(_ number: Int64) -> String {
    "\(FlowQuantity(thousandths: number))"
  }

  /// An upper bound in ordinary digits where it is not very large, rounded up to thousandths or tenths.
  static func bound(_ number: Double) -> String {
    guard number > 0, number < 1_000_000 else { return small(number) }
    let scale = number < 1 ? 1_000.0 : 10
    let digits = Int((number * scale).rounded(.up))
    let (whole, rest) = digits.quotientAndRemainder(dividingBy: Int(scale))
    let decimals = String(rest + Int(scale)).dropFirst()
    return "\(count(whole)).\(decimals)"
  }

  /// A small number in scientific notation with two digits.
  static func small(_ number: Double) -> String {
    guard number > 0 else { return "0" }
    var (mantissa, exponent) = (number, 0)
    while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    // Rounded up: these are bounds.
    let tenths = Int((mantissa * 10).rounded(.up))
    return exponent == 0
      ? "\(tenths / 10).\(tenths % 10)" : "\(tenths / 10).\(tenths % 10)e\(exponent)"
  }
}
