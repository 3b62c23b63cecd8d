import Testing
import TradeModel

@testable import DiversionRisk

@Suite("Numbers in sentences")
struct PhraseTests {
  @Test(
    "have the digits that count",
    arguments: [
      (1_204.0, "1,204"), (12.5, "12.5"), (0.05, "0.05"), (0.005, "0.01"), (-3.25, "-3.25"),
      (0, "0"), (0.0016, "0.0016"), (0.00302, "0.003"), (0.00499, "0.005"), (-0.00042, "-0.00042"),
      (1e-14, "0"), (.infinity, "?"),
    ])
  func number(value: Double, text: String) {
    #expect(Phrase.number(value) == text)
  }

  @Test("say percent, money and factors")
  func others() {
    #expect(Phrase.percent(0.834) == "83 %")
    #expect(Phrase.money(24_500.4) == "USD 24,500")
    #expect(Phrase.factor(2.4049) == "2.4")
  }

  @Test("of sentences end in one stop where a name brings another")
  func stops() {
    for (text, mended) in [
      ("Gaon Ltd. sold to Harbour Ltd..", "Gaon Ltd. sold to Harbour Ltd."),
      ("To Harbour Ltd.. Then to 상해전자 Ltd.. Then…", "To Harbour Ltd. Then to 상해전자 Ltd. Then…"),
      ("A..b is no end.", "A..b is no end."), ("..", "."), ("", ""), ("...", ".."),
      ("가나다. 라.", "가나다. 라."),
    ] {
      #expect(BilingualText(text, text).endingOnce == BilingualText(mended, mended))
    }
  }
}
