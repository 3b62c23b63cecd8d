/// The places of rising row numbers among themselves, by a bit for each row and counts of bits.
struct RankedRows {
  private let first: Int
  private let words: [UInt64]
  /// How many rows come before each word.
  private let before: [Int32]

  init(_ rows: [Int32]) {
    let first = Int(rows.first ?? 0)
    var words = [UInt64](repeating: 0, count: (Int(rows.last ?? 0) - first) / 64 + 1)
    for row in rows { words[(Int(row) - first) / 64] |= 1 << UInt64((Int(row) - first) % 64) }
    var before: [Int32] = []
    before.reserveCapacity(words.count)
    var count: Int32 = 0
    for word in words {
      before.append(count)
      count += Int32(word.nonzeroBitCount)
    }
    self.first = first
    self.words = words
    self.before = before
  }

  /// The place of each of some rows, or -1.
  func ranks(of rows: [Int32]) -> [Int32] {
    let pieces = Parallel.pieceCount(rows: rows.count)
    return SlicedColumn<Int32>.build(count: rows.count) { ranks in
      _ = Parallel.map(count: pieces) { piece in
        let range = Parallel.rows(of: piece, in: pieces, count: rows.count)
        ranks.withSlice(range) { slice in
          for index in slice.indices { slice[index] = rank(of: rows[range.lowerBound + index]) }
        }
      }
    }
  }

  private func rank(of row: Int32) -> Int32 {
    let place = Int(row) - first
    guard place >= 0, place / 64 < words.count else { return -1 }
    let word = words[place / 64]
    let bit = UInt64(1) << UInt64(place % 64)
    guard word & bit != 0 else { return -1 }
    return before[place / 64] + Int32((word & (bit - 1)).nonzeroBitCount)
  }
}
