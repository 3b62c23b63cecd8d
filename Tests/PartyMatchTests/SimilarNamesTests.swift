import Testing
import TradeModel

@testable import PartyMatch

@Suite("Similar names")
struct SimilarNamesTests {
  private static func party(_ name: String, id: String? = nil, in country: String = "SG")
    -> WrittenParty
  {
    WrittenParty(id: id, name: name, country: CountryCode(country))
  }

  private static func reason(of name: String, among known: [WrittenParty]) -> ResolutionReason? {
    PartyBook(resolving: known + [party(name)], registry: []).reasons.last
  }

  @Test(
    "romanisations of one name are one party",
    arguments: [
      ("Kwon Brothers Trading", "Quen Brothers Trading"), ("Chai Optical", "Chae Optical"),
      ("Geo Rim Systems", "Go Rim Systems"), ("Kelllbro Networks", "Kelbro Networks"),
      ("Kelbro Data Works", "KELBRODATAWORKS"), ("Xin Jia Trading", "Zin Zia Trading"),
    ])
  func romanisations(known: String, written: String) {
    let book = PartyBook(
      resolving: [Self.party(known, id: "SG1"), Self.party(written)], registry: [])
    #expect(book.indices[0] == book.indices[1])
    #expect(book.reasons[1] == .similarName)
  }

  @Test(
    "one letter left out, added or mistaken is forgiven",
    arguments: [
      "Mirhyodan Opticks", "Mirhydan Optics", "Mirhyodam Optics", "Mirhyodan Optis",
    ])
  func slips(written: String) {
    let known = [Self.party("Mirhyodan Optics", id: "SG1")]
    let book = PartyBook(resolving: known + [Self.party(written)], registry: [])
    #expect(book.indices[0] == book.indices[1], "\(written): \(book.reasons[1])")
  }

  @Test("two slips are not forgiven, nor one in a short name, a number or another script")
  func notForgiven() {
    #expect(
      Self.reason(of: "Mirhydan Optis", among: [Self.party("Mirhyodan Optics", id: "1")])
        == .nameOnly)
    #expect(Self.reason(of: "Kelbo", among: [Self.party("Kelbro", id: "1")]) == .nameOnly)
    #expect(
      Self.reason(of: "Mirhyodan Plant 2", among: [Self.party("Mirhyodan Plant 1", id: "1")])
        == .nameOnly)
    #expect(
      Self.reason(of: "米晓贵贸易有限公司", among: [Self.party("米晓桂贸易有限公司", id: "1")]) == .nameOnly)
  }

  @Test("another country has another party")
  func country() {
    let book = PartyBook(
      resolving: [
        Self.party("Mirhyodan Networks", id: "SG1"),
        Self.party("Mirhyodan Network", in: "MY"), Self.party("Mirhydan Networks", in: "MY"),
      ], registry: [])
    #expect(book.indices[1] != book.indices[0] && book.indices[2] != book.indices[0])
  }

  @Test("nobody is merged where two are equally near")
  func ambiguous() {
    let known = [
      Self.party("Mirhyodan Networks", id: "1"), Self.party("Mirhyodam Networks", id: "2"),
    ]
    #expect(Self.reason(of: "Mirhyodal Networks", among: known) == .nameOnly)
    #expect(Self.reason(of: "Mirhyodan Networks", among: known) == .filedName)
  }

  @Test("a name that several bear is left to itself, however near another is")
  func contested() {
    let known = [
      Self.party("Harbour Nine Trading", id: "1"), Self.party("Harbour Nine Trading", id: "2"),
      Self.party("Harbour Nino Trading", id: "3"),
    ]
    #expect(Self.reason(of: "Harbour Nine Trading", among: known) == .nameOnly)
  }

  @Test("a slip works both ways", arguments: 0..<UInt64(100))
  func symmetric(seed: UInt64) {
    var names = RandomNames(seed: seed)
    let one = names.name()
    let other = names.slipped(one)
    let there = Self.reason(of: other, among: [Self.party(one, id: "1")])
    let back = Self.reason(of: one, among: [Self.party(other, id: "1")])
    #expect(there == back, "\(one), \(other)")
  }

  @Test("the order of names changes nothing", arguments: 0..<UInt64(50))
  func order(seed: UInt64) {
    var names = RandomNames(seed: seed)
    let written = names.parties(60)
    let forwards = PartyBook(resolving: written, registry: [])
    let backwards = PartyBook(resolving: written.reversed(), registry: [])
    let keys = forwards.indices.map { forwards[$0].key }
    #expect(keys == backwards.indices.reversed().map { backwards[$0].key })
  }

  @Test("an unrelated party changes nothing", arguments: 0..<UInt64(50))
  func unrelated(seed: UInt64) {
    var names = RandomNames(seed: seed)
    let written = names.parties(60)
    let before = PartyBook(resolving: written, registry: [])
    let after = PartyBook(
      resolving: [Self.party("Zzyzzx Zephyr Quay 77", id: "Z", in: "IS")] + written, registry: [])
    #expect(
      before.indices.map { before[$0].key } == after.indices.dropFirst().map { after[$0].key })
  }

  @Test("agrees with comparing every pair of names", arguments: 0..<UInt64(60))
  func agreesWithSlowTwin(seed: UInt64) {
    var names = RandomNames(seed: seed)
    let written = names.parties(40)
    let book = PartyBook(resolving: written, registry: [])
    for (number, party) in written.enumerated() where party.id == nil {
      let expected = SlowNames.resolve(party, among: written)
      let found = book[book.indices[number]].key
      // What the rules leave open, evidence may settle.
      let isOpen = found.hasPrefix("N-") || book.reasons[number] == .weighed
      #expect(expected.map { $0 == found } ?? isOpen, "\(party.name ?? "")")
    }
  }
}

