import Foundation
import TradeModel

/// Numbers as an exhibit prints them, the same in every locale.
enum TradeFigures {
  /// Dollars in three significant digits: `$950`, `$9.4k`, `$910k`, `$1.61M`, `$11.9M`, `$1.2B`.
  static func compactDollars(_ dollars: Double) -> String {
    guard dollars.isFinite, dollars >= 0 else { return unknownDollars }
    let (digits, step) = compact(dollars)
    return "$" + digits + ["", "k", "M", "B", "T"][step]
  }

  /// What stands where the value was not declared; never zero.
  static let unknownDollars = "$ ?"

  /// A quantity with thousands separated: `21,400`, `12.5`.
  static func count(_ quantity: FlowQuantity) -> String {
    let text = quantity.description
    let parts = text.split(separator: ".", maxSplits: 1)
    let whole = grouped(parts.first.map(String.init) ?? "0")
    return parts.count == 2 ? whole + "." + parts[1] : whole
  }

  /// A count with its English noun: `1 leg`, `3 legs`.
  static func counted(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count) \(count == 1 ? one : many)"
  }

  /// A Harmonized System code with its points: `8473.30`, `8542.31.1000`.
  static func dotted(hs code: String) -> String {
    guard code.count >= 6, code.allSatisfy({ $0.isASCII && $0.isNumber }) else { return code }
    let digits = Array(code)
    var text = String(digits[0..<4]) + "." + String(digits[4..<6])
    if digits.count > 6 { text += "." + String(digits[6...]) }
    return text
  }

  /// A probability in two decimals; certainty is never printed.
  static func probability(_ value: Double) -> String {
    guard value.isFinite else { return "?" }
    let hundredths = min(99, max(0, Int((value * 100).rounded())))
    if hundredths == 0 { return value > 0 ? "<0.01" : "0.00" }
    if value > 0.99 { return ">0.99" }
    return "0." + (hundredths < 10 ? "0" : "") + String(hundredths)
  }

  /// A leg's number in a circle: ①…㊿, then `(51)`.
  static func circled(_ number: Int) -> String {
    let scalar: Int? =
      switch number {
      case 1...20: 0x2460 + number - 1
      case 21...35: 0x3251 + number - 21
      case 36...50: 0x32B1 + number - 36
      default: nil
      }
    guard let scalar, let value = Unicode.Scalar(UInt32(scalar)) else { return "(\(number))" }
    return String(Character(value))
  }

  /// A number of units: `1 piece`, `512 accelerators`, `가속기 512개`, `USD 12,000`; other units after the
  /// number, as they are.
  static func counted(
    _ quantity: FlowQuantity?, unit: String, language: ChartLanguage
  ) -> String {
    let number = quantity.map(count) ?? "?"
    switch (unit, language) {
    case ("accelerator", .korean): return "가속기 " + number + "개"
    case ("piece", .korean): return number + "개"
    case ("USD", _): return unit + " " + number
    case ("accelerator", _), ("piece", _):
      return number + " " + unit + (quantity?.thousandths == 1000 ? "" : "s")
    default: return number + " " + unit
    }
  }

  /// The stroke of a leg: its width grows with the logarithm of its value.
  static func strokeWidth(dollars: Double?) -> Double {
    guard let dollars, dollars.isFinite, dollars > 0 else { return thinnest }
    let width = 1.8 + 0.9 * (log10(dollars) - 4)
    return (min(5.6, max(thinnest, width)) * 10).rounded() / 10
  }

  private static let thinnest = 1.2

  private static func compact(_ value: Double) -> (digits: String, step: Int) {
    var scaled = value
    var step = 0
    while step < 4 && scaled >= 999.5 {
      scaled /= 1000
      step += 1
    }
    // Three significant digits: two decimals below ten, one below a hundred.
    let decimals = step == 0 || scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2
    return (fixed(scaled, decimals: decimals), step)
  }

  /// A number with at most the given decimals, without superfluous zeros.
  static func fixed(_ value: Double, decimals: Int) -> String {
    let power = [1.0, 10, 100, 1000][decimals]
    let units = Int((value * power).rounded())
    let sign = units < 0 ? "-" : ""
    let whole = abs(units) / Int(power)
    let rest = abs(units) % Int(power)
    guard rest > 0 else { return sign + String(whole) }
    var digits = String(rest)
    digits = String(repeating: "0", count: decimals - digits.count) + digits
    while digits.last == "0" { digits.removeLast() }
    return sign + String(whole) + "." + digits
  }

  private static func grouped(_ digits: String) -> String {
    guard digits.count > 3 else { return digits }
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
