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
  /// Edit distances by letters read and letters sought, a row and a column before all of either.
  ///
  /// A place further than `slips` from the diagonal has too many for sure
  /// and is not worked out.
  private var distances: [UInt8]
  private var path: [UInt8]
  private var found: [SearchRange] = []

  private var width: Int { sought.count + 1 }
  private var mostDepth: Int { sought.count + slips }

  init(_ index: SearchIndex, sought: [UInt8], slips: Int) {
    self.index = index
    self.sought = sought
    self.slips = slips
    let beyond = UInt8(clamping: slips + 1)
    path = [UInt8](repeating: 0, count: sought.count + slips + 1)
    distances = [UInt8](
      repeating: beyond, count: (sought.count + slips + 1) * (sought.count + 1))
    for place in 0...min(slips, sought.count) { distances[place] = UInt8(place) }
    for depth in 0...slips { distances[depth * (sought.count + 1)] = UInt8(depth) }
  }

  /// The suffixes, in ranges that may lie within one another.
  consuming func ranges() -> [SearchRange] {
    let data = index.data
    walk(0..<index.counts.suffixes, depth: 0, data.bytes)
    return found
  }

  /// Walks the suffixes of a range, which have their first letters in common.
  private mutating func walk(_ range: Range<Int>, depth: Int, _ bytes: RawSpan) {
    guard depth < mostDepth else { return }
    var start = range.lowerBound
    while start < range.upperBound {
      let letter = index.letter(at: depth, ofSuffix: start, in: bytes)
      let end =
        start + 1 == range.upperBound
        ? range.upperBound
        : index.endOfBranch(letter, at: depth, from: start, to: range.upperBound, in: bytes)
      defer { start = end }
      if letter == 0 { continue }
      path[depth] = letter
      let least = fillRow(depth + 1, letter)
      let whole = Int(distances[(depth + 1) * width + sought.count])
      if whole <= slips { found.append(SearchRange(suffixes: start..<end, slips: whole)) }
      // Below, a reading may only get better while some way to read it has fewer slips.
      if least <= slips, !(whole <= slips && least >= whole) {
        walk(start..<end, depth: depth + 1, bytes)
      }
    }
  }

  /// Fills the row of distances after one more letter; gives its least.
  private mutating func fillRow(_ depth: Int, _ letter: UInt8) -> Int {
    let (above, row) = ((depth - 1) * width, depth * width)
    let places = max(1, depth - slips)..<min(sought.count, depth + slips) + 1
    var least = distances[row + places.lowerBound - 1]
    for place in places {
      let isSame = sought[place - 1] == letter
      var cost = min(
        distances[above + place - 1] &+ (isSame ? 0 : 1),
        min(distances[above + place], distances[row + place - 1]) &+ 1)
      if depth > 1, place > 1, letter == sought[place - 2], path[depth - 2] == sought[place - 1] {
        cost = min(cost, distances[above - width + place - 2] &+ 1)
      }
      distances[row + place] = cost  // at most a letter more than `slips` + 1, far from 255
      least = min(least, cost)
    }
    return Int(least)
  }
}

extension SearchIndex {
  /// A letter of a suffix; 0 at its end.
  func letter(at depth: Int, ofSuffix suffix: Int, in bytes: RawSpan) -> UInt8 {
    bytes[
      letter: counts.letterBytes + Self.number(suffix, at: counts.suffixStart, in: bytes) + depth]
  }

  /// The first suffix of a range whose letter at a depth is another.
  func endOfBranch(
    _ letter: UInt8, at depth: Int, from start: Int, to end: Int, in bytes: RawSpan
  ) -> Int {
    func isThere(_ suffix: Int) -> Bool {
      self.letter(at: depth, ofSuffix: suffix, in: bytes) == letter
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
