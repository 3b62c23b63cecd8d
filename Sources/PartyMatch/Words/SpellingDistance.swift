/// How far two spellings are from each other: slips of the pen, and sounds that are written alike.
///
/// An edit distance with transpositions (optimal string alignment) whose costs are below 1 where the letters
/// sound alike, are doubled, or are silent.
///
/// - Complexity: O(a × b) time, O(b) space.
/// - SeeAlso: F. J. Damerau, *A technique for computer detection and correction of spelling errors*, 1964.
enum SpellingDistance {
  /// What each kind of difference costs, in letters.
  struct Costs {
    var vowel: Double
    var alike: Double
    var missingVowel: Double
    var missingH: Double
    var doubled: Double
    var transposed: Double

    /// Both spellings are plain Latin ones.
    static let written = Costs(
      vowel: 0.7, alike: 0.7, missingVowel: 1, missingH: 0.6, doubled: 0.4, transposed: 0.8)
    /// One of them was put into Latin letters by rule.
    static let transcribed = Costs(
      vowel: 0.4, alike: 0.3, missingVowel: 0.5, missingH: 0.3, doubled: 0.2, transposed: 1)
    /// One of them was written without vowels.
    static let withoutVowels = Costs(
      vowel: 0.3, alike: 0.3, missingVowel: 0.15, missingH: 0.3, doubled: 0.1, transposed: 1)
  }

  /// The distance of two spellings with the costs of writing; nil above a limit.
  static func plain(_ one: [UInt8], _ other: [UInt8], atMost limit: Double) -> Double? {
    distance(one, other, .written, atMost: limit)
  }

  /// The distance of two spellings; nil above a limit.
  static func distance(
    _ one: [UInt8], _ other: [UInt8], _ costs: Costs, atMost limit: Double
  ) -> Double? {
    if one == other { return 0 }
    let least = min(costs.missingVowel, costs.doubled, costs.missingH)
    guard Double(abs(one.count - other.count)) * least <= limit else { return nil }
    var before: [Double] = []
    var above = [0.0]
    for letter in other.indices { above.append(above[letter] + missing(other, letter, costs)) }
    for row in one.indices {
      var current = [above[0] + missing(one, row, costs)]
      current.reserveCapacity(other.count + 1)
      for column in other.indices {
        var best = above[column] + substitution(one[row], other[column], costs)
        best = min(best, above[column + 1] + missing(one, row, costs))
        best = min(best, current[column] + missing(other, column, costs))
        if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
          best = min(best, before[column - 1] + costs.transposed)
        }
        current.append(best)
      }
      if let least = current.min(), least > limit, row > 0, (above.min() ?? 0) > limit {
        return nil
      }
      before = above
      above = current
    }
    let distance = above[other.count]
    return distance <= limit + 1e-9 ? distance : nil
  }

  private static func missing(_ word: [UInt8], _ position: Int, _ costs: Costs) -> Double {
    let letter = word[position]
    if position > 0, word[position - 1] == letter, letter > 0x39 { return costs.doubled }
    if letter == 0x68 { return costs.missingH }
    return isVowel(letter) ? costs.missingVowel : 1
  }

  private static func substitution(_ one: UInt8, _ other: UInt8, _ costs: Costs) -> Double {
    if one == other { return 0 }
    let (first, second) = (SoundKey.soundClass(one), SoundKey.soundClass(other))
    guard first == second else { return 1 }
    return first == SoundKey.vowelClass ? costs.vowel : first == 0 ? 1 : costs.alike
  }

  private static func isVowel(_ letter: UInt8) -> Bool {
    SoundKey.soundClass(letter) == SoundKey.vowelClass
  }
}
