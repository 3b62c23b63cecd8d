import Testing

@testable import TradeIntake

@Suite("Decimal numbers")
struct DecimalTests {
  @Test(
    "are read to the nearest double",
    arguments: [
      "0", "1", "-1", "+1", "12.5", ".5", "5.", "0.1", "372254.4", "2.71", "123456789.123456",
      "999999999999999", "9007199254740993", "0.1000000000000000055511151231257827", "1e3", "1E-3",
      "12.13e+2", "1e-999", "000000000000000000012.5", "-0",
    ])
  func readNearest(text: String) throws {
    #expect(try decimal(Array(text.utf8).span) == Double(text))
  }

  @Test("agree with the standard library", arguments: 0..<UInt64(200))
  func agreeWithTheStandardLibrary(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let digits = String(UInt64.random(in: 0...UInt64.max, using: &random))
    let kept = digits.prefix(Int.random(in: 1...digits.count, using: &random))
    let point = kept.index(
      kept.startIndex, offsetBy: Int.random(in: 0...kept.count, using: &random))
    let text = "\(kept[..<point]).\(kept[point...])"
    #expect(try decimal(Array(text.utf8).span) == Double(text), "\(text)")
  }

  @Test(
    "are not made of anything else",
    arguments: [
      "", "-", ".", "twelve", "1,234", "1.2.3", "0x10", "1e", "1e+", "12abc", "1 2", "１", "nano",
      "--1", "e5", "1_000",
    ])
  func rejectOthers(text: String) {
    #expect(throws: DecimalFault.notANumber) { try decimal(Array(text.utf8).span) }
  }

  @Test("are finite", arguments: ["nan", "NaN", "inf", "-inf", "Infinity", "+infinity", "1e999"])
  func areFinite(text: String) {
    #expect(throws: DecimalFault.notFinite) { try decimal(Array(text.utf8).span) }
  }
}
