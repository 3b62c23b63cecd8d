import Foundation
import Testing

@testable import EntrepotKit

@Suite("JSON")
struct JSONTextTests {
  @Test("keeps the order of keys, on one line or on several")
  func order() {
    let value = JSONText.object([
      ("z", .integer(1)), ("a", .array([.null, .bool(true), .number(0.5)])), ("m", .object([])),
    ])
    #expect(value.line == #"{"z":1,"a":[null,true,0.5],"m":{}}"#)
    #expect(
      value.indented
        == "{\n  \"z\": 1,\n  \"a\": [\n    null,\n    true,\n    0.5\n  ],\n  \"m\": {}\n}\n")
  }

  @Test("escapes what could end a string, a line or a script")
  func escapes() {
    #expect(
      JSONText.string("\"\\\n\r\t\u{0}\u{1F}\u{7F}</script>&\u{2028}\u{2029}한\u{1F680}").line
        == #""\"\\\n\r\t\u0000\u001f\u007f\u003c/script\u003e\u0026\u2028\u2029한🚀""#)
    // These begin with the same byte as the ends of lines.
    #expect(JSONText.string("→“\u{202A}").line == "\"→“\u{202A}\"")
  }

  @Test("numbers read back as they were; what is no number is null")
  func numbers() throws {
    for number in [0, -0.0, 1, 0.1, 1.0 / 3, 1e-300, 1e15, 1.5e300, -12_345.678] {
      #expect(Double(JSONText.number(number).line) == number)
    }
    #expect(JSONText.number(.nan).line == "null")
    #expect(JSONText.number(-.infinity).line == "null")
    #expect(JSONText.number(8).line == "8")
    #expect(JSONText.optional(nil as Double?).line == "null")
    #expect(JSONText.optional(nil as String?).line == "null")
  }

  @Test("any text reads back byte for byte", arguments: 0..<UInt64(50))
  func roundTrip(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let text = String(
      String.UnicodeScalarView(
        (0..<40).compactMap { _ in
          Unicode.Scalar(
            UInt32.random(in: Bool.random(using: &random) ? 0...0x7F : 0...0x2FFFF, using: &random))
        }.filter { $0 != "\u{FEFF}" }))
    let line = JSONText.array([.string(text)]).line
    let read = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String]
    #expect(read.map { $0.map { Array($0.utf8) } } == [Array(text.utf8)])
    #expect(!line.utf8.contains { $0 < 0x20 })
  }

  @Test("written into bytes is the same")
  func bytes() {
    var bytes = JSONBytes()
    bytes.object { object in
      object.key("a")
      object.string("<한>\u{2028}")
      object.key("b")
      object.array { array in
        array.number(0.5)
        array.integer(-3)
        array.null()
        array.object { _ in }
      }
      object.key("c")
      object.bool(false)
    }
    bytes.endLine()
    let text = JSONText.object([
      ("a", .string("<한>\u{2028}")),
      ("b", .array([.number(0.5), .integer(-3), .null, .object([])])), ("c", .bool(false)),
    ])
    #expect(String(decoding: bytes.bytes, as: UTF8.self) == text.line + "\n")
  }
}
