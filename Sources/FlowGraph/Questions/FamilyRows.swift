/// The legs that take part, by family, then by number.
struct FamilyRows: Sendable {
  /// The legs; workers may overwrite those of families that they have read.
  let sorted: NewColumn<Int32>
  private let offsets: [Int32]

  init(of columns: LegColumns) {
    let pieces = Parallel.pieceCount(rows: columns.count)
    let familyCount = 1 + Int(columns.family.max() ?? 0)
    let counts = Parallel.map(count: pieces) { piece in
      var counts = [Int32](repeating: 0, count: familyCount)
      for leg in Parallel.rows(of: piece, in: pieces, count: columns.count)
      where columns.takesPart(leg: leg) { counts[Int(columns.family[leg])] += 1 }
      return counts
    }
    var offsets: [Int32] = [0]
    // Where each piece writes its first leg of each family.
    var starts = counts
    for family in 0..<familyCount {
      var next = offsets[family]
      for piece in 0..<pieces {
        starts[piece][family] = next
        next += counts[piece][family]
      }
      offsets.append(next)
    }
    self.offsets = offsets
    let firsts = starts
    let sorted = NewColumn<Int32>(count: Int(offsets[familyCount]))
    self.sorted = sorted
    _ = Parallel.map(count: pieces) { piece in
      var next = firsts[piece]
      for leg in Parallel.rows(of: piece, in: pieces, count: columns.count)
      where columns.takesPart(leg: leg) {
        let family = Int(columns.family[leg])
        sorted.slices.write(Int32(truncatingIfNeeded: leg), at: Int(next[family]))
        next[family] += 1
      }
    }
  }

  /// Families in a row with enough legs together to be worth a worker.
  var groups: [Range<Int>] {
    var groups: [Range<Int>] = []
    var start = 0
    for family in 1..<offsets.count where offsets[family] - offsets[start] >= 32_768 {
      groups.append(start..<family)
      start = family
    }
    if start < offsets.count - 1 { groups.append(start..<(offsets.count - 1)) }
    return groups
  }

  /// The number of families.
  var familyCount: Int { offsets.count - 1 }

  /// The number of legs.
  var count: Int { Int(offsets[familyCount]) }

  /// The number of legs before those of a family.
  func firstRow(of family: Int) -> Int { Int(offsets[family]) }

  /// A copy of the legs of some families in a row.
  func legs(of families: Range<Int>) -> [Int32] {
    let rows = Int(offsets[families.lowerBound])..<Int(offsets[families.upperBound])
    var legs = [Int32](repeating: 0, count: rows.count)
    sorted.slices.withSlice(rows) { slice in
      for index in slice.indices { legs[index] = slice[index] }
    }
    return legs
  }
}
