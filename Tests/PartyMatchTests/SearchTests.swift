import Foundation
import Testing
import TradeModel

@testable import PartyMatch

@Suite("Search for people")
struct SearchTests {
  private static let companies: [(key: String, names: [String])] = [
    ("KR4156172K", ["한빛나노 주식회사", "Hanbit Nano Co., Ltd.", "韓光纳米科技有限公司"]),
    ("KR2", ["(주)하나테크", "Hana Tech"]),
    ("SG1", ["Harbour Nine Pte. Ltd.", "HARBOUR 9"]),
    ("SG2", ["Oakfield Supplies"]), ("SG3", ["Oak Harbour"]),
    ("DE1", ["Müller & Söhne GmbH"]), ("HK1", ["과학기술상사"]),
  ]

  private func index(_ companies: [(key: String, names: [String])] = companies) throws
    -> SearchIndex
  {
    let names = companies.enumerated().flatMap { position, company in
      [SearchName(party: position, text: company.key, kind: .identifier)]
        + company.names.enumerated().map {
          SearchName(party: position, text: $1, kind: $0 == 0 ? .name : .filed)
        }
    }
    let parties = companies.map { SearchedParty(key: $0.key, name: $0.names[0], country: "KR") }
    return try SearchIndex(SearchIndex.bytes(of: names, parties: parties, stamp: "test"))
  }

  private func keys(_ text: String, limit: Int = 20) throws -> [String] {
    try index().search(text, limit: limit).map(\.party.key)
  }

  @Test(
    "finds Korean names while they are typed, from any syllable on, and by initial consonants",
    arguments: [
      "한빛나노", "한빛ㄴ", "한비", "하", "ㅎㅂㄴㄴ", "ㅎㅂ", "빛나", "나노", "주식회사 한빛", "한빛 주식",
      "ㅂㄴㄴ", "한빛 나노",
    ])
  func korean(text: String) throws {
    #expect(try keys(text).contains("KR4156172K"))
  }

  @Test("a syllable typed on the way to another, and letters of two keys, are prefixes")
  func halfTyped() throws {
    // 한 is on the way to 하나, 고 to 과, 괗 is 과ㅎ.
    #expect(try keys("한").contains("KR2"))
    #expect(try keys("고").contains("HK1"))
    #expect(try keys("괗").contains("HK1"))
    // An input method makes ㄱㅅ one letter, and they are two consonants all the same.
    #expect(try keys("ㄳ").contains("HK1"))
    #expect(try keys("ㅎㄴㅌ") == ["KR2"])
  }

  @Test(
    "finds Latin names by words begun, without accents, case, spaces and marks",
    arguments: [
      ("harb", ["SG1", "SG3"]), ("HARBOUR n", ["SG1"]), ("nine harb", ["SG1"]),
      ("harbournine", ["SG1"]), ("muller sohn", ["DE1"]), ("Müll", ["DE1"]), ("ofield", []),
      ("harbour 9", ["SG1"]),
    ])
  func latin(text: String, expected: [String]) throws {
    let hits = try index().search(text, limit: 20)
    #expect(hits.filter { $0.slips == 0 }.map(\.party.key).sorted() == expected)
    // What differs stands behind what agrees.
    #expect(hits.map(\.slips) == hits.map(\.slips).sorted())
  }

  @Test(
    "finds misspelt names: a letter mistaken, left out, put in, two in the wrong order",
    arguments: [
      ("harbaur", "SG1", 1), ("habour", "SG1", 1), ("harbbour", "SG1", 1), ("harbuor", "SG1", 1),
      ("oakfeild suplies", "SG2", 2), ("한빌나노", "KR4156172K", 1), ("Hanbit Namo", "KR4156172K", 1),
    ])
  func misspelt(text: String, key: String, slips: Int) throws {
    let hit = try #require(index().search(text, limit: 20).first)
    #expect(hit.party.key == key)
    #expect(hit.slips == slips)
    #expect(hit.reason.contains(slips == 1 ? "but for one letter" : "but for 2 letters"))
  }

