/// Numbers in names, however written: they tell plants, funds and ships apart.
enum NumberWords {
  /// The number that one word writes: digits, a word, an ordinal or a longer Roman numeral.
  static func number(_ word: String) -> Int? {
    if let number = Int(word), word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return number
    }
    if let number = units[word] ?? tens[word] ?? ordinals[word] { return number }
    for ending in ["st", "nd", "rd", "th"] where word.hasSuffix(ending) {
      if let number = Int(word.dropLast(2)), number >= 0 { return number }
    }
    return word.utf8.count > 1 ? roman(word) : nil
  }

  /// Tens that a unit may follow, as in forty four.
  static func isTens(_ word: String) -> Bool { tens[word] != nil }

  /// The tens that a word with one slip in it means; only before a unit is it surely no other word.
  static func misspeltTens(_ word: String) -> Int? {
    guard word.hasSuffix("ty") || word.hasSuffix("tie") else { return nil }
    return tens.filter {
      SpellingDistance.plain(Array(word.utf8), Array($0.key.utf8), atMost: 1) != nil
    }.map(\.value).min()
  }

  /// The value of a Roman numeral up to 39; nil for anything else.
  static func roman(_ word: String) -> Int? { romans[word] }

  private static let units: [String: Int] = [
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
  ]
  private static let tens: [String: Int] = [
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
  ]
  private static let ordinals: [String: Int] = [
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10,
  ]
  private static let romans: [String: Int] = {
    let units = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    var values: [String: Int] = [:]
    for number in 1...39 {
      values[String(repeating: "x", count: number / 10) + units[number % 10]] = number
    }
    return values
  }()
}
