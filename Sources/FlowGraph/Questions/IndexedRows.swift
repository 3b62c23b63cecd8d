/// The rows of one side of an index, to be read run by run.
struct IndexedRows {
  private let shape: RowShape
  private let count: Int

  init(_ side: IndexedSide, of index: RouteIndex) {
    shape = index.extent.rowShape
    count = side.rows.count
  }

  /// Picks those of some rows that may be something on a route by the nodes at their other ends.
  ///
  /// - Parameters:
  ///   - range: the rows.
  ///   - bytes: those of the side, for all of its rows.
  ///   - roles: what legs may be.
  ///   - found: where they are put down; there must be room for all.
  ///   - first: from which place on.
  /// - Returns: one past the place of the last that was picked.
  func pick(
    _ range: Range<Int>, of bytes: RawSpan, roles: borrowing RoleBits,
    into found: inout MutableSpan<FoundRow>, from first: Int
  ) -> Int {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= count
        && bytes.byteCount >= shape.field.length(of: count),
      "rows \(range) are not all in the index")
    precondition(
      first >= 0 && range.count <= found.count - first, "no room for the rows \(range)")
    let words = roles.words.span
    var place = first
    // All rows, and places up to the number of rows, are within the bounds checked above.
    guard roles.hasMiddles else {
      for row in range {
        let word = shape.field.number(unchecked: row, of: bytes)
        let roles = RoleBits.ends(of: shape.node(of: word), in: words)
        // Written in any case: whether a row is wanted is a guess that a processor mostly gets wrong.
        unsafe found[unchecked: place] = FoundRow(row, day: shape.day(of: word), roles: roles)
        place &+= roles.isEmpty ? 0 : 1
      }
      return place
    }
    for row in range {
      let word = shape.field.number(unchecked: row, of: bytes)
      let roles = RoleBits.endsAndMiddles(of: shape.node(of: word), in: words)
      unsafe found[unchecked: place] = FoundRow(row, day: shape.day(of: word), roles: roles)
      place &+= roles.isEmpty ? 0 : 1  // likewise
    }
    return place
  }
}
