/// How far two spellings are from each other: slips of the pen, and sounds that are written alike.
///
/// An edit distance with transpositions (optimal string alignment) whose costs are below 1 where the letters
/// sound alike, are doubled, or are silent. Of words of more than 63 letters the first 63 are compared.
///
/// - Complexity: O(a × b) time, O(1) space.
/// - SeeAlso: F. J. Damerau, *A technique for computer detection and correction of spelling errors*, 1964.
enum SpellingDistance {
  /// What each kind of difference costs, in twentieths of a letter, so that sums are exact.
  struct Costs {
    var vowel: Int32
    var alike: Int32
    var missingVowel: Int32
    var missingH: Int32
    var doubled: Int32
    var transposed: Int32

    /// A letter for another, or one too many.
    static let letter: Int32 = 20

    /// Both spellings are plain Latin ones.
    static let written = Costs(
      vowel: 14, alike: 14, missingVowel: 20, missingH: 12, doubled: 8, transposed: 16)
    /// One of them was put into Latin letters by rule.
    static let transcribed = Costs(
      vowel: 8, alike: 6, missingVowel: 10, missingH: 6, doubled: 4, transposed: 20)
    /// One of them was written without vowels.
    static let withoutVowels = Costs(
      vowel: 6, alike: 6, missingVowel: 3, missingH: 6, doubled: 2, transposed: 20)

    /// The least that a letter too many costs.
    var least: Int32 { min(missingVowel, doubled, missingH) }
  }

  /// Most letters that are compared.
  private static let most = 63

  /// The distance of two spellings with the costs of writing; nil above a limit.
  static func plain(_ one: [UInt8], _ other: [UInt8], atMost limit: Double) -> Double? {
    distance(one, other, .written, atMost: limit)
  }

  /// The distance of two spellings; nil above a limit.
  static func distance(
    _ one: [UInt8], _ other: [UInt8], _ costs: Costs, atMost limit: Double
  ) -> Double? {
    if one == other { return 0 }
    let letter = Double(Costs.letter)
    let limit = Int32((limit * letter + 1e-6).rounded(.down))
    guard Int32(abs(one.count - other.count)) * costs.least <= limit else { return nil }
    return cost(one, other, costs, atMost: limit).map { Double($0) / letter }
  }

  /// Three rows of the table in one fixed place: this is where comparisons of names spend their time,
  /// and a list a row took half of it.
  private static func cost(
    _ one: [UInt8], _ other: [UInt8], _ costs: Costs, atMost limit: Int32
  ) -> Int32? {
    let (rows, columns) = (min(one.count, most), min(other.count, most))
    let width = most + 1
    var cells = [192 of Int32](repeating: 0)
    var missing = [64 of Int32](repeating: 0)
    var (before, above, current) = (0, width, 2 * width)
    for column in 0..<columns {
      missing[column] = self.missing(other, column, costs)
      cells[above + column + 1] = cells[above + column] + missing[column]
    }
    var leastAbove: Int32 = 0
    for row in 0..<rows {
      let (letter, gone) = (one[row], self.missing(one, row, costs))
      let isSwap = row > 0
      var least = cells[above] + gone
      cells[current] = least
      for column in 0..<columns {
        let opposite = other[column]
        var best = min(cells[above + column + 1] + gone, cells[current + column] + missing[column])
        best = min(best, cells[above + column] + substitution(letter, opposite, costs))
        if isSwap, column > 0, letter == other[column - 1], one[row - 1] == opposite {
          best = min(best, cells[before + column - 1] + costs.transposed)
        }
        cells[current + column + 1] = best
        least = min(least, best)
      }
      // A letter changed for its neighbour's reaches back two rows.
      if least > limit, leastAbove > limit { return nil }
      leastAbove = least
      (before, above, current) = (above, current, before)
    }
    let cost = cells[above + columns]
    return cost <= limit ? cost : nil
  }

  private static func missing(_ word: [UInt8], _ position: Int, _ costs: Costs) -> Int32 {
    let letter = word[position]
    if position > 0, word[position - 1] == letter, letter > 0x39 { return costs.doubled }
    if letter == 0x68 { return costs.missingH }
    return SoundKey.soundClass(letter) == SoundKey.vowelClass ? costs.missingVowel : Costs.letter
  }

  private static func substitution(_ one: UInt8, _ other: UInt8, _ costs: Costs) -> Int32 {
    if one == other { return 0 }
    let (first, second) = (SoundKey.soundClass(one), SoundKey.soundClass(other))
    guard first == second else { return Costs.letter }
    return first == SoundKey.vowelClass ? costs.vowel : first == 0 ? Costs.letter : costs.alike
  }
}
