import Testing

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
}
