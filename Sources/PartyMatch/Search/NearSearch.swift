import Foundation

/// Finds the suffixes that begin with a word but for a few letters: left out, put in, mistaken or two
/// neighbours in the wrong order.
///
/// The sorted suffixes are walked as the tree that they are; a branch is left when every way to read it
/// has too many slips already.
///
/// - Complexity: O(branches within reach × log suffixes) time.
/// - SeeAlso: Ukkonen, *Approximate string-matching over suffix trees*, 1993.
struct NearSearch {
  private let index: SearchIndex
  private let sought: [UInt8]
  private let slips: Int
  /// One row of edit distances for each letter read so far, and one before all.
  private var rows: [[UInt8]]
  private var path: [UInt8] = []
  private var found: [SearchRange] = []

  init(_ index: SearchIndex, sought: [UInt8], slips: Int) {
    self.index = index
    self.sought = sought
    self.slips = slips
    rows = Array(
      repeating: [UInt8](repeating: 0, count: sought.count + 1), count: sought.count + slips + 2)
    rows[0] = (0...sought.count).map { UInt8($0) }
  }

  /// The suffixes, in ranges that may lie within one another.
  consuming func ranges() -> [SearchRange] {
    walk(0..<index.counts.suffixes, depth: 0)
    return found
  }

  /// Walks the suffixes of a range, which have their first letters in common.
  private mutating func walk(_ range: Range<Int>, depth: Int) {
    guard depth + 1 < rows.count else { return }
    var start = range.lowerBound
    while start < range.upperBound {
      let letter = index.letter(at: depth, ofSuffix: start)
      let end = index.endOfBranch(letter, at: depth, from: start, to: range.upperBound)
      defer { start = end }
      if letter == 0 { continue }
      path.append(letter)
      let least = fillRow(depth + 1, letter)
      let whole = Int(rows[depth + 1][sought.count])
      if whole <= slips { found.append(SearchRange(suffixes: start..<end, slips: whole)) }
      // Below, a reading may only get better while some way to read it has fewer slips.
      if least <= slips, !(whole <= slips && least >= whole) { walk(start..<end, depth: depth + 1) }
      path.removeLast()
    }
  }

  /// Fills the row of distances after one more letter; gives its least.
  private mutating func fillRow(_ depth: Int, _ letter: UInt8) -> Int {
    var least = UInt8(clamping: depth)
    rows[depth][0] = least
    for place in 1...sought.count {
      let isSame = sought[place - 1] == letter
      var cost = min(
        rows[depth - 1][place - 1] + (isSame ? 0 : 1),
        min(rows[depth - 1][place], rows[depth][place - 1]) + 1)
      if depth > 1, place > 1, letter == sought[place - 2], path[depth - 2] == sought[place - 1] {
        cost = min(cost, rows[depth - 2][place - 2] + 1)
      }
      rows[depth][place] = cost
      least = min(least, cost)
    }
    return Int(least)
  }
}

extension SearchIndex {
  /// A letter of a suffix; 0 at its end.
  func letter(at depth: Int, ofSuffix suffix: Int) -> UInt8 {
    let bytes = data.bytes
    return bytes[
      letter: counts.letterBytes + Self.number(suffix, at: counts.suffixStart, in: bytes) + depth]
  }

  /// The first suffix of a range whose letter at a depth is another.
  func endOfBranch(_ letter: UInt8, at depth: Int, from start: Int, to end: Int) -> Int {
    let bytes = data.bytes
    func isThere(_ suffix: Int) -> Bool {
      let place = Self.number(suffix, at: counts.suffixStart, in: bytes) + depth
      return bytes[letter: counts.letterBytes + place] == letter
    }
    // Most branches are short: look ahead in growing steps before halving.
    var step = 1
    var low = start
    while low + step < end, isThere(low + step) {
      low += step
      step *= 2
    }
    var high = min(end, low + step)
    low += 1
    while low < high {
      let middle = (low + high) / 2
      if isThere(middle) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return high
  }
}
