import Testing

@testable import PartyMatch

@Suite("Normalised names")
struct NormalisedNameTests {
  @Test(
    "legal forms, case, punctuation and abbreviations do not tell companies apart",
    arguments: [
      ("Kelbro Networks Co., Ltd.", "KELBRO NTWK CO LTD"), ("Kelbro Sdn. Bhd.", "KELBRO SDN BHD"),
      ("Kelbro Optics (S) Pte Ltd", "Kelbro Optics Pte. Ltd."), ("주식회사 한빛전자", "한빛전자(주)"),
      ("한빛전자 주식회사", "한빛전자"), ("米晓贵贸易有限公司", "米晓贵贸易"),
      ("Ｋｅｌｂｒｏ Inc", "Kelbro"), ("Int'l Kelbro Trading", "INTL KELBRO TRDG"),
      ("PT Kelbro Freight", "Kelbro FRT"), ("성광전자 유한공사", "성광전자"), ("성광전자고분유한공사", "성광전자"),
      ("성광전자유한책임공사", "성광전자"),
    ])
  func sameName(one: String, other: String) {
    #expect(NormalisedName(one) == NormalisedName(other))
  }

  @Test(
    "different companies stay different",
    arguments: [
      ("Kelbro Plant 1", "Kelbro Plant 2"), ("Kelbro", "Kelbra"),
      ("Kelbro Trading", "Kelbro Systems"),
    ])
  func otherName(one: String, other: String) {
    #expect(NormalisedName(one) != NormalisedName(other))
  }

  @Test("the last word that is left is never taken away", arguments: ["Limited", "주식회사", "Co Ltd"])
  func somethingIsLeft(name: String) {
    #expect(!NormalisedName(name).text.isEmpty)
  }

  @Test("a name of punctuation has nothing left")
  func punctuation() {
    #expect(NormalisedName("?!").text.isEmpty)
  }

  @Test(
    "plain letters are read as any others are",
    arguments: [
      "Kelbro Networks Co., Ltd.", "A.B.C. Trading", "O'Hara & Sons 42", "x", "  ", "G.m.b.H.",
    ])
  func plainAsAny(name: String) {
    // A zero-width joiner is ignored, but takes the way of names in other letters.
    #expect(NormalisedName(name) == NormalisedName(name + "\u{200D}"))
  }
}