/// The same rules by comparing everybody with everybody.
private enum SlowNames {
  static func resolve(_ party: WrittenParty, among written: [WrittenParty]) -> String? {
    let name = NormalisedName(party.name ?? "")
    let known = written.filter { $0.id != nil && $0.country == party.country }
    let same = Set(known.filter { NormalisedName($0.name ?? "") == name }.compactMap(\.id))
    if !same.isEmpty { return same.count == 1 ? same.first : nil }
    let folded = FoldedName(name)
    let alike = Set(
      known.filter { FoldedName(NormalisedName($0.name ?? "")) == folded }.compactMap(\.id))
    if !alike.isEmpty { return alike.count == 1 ? alike.first : nil }
    let near = Set(
      known.filter { areNear(FoldedName(NormalisedName($0.name ?? "")).bytes, folded.bytes) }
        .compactMap(\.id))
    return near.count == 1 ? near.first : nil
  }

  /// Whether leaving out at most one letter of either makes them the same.
  private static func areNear(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count >= FoldedName.leastLetters, other.count >= FoldedName.leastLetters else {
      return false
    }
    return !shortened(one).isDisjoint(with: shortened(other))
  }

  private static func shortened(_ name: [UInt8]) -> Set<[UInt8]> {
    var names: Set = [name]
    for position in name.indices where !(0x30...0x39).contains(name[position]) {
      names.insert(Array(name[..<position] + name[(position + 1)...]))
    }
    return names
  }
}

/// Seeded company names, some of them nearly alike.
private struct RandomNames {
  private var state: UInt64
  private static let syllables = ["kel", "bro", "dan", "mir", "hyo", "sa", "eo", "ri", "gu", "xin"]
  private static let trades = ["Networks", "Trading", "Systems", "Plant 1", "Plant 2"]

  init(seed: UInt64) { state = seed }

  private mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }

  mutating func name() -> String {
    let syllables = (0..<(2 + below(2))).map { _ in Self.syllables[below(Self.syllables.count)] }
    return syllables.joined() + " " + Self.trades[below(Self.trades.count)]
  }

  /// The name with a letter changed, left out or put in.
  mutating func slipped(_ name: String) -> String {
    var letters = Array(name)
    let position = below(letters.count)
    switch below(3) {
    case 0: letters[position] = "m"
    case 1: letters.remove(at: position)
    default: letters.insert("n", at: position)
    }
    return String(letters)
  }

  mutating func parties(_ count: Int) -> [WrittenParty] {
    var names = (0..<8).map { _ in name() }
    names += names.map { slipped($0) }
    return (0..<count).map { _ in
      let name = names[below(names.count)]
      let id = below(3) == 0 ? "ID-\(name)-\(below(8) / 7)" : nil
      return WrittenParty(id: id, name: name, country: CountryCode(["SG", "MY"][below(2)]))
    }
  }
}
