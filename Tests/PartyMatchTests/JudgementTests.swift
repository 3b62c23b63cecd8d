import PartyMatch
import Testing
import TradeModel

@Suite("Judgements of people")
struct JudgementTests {
  private func party(_ name: String, id: String? = nil, in country: String = "SG") -> WrittenParty {
    WrittenParty(id: id, name: name, country: CountryCode(country))
  }

  private func judge(
    _ one: WrittenParty, _ other: WrittenParty, _ verdict: Verdict, id: String = "J1",
    on day: Int32 = 100
  ) -> Judgement {
    Judgement(
      id: id, one: one, other: other, verdict: verdict, judge: "Kim", day: TradeDay(raw: day),
      reason: "looked at the register")
  }

  private func book(_ written: [WrittenParty], _ judgements: [Judgement]) -> PartyBook {
    PartyBook(resolving: written, registry: [], judgements: judgements)
  }

  private func keys(_ book: PartyBook) -> [String] { book.indices.map { book[$0].key } }

  @Test("same makes one party of two, with the names of both, whoever is named first")
  func same() {
    let written = [
      party("Harbour Nine", id: "SG1"), party("Oakfield Supplies"), party("Dune Star"),
    ]
    for sides in [(0, 1), (1, 0)] {
      let merged = book(written, [judge(written[sides.0], written[sides.1], .same)])
      #expect(keys(merged)[0...1] == ["SG1", "SG1"])
      #expect(merged[merged.indices[0]].names == ["Harbour Nine", "Oakfield Supplies"])
      #expect(merged.reasons == [.judged, .judged, .nameOnly])
      #expect(merged.judgements == [0: ["J1"], 1: ["J1"]])
      #expect(merged.parties.count == 2)
      #expect(merged.index(of: party("OAKFIELD SUPPLIES PTE LTD")) == merged.indices[0])
      #expect(merged.outcomes.map(\.fate) == [.followed])
    }
  }

  @Test("different takes a name out of the party that the machine made of it")
  func different() {
    let written = [
      party("Kwon Optics", id: "SG1"), party("Quen Optics"), party("Kwon Optics Pte Ltd"),
    ]
    #expect(keys(book(written, [])) == ["SG1", "SG1", "SG1"])
    for verdict in [Verdict.different, .unsure] {
      let split = book(written, [judge(written[1], written[0], verdict)])
      #expect(keys(split)[0] == "SG1" && keys(split)[2] == "SG1")
      #expect(keys(split)[1] != "SG1")
      #expect(split.reasons == [.judged, .judged, .filedName])
      #expect(split.index(of: party("Quen Optics")) == split.indices[1])
    }
  }

  @Test("two names that fold alike are told apart by a judgement")
  func foldedAlike() {
    let written = [party("Kwon Optics"), party("Quen Optics")]
    #expect(Set(keys(book(written, []))).count == 1)
    #expect(Set(keys(book(written, [judge(written[0], written[1], .different)]))).count == 2)
  }

  @Test("the order of judgements is irrelevant; of two on one pair the later counts")
  func order() {
    let written = (0..<6).map { party("Company \($0 * 7919)") }
    let judgements = [
      judge(written[0], written[1], .same, id: "J1"),
      judge(written[1], written[2], .same, id: "J2"),
      judge(written[2], written[1], .different, id: "J3", on: 101),
      judge(written[4], written[5], .same, id: "J4"),
      judge(written[3], written[4], .same, id: "J5"),
    ]
    let expected = keys(book(written, judgements))
    #expect(expected[0] == expected[1] && expected[1] != expected[2])
    #expect(Set(expected[3...5]).count == 1)
    for turn in 1..<judgements.count {
      let turned = Array(judgements[turn...] + judgements[..<turn])
      #expect(keys(book(written, turned)) == expected)
    }
    let fates = book(written, judgements).outcomes
    #expect(fates.first { $0.judgement.id == "J2" }?.fate == .replaced(by: "J3"))
  }

  @Test("two whom a person keeps apart are not made one by way of a third")
  func contradiction() {
    let written = (0..<3).map { party("Company \($0 * 7919)") }
    let judgements = [
      judge(written[0], written[1], .same, id: "J1"),
      judge(written[1], written[2], .same, id: "J2"),
      judge(written[0], written[2], .different, id: "J3"),
    ]
    let judged = book(written, judgements)
    #expect(keys(judged)[0] == keys(judged)[1])
    #expect(keys(judged)[2] != keys(judged)[0])
    #expect(judged.outcomes.first { $0.judgement.id == "J2" }?.fate == .contradicted(by: "J3"))
    #expect(judged.outcomes.compactMap(\.warning).count == 1)
  }

  @Test("one name in one country cannot be judged with itself")
  func indistinct() {
    let written = [party("Harbour Nine"), party("HARBOUR NINE PTE LTD")]
    let judgement = judge(written[0], written[1], .different)
    #expect(!judgement.isOfTwo)
    let judged = book(written, [judgement])
    #expect(keys(judged) == keys(book(written, [])))
    #expect(judged.outcomes.map(\.fate) == [.indistinct])
  }

  @Test("registry entries judged to be one are found by either identifier, and pool what is known")
  func registryEntries() {
    var one = Party(id: "SG1", name: "Harbour Nine")
    one.officers = ["Ann"]
    var other = Party(id: "SG2", name: "Oakfield Supplies")
    other.officers = ["Bob"]
    let written = [WrittenParty(id: "SG2"), WrittenParty(id: "SG1")]
    let judged = PartyBook(
      resolving: written, registry: [other, one],
      judgements: [judge(written[0], written[1], .same)])
    #expect(judged.parties.map(\.key) == ["SG1"])
    #expect(judged.parties[0].registered?.officers == ["Ann", "Bob"])
    #expect(judged.index(ofKey: "SG2") == judged.indices[0])
  }

  @Test("a judgement counts from its day until the day on which it is taken back")
  func days() {
    var judgement = judge(party("A"), party("B"), .same)
    #expect(!judgement.counts(on: TradeDay(raw: 99)))
    #expect(judgement.counts(on: TradeDay(raw: 100)))
    judgement.revocation = Revocation(by: "Lee", on: TradeDay(raw: 103), reason: "wrong")
    #expect(judgement.counts(on: TradeDay(raw: 102)))
    #expect(!judgement.counts(on: TradeDay(raw: 103)))
  }
}
