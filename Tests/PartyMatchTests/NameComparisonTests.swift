import Foundation
import Testing
import TradeModel

@testable import PartyMatch

@Suite("Comparing names")
struct NameComparisonTests {
  static func answer(_ one: String, _ other: String) -> MatchAnswer {
    PartyComparison.compare(one, other).answer
  }

  @Test(
    "one company in three scripts is the same",
    arguments: [
      ("주식회사 한솔반도체", "Hansol Semiconductor Co., Ltd."),
      ("华强电子有限公司", "Huaqiang Electronics Co., Ltd."),
      ("三圓電子 株式會社", "삼원전자(주)"),
      ("(주)화강전자", "华强电子有限公司"),
      ("大明物流股份有限公司", "Daming Logistics Co Ltd"),
      ("주식회사 태성정밀", "Taesung Precision Inc."),
      // Hangul writes f as p, v as b and x as ks; the q of pinyin is heard as ch.
      ("(주)파르벨전자", "Farbel Electronics Co., Ltd."), ("주식회사 돈파림물류", "Donfarim Logistics"),
      ("볼바덴정밀", "Volvaden Precision"), ("주식회사 폭스딘", "Foxdin Inc."),
      ("필로멜전자", "Philomel Electronics"),
      ("奇维安电子有限公司", "Chivian Electronics Co., Ltd."),
    ])
  func scripts(one: String, other: String) {
    let decision = PartyComparison.compare(one, other)
    #expect(decision.answer == .same, "\(decision.lines)")
  }

  @Test(
    "forms, order, shortenings and slips leave a company the same",
    arguments: [
      ("Kelbro Instruments Limited", "KELBRO INSTRUMENTS LTD."),
      ("OOO Vertikal", "Vertikal Limited Liability Company"),
      ("Norvik Trading Pte. Ltd.", "Norvik Trdg Pte Ltd"),
      ("P.T. Sentosa Makmur", "PT Sentosa Makmur"), ("Good Harbour Ltd", "Goodharbour Limited"),
      ("Mirhyodan Opticks GmbH", "Mirhyodan Optics GmbH"), ("Quintara & Sons", "Quintara and Sons"),
      ("S.A. Bellecourt", "Bellecourt Société Anonyme"), ("KelbroAG", "Kelbro AG"),
      ("First Meridian Bank", "1st Meridian Bank"),
      ("Norvik Trading Ltd, London", "Norvik Trading Limited"),
      ("Quintara GmbH Hong Kong", "QUINTARA GMBH"), ("Schalten AG", "Shalten AG"),
      ("Norvik 5% Club", "Norvik Five Percent Club"), ("Quintara Ninetty-Two", "Quintara 92"),
      ("Mirhyodan Data Center Ltd", "Mirhyodan Datacentre Limited"),
      ("Kelbro Bio Tech GmbH", "Kelbro Biotech GmbH"),
    ])
  func spellings(one: String, other: String) {
    let decision = PartyComparison.compare(one, other)
    #expect(decision.answer == .same, "\(decision.lines)")
  }

  @Test(
    "disguises of a name leave it the same, with a line that says which",
    arguments: [
      ("Mirhyo Kelbrodan", "oyhriM nadorbleK", "name.backwards"),
      (
        "Harith Belkassim Quintara Norvik Mir", "Harith Belkassim Quintara Norvik Mirhyodan",
        "name.cut"
      ),
      ("Aleksandrs Kelbrodan", "Alexander Kelbrodan", "name.alike"),
      ("ភ្នំពេញ ពាណិជ្ជកម្ម", "ភ្នំពេញ ពាណិជ្ជកាម្ម", "name.spelling"),
    ])
  func disguises(one: String, other: String, line: String) {
    let decision = PartyComparison.compare(one, other)
    #expect(decision.answer == .same, "\(decision.lines)")
    #expect(decision.lines.contains { $0.name == line && $0.decibans > 0 }, "\(decision.lines)")
  }

  @Test("a short name is not taken for one that was cut off")
  func shortNames() {
    #expect(Self.answer("Harith Norvik Mir", "Harith Norvik Mirhyodan") != .same)
  }