  @Test("forgives nothing in short words, digits and initial consonants")
  func strict() throws {
    #expect(try keys("oax") == [])
    #expect(try keys("4156173") == [])
    #expect(try keys("ㅎㅂㄴㄷ") == [])
  }

  @Test("finds identifiers from their beginning or their digits on, with or without marks")
  func identifiers() throws {
    for text in ["KR4156172K", "kr415", "4156172", "KR-4156-172", "SG"] {
      let hits = try index().search(text, limit: 20)
      #expect(
        hits.contains { $0.party.key.hasPrefix(text == "SG" ? "SG" : "KR4156172K") }, "\(text)")
      #expect(hits.allSatisfy { $0.kind == .identifier })
    }
  }

  @Test("finds Han names from any letter on")
  func han() throws {
    for text in ["韓光", "纳米", "科技有"] { #expect(try keys(text) == ["KR4156172K"]) }
  }

  @Test(
    "finds a name in one script by another, and says so",
    arguments: [
      ("hanbit na", "K1"), ("한빛", "K2"), ("hanguangnami", "K3"), ("한광납", "K3"), ("大韩", "K4"),
    ])
  func scripts(text: String, key: String) throws {
    let index = try index([
      ("K1", ["한빛나노"]), ("K2", ["Hanbit Optics"]), ("K3", ["韩光纳米"]), ("K4", ["Dahan Trading"]),
    ])
    let hit = try #require(index.search(text, limit: 5).first { $0.party.key == key })
    #expect(hit.slips == 0)
    #expect(hit.manner == .reading)
    #expect(hit.reason.hasSuffix("is read so"))
  }

  @Test(
    "a Hangul name is found with any one syllable wrong, but the first", arguments: 0..<UInt64(30))
  func wrongSyllable(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let syllables = Array("가나다라마바사아자차카타파하빛솔별강산들결")
    let names = (0..<40).map { _ in
      String(
        (0..<Int.random(in: 3...6, using: &random)).map { _ in
          syllables.randomElement(using: &random) ?? "가"
        })
    }
    let index = try index(names.enumerated().map { (key: "#\($0)", names: [$1]) })
    for (number, name) in names.enumerated() {
      var typed = Array(name)
      let place = Int.random(in: 1..<typed.count, using: &random)
      typed[place] = "쾅"
      let hits = index.search(String(typed), limit: 100)
      #expect(hits.contains { $0.party.key == "#\(number)" && $0.slips == 1 }, "\(name) \(typed)")
      // Nobody is found whose name differs in more than one syllable.
      for hit in hits where hit.slips == 1 {
        let theirs = Array(hit.name)
        let isThere = theirs.indices.contains { start in
          theirs.count >= start + typed.count - 1
            && typed.indices.count { theirs.count <= start + $0 || theirs[start + $0] != typed[$0] }
              <= 2
        }
        #expect(isThere, "\(hit.name) for \(String(typed))")
      }
    }
  }

  @Test("says why, best first, each party once")
  func reasons() throws {
    let hits = try index().search("harbour", limit: 20)
    // A name that begins so stands before one that has it inside; the shorter first.
    #expect(hits.map(\.party.key) == ["SG1", "SG3"])
    #expect(hits[0].name == "HARBOUR 9")
    #expect(hits[0].reason == "spelling in a declaration begins so")
    #expect(hits[1].reason == "name has words that begin so")
    let whole = try #require(index().search("oakfield supplies", limit: 1).first)
    #expect(whole.reason == "name is what was typed")
    let initials = try #require(index().search("ㅎㅂㄴㄴ", limit: 1).first)
    #expect(initials.reason == "name has these initial consonants")
    #expect(try keys("harbour", limit: 1) == ["SG1"])
    for nothing in ["", " ", "()", "\u{200B}"] { #expect(try keys(nothing) == []) }
  }

  @Test("the order of names does not matter, and other bytes are no index")
  func bytes() throws {
    let names = [
      SearchName(party: 0, text: "B", kind: .filed), SearchName(party: 0, text: "A", kind: .filed),
      SearchName(party: 1, text: "C", kind: .name),
    ]
    let parties = ["P0", "P1"].map { SearchedParty(key: $0, name: $0, country: "") }
    let bytes = SearchIndex.bytes(of: names, parties: parties, stamp: "one")
    #expect(SearchIndex.bytes(of: names.reversed(), parties: parties, stamp: "one") == bytes)
    #expect(try SearchIndex(bytes).stamp == "one")
    #expect(try SearchIndex(bytes).partyCount == 2)
    #expect(throws: SearchIndexError.truncated) { try SearchIndex(bytes.dropLast()) }
    #expect(throws: SearchIndexError.notAnIndex) { try SearchIndex(Data("no index".utf8)) }
    let empty = try SearchIndex(SearchIndex.bytes(of: [], parties: [], stamp: ""))
    #expect(empty.search("a", limit: 5).isEmpty)
    #expect(empty.search("abcdefgh", limit: 5).isEmpty)
  }

  @Test("finds what comparing with every name finds", arguments: 0..<UInt64(12))
  func slowTwin(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    func word(_ letters: [Character], _ range: ClosedRange<Int>) -> String {
      String(
        (0..<Int.random(in: range, using: &random)).map { _ in
          letters.randomElement(using: &random) ?? "a"
        })
    }
    let companies = (0..<60).map { number in
      (
        key: "#\(number)",
        names: [
          (0..<Int.random(in: 1...3, using: &random)).map { _ in word(["a", "b", "c"], 3...9) }
            .joined(separator: " ")
        ]
      )
    }
    let index = try index(companies)
    for _ in 0..<25 {
      let typed = [word(["a", "b", "c"], 1...9), word(["a", "b", "c"], 1...5)]
        .prefix(Int.random(in: 1...2, using: &random))
      let found = index.search(typed.joined(separator: " "), limit: 1000)
      let isWhole = companies.contains { $0.names[0].filter { $0 != " " } == typed.joined() }
      let expected = companies.filter { company in
        let slips = SlowSearch.slips(typed.map { Array($0.utf8) }, in: company.names[0])
        return isWhole ? slips == 0 : slips != nil
      }
      #expect(found.map(\.party.key).sorted() == expected.map(\.key).sorted(), "\(typed)")
      for hit in found {
        #expect(hit.slips == SlowSearch.slips(typed.map { Array($0.utf8) }, in: hit.name))
      }
    }
  }
}

/// Search by comparing what was typed with every place of every name.
private enum SlowSearch {
  /// The fewest letters by which words differ from a name of plain letters; nil where too many do.
  static func slips(_ words: [[UInt8]], in name: String) -> Int? {
    let whole = words.count > 1 ? [each([words.flatMap(\.self)], in: name)] : []
    return ([each(words, in: name)] + whole).compactMap(\.self).min()
  }

  private static func each(_ words: [[UInt8]], in name: String) -> Int? {
    let parts = name.split(separator: " ").map { Array($0.utf8) }
    let places = parts.indices.map { parts[$0...].flatMap(\.self) }
    var sum = 0
    for word in words {
      let allowed = SearchIndex.slipsAllowed(in: word)
      guard let least = places.map({ distance(word, toStartOf: $0) }).min(), least <= allowed else {
        return nil
      }
      sum += least
    }
    return sum
  }

  /// The fewest slips between a word and any beginning of a text.
  private static func distance(_ word: [UInt8], toStartOf text: [UInt8]) -> Int {
    var rows = [Array(0...word.count)]
    var best = word.count
    for depth in text.indices {
      var row = [depth + 1]
      for place in word.indices {
        var cost = min(
          rows[depth][place] + (word[place] == text[depth] ? 0 : 1),
          min(rows[depth][place + 1], row[place]) + 1)
        if depth > 0, place > 0, word[place] == text[depth - 1], word[place - 1] == text[depth] {
          cost = min(cost, rows[depth - 1][place - 1] + 1)
        }
        row.append(cost)
      }
      best = min(best, row[word.count])
      rows.append(row)
    }
    return best
  }
}
