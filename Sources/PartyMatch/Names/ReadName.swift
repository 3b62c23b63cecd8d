/// A name read for comparison: what tells it apart, and its legal forms apart from that.
struct ReadName: Hashable, Sendable {
  /// The name as written.
  let written: String
  /// What tells the name apart, in order.
  private(set) var words: [NameWord] = []
  /// Legal forms, as written.
  private(set) var forms: [LegalForm] = []
  /// Every letter of the name but of its legal forms, together.
  private(set) var whole: [UInt8] = []
  /// First letters of all words, particles left out.
  private(set) var initials: [UInt8] = []

  /// Whether it has a legal form or a word of trade: then it is no person.
  var isCompany: Bool { !forms.isEmpty || words.contains { $0.kind == .trade } }
  /// Whether all of it was written in plain Latin letters.
  var isLatin: Bool { words.allSatisfy { $0.origin == .latin } }

  /// Reads a name.
  init(_ name: String) {
    written = name
    var tokens = NameToken.tokens(of: name).flatMap { parted($0) }
    tokens = Self.joined(tokens)
    stripForms(&tokens)
    if tokens.allSatisfy({ $0.local.isEmpty }) {
      whole = tokens.filter { !Self.little.contains($0.plain) }.flatMap { Array($0.plain.utf8) }
    }
    stripTitles(&tokens)
    readWords(tokens)
    initials = words.compactMap { $0.readings.first?.first }
  }

  /// Words that come and go when a name is written together.
  private static let little: Set<String> = ["and", "the", "of"]

  // MARK: Hangul and Han letters

  /// Parts a run of Hangul or Han letters into legal forms, which are kept, and the rest.
  private mutating func parted(_ token: NameToken) -> [NameToken] {
    guard !token.local.isEmpty else { return [token] }
    var letters = token.local[...]
    var isChanged = true
    while isChanged, letters.count > 1 {
      isChanged = false
      for (form, meaning) in LegalFormTable.attached where form.count <= letters.count {
        if letters.starts(with: form) {
          letters = letters.dropFirst(form.count)
        } else if letters.suffix(form.count).elementsEqual(form) {
          letters = letters.dropLast(form.count)
        } else {
          continue
        }
        forms.append(meaning)
        isChanged = true
        break
      }
    }
    // (주) and (유) stand alone in their brackets.
    if letters.count == 1, let letter = letters.first, token.local.count == 1,
      let kind = Self.bracketed[letter]
    {
      forms.append(LegalForm(countries: ["KR"], kind: kind))
      return []
    }
    if letters.isEmpty { return [] }
    return [NameToken(plain: "", local: Array(letters), origin: token.origin)]
  }

  private static let bracketed: [Unicode.Scalar: LegalForm.Kind] = [
    "주": .publicShares, "株": .publicShares, "유": .limited, "有": .limited, "재": .nonProfit,
    "사": .nonProfit,
  ]

  // MARK: Legal forms and titles

  /// Joins single letters that follow one another, as initials do.
  private static func joined(_ tokens: [NameToken]) -> [NameToken] {
    var result: [NameToken] = []
    var position = 0
    while position < tokens.count {
      var end = position
      while end < tokens.count, tokens[end].plain.utf8.count == 1 { end += 1 }
      let together = tokens[position..<end].map(\.plain).joined()
      let form = (2..<max(end - position, 2)).first { count in
        // A numeral before L. P. is no part of the form.
        LegalFormTable.forms[[tokens[(end - count)..<end].map(\.plain).joined()]] != nil
      }
      if let form, LegalFormTable.forms[[together]] == nil {
        result += tokens[position..<(end - form)]
        result.append(
          NameToken(
            plain: tokens[(end - form)..<end].map(\.plain).joined(), local: [],
            origin: tokens[position].origin))
        position = end
      } else if end - position > 1 {
        result.append(NameToken(plain: together, local: [], origin: tokens[position].origin))
        position = end
      } else {
        result.append(tokens[position])
        position += 1
      }
    }
    return result
  }

  /// Forms that stand before the name.
  private static let leading: Set<String> = [
    "pt", "ooo", "oao", "zao", "pao", "ao", "jsc", "ojsc", "cjsc", "pjsc", "ano", "llc", "tov",
    "srl",
    "too", "fgup", "sa", "sarl", "kk", "uab", "sia",
  ]

