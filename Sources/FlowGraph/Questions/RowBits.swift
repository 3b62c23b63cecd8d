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

  /// Keeps, from the first place on, those of some rows that may still be something on a route when no
  /// others of them may be middle legs; one past the last place.
  func keep(
    _ rows: borrowing Span<FoundRow>, into kept: inout MutableSpan<FoundRow>, from first: Int
  ) -> Int {
    var place = first
    for index in rows.indices {
      var row = rows[index]
      if row.roles.contains(.middle), !contains(row.row) { row.roles.remove(.middle) }
      row.reachedBy = []
      kept[place] = row
      place &+= row.roles.isEmpty ? 0 : 1  // at most the number of rows
    }
    return place
  }
}
