/// Why a text is no number that can be used.
enum DecimalFault: Error {
  case notANumber
  case notFinite
}

/// Reads a decimal number: a sign, digits with at most one point among them, an exponent.
///
/// The result is the double nearest to the text. Up to 15 digits and powers of ten up to 22 are
/// exact in a double, so one division rounds once (Clinger, *How to read floating point numbers
/// accurately*, 1990); longer texts go to the standard library.
func decimal(_ text: Span<UInt8>) throws(DecimalFault) -> Double {
  var index = 0
  let isNegative = text.count > 0 && text[0] == 0x2D
  if isNegative || (text.count > 0 && text[0] == 0x2B) { index = 1 }
  var digits: UInt64 = 0
  var digitCount = 0
  var decimals = 0
  var hasPoint = false
  while index < text.count {
    let byte = text[index]
    if byte.isDigit {
      digitCount += 1
      // At most 15 digits are used, and 10^16 fits in 64 bits.
      if digitCount <= 15 { digits = digits &* 10 &+ UInt64(byte & 0x0F) }
      if hasPoint { decimals += 1 }
    } else if byte == 0x2E, !hasPoint {
      hasPoint = true
    } else {
      break
    }
    index += 1
  }
  if index == text.count, digitCount > 0, digitCount <= 15 {
    let magnitude = Double(digits) / powersOfTen[decimals]
    return isNegative ? -magnitude : magnitude
  }
  return try longDecimal(text, mantissaEnd: index, digitCount: digitCount)
}

private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
]

private func longDecimal(
  _ text: Span<UInt8>, mantissaEnd: Int, digitCount: Int
) throws(DecimalFault) -> Double {
  let letters = String(
    decoding: text.indices.prefix(9).map { text[$0] | 0x20 }.filter { $0 >= 0x61 }, as: UTF8.self)
  if ["nan", "inf", "infinity"].contains(letters), digitCount == 0 { throw .notFinite }
  guard digitCount > 0 else { throw .notANumber }
  if mantissaEnd < text.count {
    var index = mantissaEnd
    guard text[index] | 0x20 == 0x65 else { throw .notANumber }
    index += 1
    if index < text.count, text[index] == 0x2D || text[index] == 0x2B { index += 1 }
    guard index < text.count else { throw .notANumber }
    while index < text.count {
      guard text[index].isDigit else { throw .notANumber }
      index += 1
    }
  }
  guard let number = Double(String(decoding: text.indices.map { text[$0] }, as: UTF8.self)) else {
    throw .notANumber
  }
  guard number.isFinite else { throw .notFinite }
  return number
}