  @Test(
    "another name, trade, place or law is not the same",
    arguments: [
      ("Kelbro Instruments Ltd", "Dankel Instruments Ltd"),
      ("Kelbro Logistics Ltd", "Kelbro Chemicals Ltd"),
      ("Kelbro (Singapore) Pte Ltd", "Kelbro (Malaysia) Sdn Bhd"), ("Kelbro AG", "Kelbro GmbH"),
      ("Kelbro Plant 1", "Kelbro Plant 2"), ("한솔반도체", "한성반도체"), ("华强电子", "华胜电子"),
      ("华胜半导体", "Huaqiang Semiconductor"), ("한성반도체", "Hansan Semiconductor"),
      ("대명물류", "Daemun Logistics"), ("长江物流", "Changqing Logistics"),
      ("(주)파르벨전자", "Fordan Electronics"), ("폭스딘", "Foxtan"), ("볼바덴", "Velbadir"),
      ("奇维安电子", "Chinoran Electronics"),
      ("Kelbro Data Center", "Kelbro Data"),
      ("Salman bin Harith", "Harith bin Salman"), ("Kelbro", "Kelbro Petrochemicals"),
      ("Harith bin al-Salman Kelbro", "Salman bin Harith Kelbro"),
      ("Filnorvat Precision Ltd", "Filkorvan Precision Ltd"),
    ])
  func others(one: String, other: String) {
    let decision = PartyComparison.compare(one, other)
    #expect(decision.answer != .same, "\(decision.lines)")
  }

  @Test("the order of the two changes neither sum nor lines", arguments: 0..<UInt64(200))
  func symmetric(seed: UInt64) {
    var names = WrittenNames(seed: seed)
    let (one, other) = (names.description(), names.description())
    #expect(PartyComparison.compare(one, other) == PartyComparison.compare(other, one))
  }

  @Test("the sum alone is that of the lines, to the last bit", arguments: 0..<UInt64(200))
  func sumAlone(seed: UInt64) {
    var names = WrittenNames(seed: seed)
    let (one, other) = (names.description(), names.description())
    #expect(
      PartyComparison.decibans(ReadParty(one), ReadParty(other))
        == PartyComparison.compare(one, other).decibans)
  }

  @Test("the probability is that of the sum of the lines", arguments: 0..<UInt64(50))
  func sum(seed: UInt64) {
    var names = WrittenNames(seed: seed)
    let decision = PartyComparison.compare(names.description(), names.description())
    let sum = decision.lines.map(\.decibans).reduce(0, +)
    #expect(abs(decision.probability - probability(sum)) < 1e-12)
    #expect(decision.lines.first?.name == "prior")
  }

  private func probability(_ decibans: Double) -> Double {
    let odds = pow(10, decibans / 10)
    return odds / (1 + odds)
  }

  @Test("what else is known adds its lines")
  func attributes() {
    var one = PartyDescription(names: ["Kelbro Instruments"], country: CountryCode("SG"))
    var other = PartyDescription(names: ["Kelbro Instr"], country: CountryCode("SG"))
    let alone = PartyComparison.compare(one, other).decibans
    one.phones = ["+65 6123-4567"]
    other.phones = ["61234567"]
    one.officers = ["Oru Mirnor"]
    other.officers = ["ORU MIRNOR"]
    let known = PartyComparison.compare(one, other)
    #expect(known.decibans == alone + 40)
    #expect(known.lines.contains { $0.name == "phone" && $0.decibans == 25 })
    one.identifiers = ["KR1"]
    other.identifiers = ["KR2"]
    #expect(PartyComparison.compare(one, other).lines.contains { $0.decibans == -40 })
  }
}

/// Seeded descriptions in several scripts.
private struct WrittenNames {
  private var state: UInt64
  private static let words = [
    "Kelbro", "Dankel", "한솔", "华强", "Electronics", "전자", "电子", "Ltd", "有限公司", "Плант", "2", "II",
    "bin", "Salman", "A", "Singapore", "Semiconductor", "شركة",
  ]

  init(seed: UInt64) { state = seed }

  private mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  private mutating func name() -> String {
    (0..<(1 + below(4))).map { _ in Self.words[below(Self.words.count)] }.joined(separator: " ")
  }

  mutating func description() -> PartyDescription {
    var description = PartyDescription(
      names: (0..<(1 + below(3))).map { _ in name() },
      country: CountryCode(["SG", "KR", "CN"][below(3)]))
    if below(2) == 0 { description.addresses = ["\(1 + below(3)) Harbour Road, Singapore"] }
    return description
  }
}
