import PartyMatch
import Testing
import TradeModel

@Suite("Linking by weights of evidence")
struct LinkingTests {
  private func party(
    _ name: String, id: String? = nil, in country: String = "KR", at address: String? = nil
  ) -> WrittenParty {
    WrittenParty(id: id, name: name, country: CountryCode(country), address: address)
  }

  private func keys(_ written: [WrittenParty], _ registry: [Party] = []) -> [String] {
    let book = PartyBook(resolving: written, registry: registry)
    return book.indices.map { book[$0].key }
  }

  @Test(
    "one invented company in three scripts, known to no registry, is one party",
    arguments: [
      ["주식회사 대성정밀", "Daesung Precision Co., Ltd.", "大成精密有限公司"],
      ["한림전자(주)", "Hallim Electronics Co., Ltd.", "翰林电子有限公司"],
      ["(주)동양반도체", "Dongyang Semiconductor", "东洋半导体股份有限公司"],
    ])
  func threeScripts(names: [String]) {
    let written = names.map { party($0) }
    let book = PartyBook(resolving: written, registry: [])
    #expect(Set(book.indices).count == 1)
    #expect(book.reasons.count { $0 == .weighed } == 2)
    #expect(!book.weighed.isEmpty)
    for identity in book.weighed {
      #expect(identity.decision.answer == .same)
      #expect(identity.party == book[book.indices[0]].key)
    }
    #expect(book.possible.isEmpty)
    #expect(book[book.indices[0]].names == names.sorted())
  }

  @Test("a name in Han letters goes to the identified party that it transcribes")
  func identified() {
    let written = [
      party("Kelbrodan Networks", id: "SG1", in: "SG"), party("凯博丹网络有限公司", in: "SG"),
    ]
    #expect(keys(written) == ["SG1", "SG1"])
  }

  @Test("of two identified parties that a name fits neither gets it; the odds share one certainty")
  func rivals() {
    let written = [
      party("Daesung Precision", id: "KR1"), party("Daeseong Precision Co", id: "KR2"),
      party("대성정밀"),
    ]
    let book = PartyBook(resolving: written, registry: [])
    #expect(Set(book.indices).count == 3)
    #expect(book.reasons[2] == .nameOnly)
    #expect(book.possible.count == 2)
    #expect(book.possible.map(\.decision.probability).reduce(0, +) <= 1)
    for edge in book.possible {
      #expect(edge.decision.probability > 0.1)
      #expect(edge.decision.lines.contains { $0.name == "rivals" && $0.decibans < 0 })
    }
  }

  @Test("what is only near is an edge and no merger")
  func possible() {
    let written = [party("华胜半导体", in: "CN"), party("Huaqiang Semiconductor", in: "CN")]
    let book = PartyBook(resolving: written, registry: [])
    #expect(Set(book.indices).count == 2)
    #expect(book.weighed.isEmpty)
    #expect(book.possible.allSatisfy { $0.decision.answer == .possible })
  }

  @Test("two identified parties are never one, whatever name lies between them")
  func identifiersStand() {
    let written = [
      party("Daesung Precision", id: "KR1", at: "1 Teheran-ro, Seoul"),
      party("大成精密", id: "KR2", at: "1 Teheran-ro, Seoul"),
      party("대성정밀", at: "1 Teheran-ro, Seoul"),
    ]
    let found = keys(written)
    #expect(found[0] == "KR1" && found[1] == "KR2")
  }

  @Test("an address brings two names together, an address of many does not")
  func massAddress() {
    let address = "Unit 12, 5 Harbour Road, Wan Chai"
    let pair = [
      party("Norvik Trading Group Holdings", in: "HK", at: address),
      party("Norvic Trading", id: "HK1", in: "HK", at: address),
    ]
    let few = PartyBook(resolving: pair, registry: [])
    let crowd = (0..<20).map { number in
      party("Crowd \(["Ale", "Beet", "Corn", "Dill"][number % 4]) \(number)", in: "HK", at: address)
    }
    let many = PartyBook(resolving: pair + crowd, registry: [])
    func saysAddress(_ book: PartyBook) -> Bool {
      (book.weighed.map(\.decision) + book.possible.map(\.decision)).contains { decision in
        decision.lines.contains { $0.name == "address" && $0.decibans > 0 }
      }
    }
    #expect(!saysAddress(many))
    #expect(few.indices[0] != many.indices[0] || few.parties.count == 2)
  }

  // MARK: Properties

