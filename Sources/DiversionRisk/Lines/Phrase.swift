import Foundation
import TradeModel

/// Numbers as sentences have them: the same digits on every machine.
enum Phrase {
  /// A share, such as `83 %`.
  static func percent(_ share: Double) -> String {
    "\(Int((share * 100).rounded())) %"
  }

  /// A number, such as `1,204`, `12.5` or `0.0016`.
  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "?" }
    let hundredths = Int64((abs(value) * 100).rounded())
    // A chip weighs a few grams, which is not 0 kg.
    if hundredths == 0, abs(value) >= 1e-12 { return small(value) }
    var digits = grouped(hundredths / 100)
    let rest = hundredths % 100
    if rest != 0 {
      digits += rest % 10 == 0 ? ".\(rest / 10)" : (rest < 10 ? ".0\(rest)" : ".\(rest)")
    }
    return value < 0 ? "-" + digits : digits
  }

  /// A number below a half hundredth, to two digits that count.
  private static func small(_ value: Double) -> String {
    var places = 3
    while places < 15, abs(value) * pow(10, Double(places)) < 10 { places += 1 }
    var digits = String(Int64((abs(value) * pow(10, Double(places))).rounded()))
    while digits.hasSuffix("0"), digits.count > 1 {
      digits.removeLast()
      places -= 1
    }
    return (value < 0 ? "-0." : "0.") + String(repeating: "0", count: places - digits.count)
      + digits
  }

  /// A number of things, such as `1 buyer` or `3 buyers`.
  static func count(_ count: Int, _ thing: String) -> String {
    "\(count) \(thing)\(count == 1 ? "" : "s")"
  }

  /// An amount, such as `USD 24,500`.
  static func money(_ value: Double) -> String {
    // Unit values may be of any size where weights or quantities are nonsense.
    guard value.isFinite, abs(value) < 1e15 else { return "USD ?" }
    return "USD " + grouped(Int64(value.rounded()))
  }

  /// A factor, such as `2.4`.
  static func factor(_ value: Double) -> String {
    number((value * 100).rounded() / 100)
  }

  /// What is missing where nothing is recorded of what leaves a consignee.
  static func noOnward(by name: String) -> BilingualText {
    BilingualText(
      "No onward movement of such goods by \(name) is recorded.", "\(name)의 동종 물품 재반출 기록이 없음.")
  }

  /// What is missing where two parties have no trade to compare with.
  static let noPairTrade = BilingualText(
    "The two trade no goods that may be controlled with one another.",
    "양사 간 통제 물품 거래가 없어 비교할 수 없음.")

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

extension UnitOfAccount {
  /// An amount as a sentence has it: pieces as the bare number, anything else with its unit.
  func amount(_ value: Double) -> String {
    switch self {
    case .pieces: Phrase.number(value)
    case .kilograms: "\(Phrase.number(value)) kg"
    case .dollars: Phrase.money(value)
    }
  }

  /// A quantity as a sentence has it.
  func amount(_ quantity: FlowQuantity) -> String {
    self == .pieces ? quantity.description : amount(quantity.units)
  }
}

extension BilingualText {
  /// English first, Korean second.
  init(_ english: String, _ korean: String) {
    self.init(english: english, korean: korean)
  }

  /// The sentence with one full stop, where a name such as "Harbour Nine Ltd." stands last.
  var endingOnce: Self {
    BilingualText(english.withoutDoubleStops, korean.withoutDoubleStops)
  }
}

extension String {
  /// The text with one full stop where a sentence ends in two; an ellipsis within stays.
  fileprivate var withoutDoubleStops: String {
    // Nearly every sentence is left as it is, which bytes in a row tell faster than characters.
    var text = self
    let isDoubled = text.withUTF8 { bytes in
      // Stops are few, and the library finds the next one many bytes at a time.
      var rest = bytes[...]
      while let start = UnsafeBufferPointer(rebasing: rest).baseAddress,
        let stop = memchr(start, 0x2E, rest.count)
      {
        rest = rest.dropFirst(UnsafeRawPointer(stop) - UnsafeRawPointer(start) + 1)
        if rest.first == 0x2E { return true }
      }
      return false
    }
    guard isDoubled else { return self }
    // Names of companies often end in a stop, so this is no rare case.
    let bytes = Array(text.utf8)
    var mended: [UInt8] = []
    mended.reserveCapacity(bytes.count)
    for (place, byte) in bytes.enumerated() {
      let isSecond = byte == 0x2E && mended.last == 0x2E
      // What follows a sentence's last stop is a space or nothing.
      if isSecond, place + 1 == bytes.count || bytes[place + 1] == 0x20 { continue }
      mended.append(byte)
    }
    return String(decoding: mended, as: UTF8.self)
  }
}
