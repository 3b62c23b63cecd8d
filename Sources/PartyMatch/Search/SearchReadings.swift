import Foundation

/// How names in one script are read in another, so that they can be asked for in either.
enum SearchReadings {
  /// The readings of a name: Hangul in the Revised Romanization, letter by letter and as it is said
  /// together, Han letters in pinyin and in Hangul; none where everything is in plain letters.
  static func texts(of name: String) -> [String] {
    guard name.utf8.contains(where: { $0 >= 0x80 }) else { return [] }
    let tokens = NameToken.tokens(of: name)
    guard tokens.contains(where: { $0.origin == .hangul || $0.origin == .han }) else { return [] }
    var latin: [String] = []
    var said: [String] = []
    var hangul: [String] = []
    for token in tokens {
      switch token.origin {
      case .hangul:
        latin.append(apart(token.local, .hangul))
        said.append(String(decoding: Hangul.revised(token.local), as: UTF8.self))
        hangul.append(text(token.local))
      case .han:
        latin.append(apart(token.local, .han))
        said.append(apart(token.local, .han))
        hangul.append(text(LocalReadings.korean(token.local) ?? token.local))
      default:
        let plain = token.local.isEmpty ? token.plain : text(token.local)
        latin.append(plain)
        said.append(plain)
        hangul.append(plain)
      }
    }
    let hasHan = tokens.contains { $0.origin == .han }
    return ([latin, said] + (hasHan ? [hangul] : [])).map { $0.joined(separator: " ") }
      .filter { !$0.isEmpty }
  }

  /// A word as each of its letters is read, apart, so that a search may begin at each.
  private static func apart(_ letters: [Unicode.Scalar], _ origin: NameWord.Origin) -> String {
    letters.map { letter in
      String(decoding: LocalReadings.readings(of: [letter], origin: origin)[0], as: UTF8.self)
    }.joined(separator: " ")
  }

  private static func text(_ letters: [Unicode.Scalar]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: letters)
    return String(text)
  }
}