  @Test("the order of written parties changes nothing", arguments: 0..<UInt64(40))
  func order(seed: UInt64) {
    var names = ScriptNames(seed: seed)
    let written = names.written(30)
    var shuffled = Array(written.indices)
    shuffled.shuffle(using: &names.generator)
    let book = PartyBook(resolving: written, registry: [])
    let other = PartyBook(resolving: shuffled.map { written[$0] }, registry: [])
    for (position, original) in shuffled.enumerated() {
      #expect(book[book.indices[original]].key == other[other.indices[position]].key)
      #expect(book.reasons[original] == other.reasons[position])
    }
    #expect(book.possible == other.possible)
    #expect(book.weighed == other.weighed)
  }

  @Test("a party that shares nothing with the others changes nothing", arguments: 0..<UInt64(40))
  func unrelated(seed: UInt64) {
    var names = ScriptNames(seed: seed)
    let written = names.written(30)
    let stranger = [
      party("Zzyzx Quarry Museum", in: "IS", at: "1 Lava Way, Hella"),
      party("Ojojoj", id: "IS9", in: "IS"),
    ]
    let book = PartyBook(resolving: written, registry: [])
    let more = PartyBook(resolving: written + stranger, registry: [])
    #expect(
      book.indices.map { book[$0].key }
        == more.indices.prefix(written.count).map { more[$0].key })
    #expect(book.reasons == Array(more.reasons.prefix(written.count)))
    #expect(book.possible == more.possible)
    #expect(book.weighed == more.weighed)
  }

  @Test("a judgement that was taken back leaves nothing behind", arguments: 0..<UInt64(20))
  func reversal(seed: UInt64) {
    var names = ScriptNames(seed: seed)
    let written = names.written(24)
    let book = PartyBook(resolving: written, registry: [])
    for (number, verdict) in Verdict.allCases.enumerated() {
      let judgement = Judgement(
        id: "J\(number)", one: written[0], other: written[1 + number], verdict: verdict,
        judge: "Kim", day: TradeDay(raw: 1), reason: "register")
      guard judgement.isOfTwo else { continue }
      let judged = PartyBook(resolving: written, registry: [], judgements: [judgement])
      #expect(!judged.judgements.isEmpty)
      let (one, other) = (judged.indices[0], judged.indices[1 + number])
      // Two identifiers judged the same are one party; else the judgement says what comes of the two.
      if judged.outcomes.map(\.fate) == [.followed] {
        #expect((one == other) == (verdict == .same))
      }
      let again = PartyBook(resolving: written, registry: [], judgements: [])
      #expect(again.indices.map { again[$0].key } == book.indices.map { book[$0].key })
      #expect(again.possible == book.possible)
      #expect(again.weighed == book.weighed)
    }
  }

  @Test("a judgement that two are different takes their edge away")
  func judgedApart() {
    let written = [
      party("Daesung Precision", id: "KR1"), party("Daeseong Precision Co", id: "KR2"),
      party("대성정밀"),
    ]
    let judgement = Judgement(
      id: "J1", one: written[2], other: written[0], verdict: .different, judge: "Kim",
      day: TradeDay(raw: 1), reason: "register")
    let book = PartyBook(resolving: written, registry: [], judgements: [judgement])
    #expect(book.possible.map { [$0.one, $0.other].contains("KR2") } == [true])
  }
}

/// Seeded written parties: some of one company in several scripts, some with an identifier or an
/// address.
private struct ScriptNames {
  var generator: SeededGenerator
  private static let companies = [
    ["대성정밀", "Daesung Precision", "大成精密", "Taesong Precision"],
    ["한림전자", "Hallim Electronics", "翰林电子", "Halim Electronic"],
    ["동양반도체", "Dongyang Semiconductor", "东洋半导体", "DONGYANG SEMI"],
    ["凯博丹网络", "Kelbrodan Networks", "KELBRODAN NTWK", "Kelbrodan Networks"],
    ["华胜半导体", "Huasheng Semiconductor", "Huaqiang Semiconductor", "华强半导体"],
  ]

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func written(_ count: Int) -> [WrittenParty] {
    var parties: Set<WrittenParty> = []
    while parties.count < count {
      let company = Int.random(in: 0..<Self.companies.count, using: &generator)
      let name = Self.companies[company].randomElement(using: &generator) ?? ""
      let form = ["", " Co., Ltd.", " 有限公司", " Inc"].randomElement(using: &generator) ?? ""
      let isIdentified = Int.random(in: 0..<4, using: &generator) == 0
      let isAddressed = Int.random(in: 0..<3, using: &generator) == 0
      parties.insert(
        WrittenParty(
          id: isIdentified ? "ID\(company)" : nil, name: name + form,
          country: CountryCode(["KR", "CN", "SG"][Int.random(in: 0..<3, using: &generator)]),
          address: isAddressed ? "\(company) Harbour Road, Block \(company)" : nil))
    }
    var sorted = parties.sorted { "\($0)" < "\($1)" }
    sorted.shuffle(using: &generator)
    return sorted
  }
}
