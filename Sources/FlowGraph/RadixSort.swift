/// Least-significant-digit radix sort of packed words.
///
/// - Complexity: O(n × bits / 11) time, n words of extra space.
enum RadixSort {
  /// Sorts `words` by the bits in `bits`, keeping the order of words equal in them.
  static func sort(_ words: inout [UInt64], bits: Range<Int>) {
    guard words.count > 1, !bits.isEmpty else { return }
    // A table of counters must not cost more than the words that it counts.
    let digitBits = words.count < 2_048 ? 8 : 11
    var spare = [UInt64](repeating: 0, count: words.count)
    var counters = [Int](repeating: 0, count: 1 << digitBits)
    var low = bits.lowerBound
    while low < bits.upperBound {
      let width = min(digitBits, bits.upperBound - low)
      if scatter(from: words, into: &spare, counters: &counters, low: low, width: width) {
        swap(&words, &spare)
      }
      low += width
    }
  }

  /// Moves words to `spare` by one digit; false when all have the same digit and nothing moved.
  private static func scatter(
    from words: [UInt64], into spare: inout [UInt64], counters: inout [Int], low: Int, width: Int
  ) -> Bool {
    let words = words.span
    var spare = spare.mutableSpan
    var counters = counters.mutableSpan
    let mask = (UInt64(1) << UInt64(width)) - 1
    let shift = UInt64(low)
    for digit in counters.indices { counters[digit] = 0 }
    for index in words.indices {
      counters[Int((words[index] &>> shift) & mask)] &+= 1  // at most the number of words
    }
    if counters[Int((words[0] &>> shift) & mask)] == words.count { return false }
    var start = 0
    for digit in counters.indices {
      let count = counters[digit]
      counters[digit] = start
      start &+= count  // ends at the number of words
    }
    for index in words.indices {
      let word = words[index]
      let digit = Int((word &>> shift) & mask)
      let place = counters[digit]
      spare[place] = word
      counters[digit] = place &+ 1  // at most the number of words
    }
    return true
  }
}
