import Testing
import TradeModel

@testable import RouteCharts

@Suite("Figures as an exhibit prints them")
struct TradeFiguresTests {
  @Test(
    "dollars keep three significant digits and step up when rounding does",
    arguments: [
      (0, "$0"), (950, "$950"), (999.4, "$999"), (999.6, "$1k"), (9_400, "$9.4k"),
      (9_996, "$10k"), (910_000, "$910k"), (999_499, "$999k"), (999_900, "$1M"),
      (1_614_000, "$1.61M"), (11_940_000, "$11.9M"), (1_200_000_000, "$1.2B"),
      (Double.nan, "$ ?"), (-1, "$ ?"),
    ])
  func dollars(value: Double, text: String) {
    #expect(TradeFigures.compactDollars(value) == text)
  }

  @Test(
    "quantities have their thousands separated and no superfluous zeros",
    arguments: [
      (0, "0"), (999_000, "999"), (1_000_000, "1,000"), (21_400_000, "21,400"), (12_500, "12.5"),
      (1_234_567_001, "1,234,567.001"),
    ] as [(Int64, String)])
  func counts(thousandths: Int64, text: String) {
    #expect(TradeFigures.count(FlowQuantity(thousandths: thousandths)) == text)
  }

  @Test("units have their plural where it is known and stay as filed where not")
  func units() {
    let one = FlowQuantity(thousandths: 1000)
    let many = FlowQuantity(thousandths: 512_000)
    #expect(TradeFigures.counted(one, unit: "piece", language: .both) == "1 piece")
    #expect(TradeFigures.counted(many, unit: "accelerator", language: .both) == "512 accelerators")
    #expect(TradeFigures.counted(many, unit: "accelerator", language: .korean) == "가속기 512개")
    #expect(TradeFigures.counted(many, unit: "GiB", language: .english) == "512 GiB")
    #expect(TradeFigures.counted(nil, unit: "piece", language: .english) == "? pieces")
  }

  @Test(
    "codes get the points of the nomenclature, and only codes do",
    arguments: [
      ("847330", "8473.30"), ("8542311000", "8542.31.1000"), ("84733", "84733"),
      ("abcdef", "abcdef"),
    ])
  func codes(filed: String, text: String) {
    #expect(TradeFigures.dotted(hs: filed) == text)
  }

  @Test("certainty is never printed")
  func probabilities() {
    #expect(TradeFigures.probability(0.874) == "0.87")
    #expect(TradeFigures.probability(0.05) == "0.05")
    #expect(TradeFigures.probability(0.0001) == "<0.01")
    #expect(TradeFigures.probability(0.9999) == ">0.99")
    #expect(TradeFigures.probability(.nan) == "?")
  }

  @Test("legs are numbered in circles as far as there are circles")
  func circles() {
    #expect([1, 20, 21, 36, 51].map(TradeFigures.circled) == ["①", "⑳", "㉑", "㊱", "(51)"])
  }

  @Test("a line is the wider the more the goods are worth, and thinnest when nobody knows")
  func strokes() {
    let widths = [nil, 1, 1e4, 1e6, 1e8, 1e12].map(TradeFigures.strokeWidth)
    #expect(widths == widths.sorted())
    #expect(widths.first == 1.2)
    #expect(widths.last == 5.6)
  }

  @Test("lines break at spaces, else anywhere, and say that they were cut")
  func wrapping() {
    let lines = TextMetrics.wrapped("one two three four five", into: 60, most: 2, size: 12)
    #expect(lines.count == 2)
    #expect(lines.first == "one two")
    #expect(lines.last?.hasSuffix("…") == true)
    let hangul = TextMetrics.wrapped("가나다라마바사아자차", into: 60, most: 4, size: 12)
    #expect(hangul.joined() == "가나다라마바사아자차")
    for line in hangul { #expect(TextMetrics.width(of: line, size: 12) <= 60) }
  }
}
