import Testing

@testable import RouteCharts

@Suite("Text that others filed")
struct FiledTextTests {
  @Test("is composed, so that decomposed Hangul reads as syllables")
  func composed() {
    #expect(FiledText("\u{1100}\u{1161}\u{110B}\u{1169}\u{11AB}").visible == "가온")
    #expect(FiledText("\u{1100}\u{1161}").visible.unicodeScalars.count == 1)
  }

  @Test("loses controls, and line breaks become spaces")
  func controls() {
    #expect(FiledText("a\u{0}b\u{7}c\nd\r\ne\tf\u{2028}g").visible == "abc d e f g")
    #expect(FiledText("  spaced   out  ").visible == "spaced out")
    #expect(FiledText("x\u{FFFE}\u{FFFF}y").visible == "xy")
  }

  @Test("keeps its order whatever marks it carries, and the tooltip names the marks")
  func directions() {
    let text = FiledText("Sao\u{202E}gnp.exe\u{202C} Ltd")
    #expect(text.visible == "Saognp.exe Ltd")
    #expect(text.full == "Saognp.exe Ltd [U+202E U+202C]")
  }

  @Test("keeps characters beyond the basic plane, and right-to-left names")
  func beyond() {
    for name in ["🚢 선박", "𠀋𡈽", "شركة النجم", "חברת נמל", "👩‍🔧"] {
      #expect(FiledText(name).visible == name)
    }
  }

  @Test("does not climb out of its line")
  func towers() {
    let tower = "a" + String(repeating: "\u{0347}", count: 50)
    #expect(FiledText(tower).visible.unicodeScalars.count == 4)
  }

  @Test("is only text in XML and in DOT")
  func escaping() {
    #expect(SVGCanvas.escaped("<a b='c'>&\"\u{0}\u{B}") == "&lt;a b=&#39;c&#39;&gt;&amp;&quot;")
    #expect(LanesTwin.quoted(["a\"b\\N", "&lt;"]) == "\"a\\\"b\\\\N\\n&amp;lt;\"")
  }
}
