/// A set of rows.
struct RowBits {
  private var words: [UInt64]
  private let first: Int

  /// Makes an empty set for rows of a range.
  init(within rows: Range<Int>) {
    first = rows.lowerBound
    words = [UInt64](repeating: 0, count: (rows.count + 63) / 64)
  }

  /// Adds the rows of middle legs that lie within the range.
  mutating func insertMiddles(of rows: borrowing Span<FoundRow>) {
    let first = first
    var words = words.mutableSpan
    for index in rows.indices where rows[index].roles.contains(.middle) {
      let place = Int(rows[index].row) - first
      guard place >= 0, place &>> 6 < words.count else { continue }
      words[place &>> 6] |= 1 &<< UInt64(place & 63)
    }
  }

  /// Keeps the rows that are in another set, of the same range, too.
  mutating func formIntersection(_ other: RowBits) {
    for word in words.indices { words[word] &= other.words[word] }
  }

  func contains(_ row: Int32) -> Bool {
    let place = Int(row) - first
    guard place >= 0, place &>> 6 < words.count else { return false }
    return words[place &>> 6] &>> UInt64(place & 63) & 1 == 1
  }
}