  /// Takes off a place that stands after the legal form: it says where the company is, and is no part
  /// of its name (Norvik Trading Ltd, London).
  private func stripSeat(_ tokens: inout [NameToken]) {
    for count in stride(from: min(3, tokens.count - 2), to: 0, by: -1) {
      guard PlaceWords.latin[tokens.suffix(count).map(\.plain)] != nil,
        LegalFormTable.forms[[tokens[tokens.count - count - 1].plain]] != nil
      else { continue }
      tokens.removeLast(count)
      return
    }
  }

  private mutating func stripForms(_ tokens: inout [NameToken]) {
    stripSeat(&tokens)
    var isChanged = true
    while isChanged, tokens.count > 1 {
      isChanged = false
      for count in stride(from: min(LegalFormTable.mostWords, tokens.count - 1), to: 0, by: -1) {
        let tail = tokens.suffix(count).map(\.plain)
        if let form = LegalFormTable.forms[tail] ?? MisspeltForms.form(tail) {
          tokens.removeLast(count)
          if tokens.count > 1, tokens.last?.plain == "and" { tokens.removeLast() }
          forms.append(form)
          isChanged = true
          break
        }
        let head = tokens.prefix(count).map(\.plain)
        if count > 1 || Self.leading.contains(head[0]), let form = LegalFormTable.forms[head] {
          tokens.removeFirst(count)
          forms.append(form)
          isChanged = true
          break
        }
      }
    }
  }

  private func stripTitles(_ tokens: inout [NameToken]) {
    while tokens.count > 1, let first = tokens.first, PersonalNames.titles.contains(first.plain) {
      tokens.removeFirst()
    }
  }

  // MARK: Words

  private mutating func readWords(_ tokens: [NameToken]) {
    var position = 0
    var isAfterChildOf = false
    while position < tokens.count {
      let token = tokens[position]
      if !token.local.isEmpty {
        words += LocalWords.words(of: token)
        position += 1
        continue
      }
      if PersonalNames.particles.contains(token.plain), tokens.count > 1 {
        // Bin al-Din: the article does not part child and parent.
        if PersonalNames.childOf.contains(token.plain) { isAfterChildOf = true }
        position += 1
        continue
      }
      let (word, count) = Self.word(at: position, in: tokens)
      words.append(word)
      words[words.count - 1].namesParent = isAfterChildOf
      isAfterChildOf = false
      position += count
    }
    guard words.isEmpty else { return }
    // A name of particles only is still a name.
    words = tokens.map { NameWord(plain: Array($0.plain.utf8), origin: $0.origin) }
  }

  /// The word at a position, and how many tokens it takes.
  private static func word(at position: Int, in tokens: [NameToken]) -> (NameWord, Int) {
    let token = tokens[position]
    let letters = Array(token.plain.utf8)
    if PlaceWords.firstWords.contains(token.plain) {
      for count in stride(from: min(4, tokens.count - position), to: 0, by: -1) {
        let run = tokens[position..<(position + count)].map(\.plain)
        if let place = PlaceWords.latin[run] {
          return (
            NameWord(
              .place, place, written: Array(run.joined().utf8), worth: 12, origin: token.origin),
            count
          )
        }
      }
    }
    let next = position + 1 < tokens.count ? tokens[position + 1].plain : ""
    if let (entry, count) = TradeWords.entry(of: token.plain, before: next) {
      let written = count == 1 ? letters : letters + Array(next.utf8)
      return (
        NameWord(
          .trade, entry.canonical, written: written, worth: entry.worth, origin: token.origin),
        count
      )
    }
    if let (number, count) = number(at: position, in: tokens) {
      return (
        NameWord(.number, String(number), written: [], worth: 12, origin: token.origin), count
      )
    }
    return (NameWord(plain: unmasked(letters), origin: token.origin), 1)
  }

  private static func number(at position: Int, in tokens: [NameToken]) -> (Int, Int)? {
    let text = tokens[position].plain
    // One letter is a numeral only at the end of a name of several words.
    if text.utf8.count == 1, text.utf8.allSatisfy({ $0 > 0x39 }) {
      guard position > 1, position == tokens.count - 1 else { return nil }
      return NumberWords.roman(text).map { ($0, 1) }
    }
    // Xi and Di are names: no name begins with a Roman numeral.
    if position == 0, NumberWords.roman(text) != nil { return nil }
    guard let number = NumberWords.number(text) else {
      return unit(after: position, in: tokens).flatMap { unit in
        NumberWords.misspeltTens(text).map { ($0 + unit, 2) }
      }
    }
    if NumberWords.isTens(text), let unit = unit(after: position, in: tokens) {
      return (number + unit, 2)
    }
    return (number, 1)
  }

  private static func unit(after position: Int, in tokens: [NameToken]) -> Int? {
    guard position + 1 < tokens.count,
      let unit = NumberWords.number(tokens[position + 1].plain), (1..<10).contains(unit)
    else { return nil }
    return unit
  }

  /// Digits written for letters inside a word: 0 for o, 1 for i, 3 for e, 5 for s, 9 for g.
  private static func unmasked(_ letters: [UInt8]) -> [UInt8] {
    let digits = letters.count { (0x30...0x39).contains($0) }
    guard digits > 0, digits * 2 < letters.count, letters.first.map({ $0 > 0x39 }) ?? false else {
      return letters
    }
    let spelt: [UInt8: UInt8] = [0x30: 0x6F, 0x31: 0x69, 0x33: 0x65, 0x35: 0x73, 0x39: 0x67]
    // Digits at the end number something; only those before a letter stand for one.
    let end = letters.lastIndex { $0 > 0x39 } ?? 0
    return letters.indices.map { $0 < end ? spelt[letters[$0]] ?? letters[$0] : letters[$0] }
  }
}

/// Long legal forms with a slip in them, as far as nothing else is meant.
enum MisspeltForms {
  private static let long: [(letters: [UInt8], words: Int, form: LegalForm)] =
    LegalFormTable.forms.compactMap { words, form in
      let letters = words.flatMap { Array($0.utf8) }
      return letters.count >= 10 && letters.allSatisfy { $0 < 0x80 }
        ? (letters, words.count, form) : nil
    }
    .sorted { $0.letters.lexicographicallyPrecedes($1.letters) }

  static func form(_ words: [String]) -> LegalForm? {
    let count = words.reduce(0) { $0 + $1.utf8.count }
    guard count >= 10 else { return nil }
    let letters = words.flatMap { Array($0.utf8) }
    return long.first {
      $0.words == words.count && $0.letters[0] == letters[0]
        && abs($0.letters.count - letters.count) < 2
        && SpellingDistance.plain(letters, $0.letters, atMost: 1.5) != nil
    }?.form
  }
}

/// Names in Hangul and Han letters, which are written without spaces, part by part.
enum LocalWords {
  /// Places at the beginning, words of trade at the end, and what is between.
  static func words(of token: NameToken) -> [NameWord] {
    var rest = token.local[...]
    var places: [NameWord] = []
    var trades: [NameWord] = []
    func tail() -> Bool {
      for count in stride(from: min(TradeWords.mostLocalLetters, rest.count - 1), to: 1, by: -1) {
        guard let entry = TradeWords.local(rest.suffix(count)) else { continue }
        trades.append(
          NameWord(
            .trade, entry.canonical, written: [], worth: entry.worth, origin: token.origin))
        rest = rest.dropLast(count)
        return true
      }
      return false
    }
    while tail() {}
    // What is left may itself be a word of trade: the name stands before it in another word.
    if let entry = TradeWords.local(rest) {
      trades.append(
        NameWord(.trade, entry.canonical, written: [], worth: entry.worth, origin: token.origin))
      return trades.reversed()
    }
    if let (letters, place) = PlaceWords.local.first(where: { rest.starts(with: $0.letters) }),
      rest.count - letters.count != 1
    {
      places.append(NameWord(.place, place, written: [], worth: 12, origin: token.origin))
      rest = rest.dropFirst(letters.count)
    }
    var words = places
    if !rest.isEmpty { words.append(NameWord(local: Array(rest), origin: token.origin)) }
    return words + trades.reversed()
  }
}
