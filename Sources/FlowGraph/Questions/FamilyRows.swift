/// The legs that take part, by family, then by number.
///
/// They stand where their rows will have their legs and quantities, so that no memory is needed for
/// them alone; workers overwrite those of families that they have read.
struct FamilyRows: Sendable {
  let extent: IndexExtent
  /// By row, the leg and, later, its quantity.
  let details: NewColumn<UInt8>
  /// The first row of each family, and one past the last row.
  let offsets: [Int32]

  init(of columns: LegColumns) {
    let pieces = Parallel.pieceCount(rows: columns.count)
    let familyCount = 1 + Int(max(0, columns.family.max() ?? 0))
    let counted = Parallel.map(count: pieces) { piece in
      var counts = [Int32](repeating: 0, count: familyCount)
      var extent = IndexExtent()
      for leg in Parallel.rows(of: piece, in: pieces, count: columns.count)
      where columns.takesPart(leg: leg) {
        counts[Int(columns.family[leg])] += 1
        extent.add(leg, of: columns)
      }
      return (counts: counts, extent: extent)
    }
    var extent = IndexExtent()
    var offsets: [Int32] = [0]
    // Where each piece writes its first leg of each family.
    var starts = counted.map { $0.counts }
    for family in 0..<familyCount {
      var next = offsets[family]
      for piece in 0..<pieces {
        starts[piece][family] = next
        next += counted[piece].counts[family]
      }
      offsets.append(next)
    }
    for piece in counted { extent.add(piece.extent) }
    self.offsets = offsets
    self.extent = extent
    let firsts = starts
    let field = extent.legField
    let details = NewColumn<UInt8>(field, count: extent.rowCount)
    self.details = details
    _ = Parallel.map(count: pieces) { piece in
      var next = firsts[piece]
      for leg in Parallel.rows(of: piece, in: pieces, count: columns.count)
      where columns.takesPart(leg: leg) {
        let family = Int(columns.family[leg])
        details.write(UInt64(leg), at: Int(next[family]), in: field)
        next[family] += 1
      }
    }
  }

  /// Families in a row with enough legs together, `size`, to be worth a worker.
  func groups(of size: Int) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var start = 0
    for family in 1..<offsets.count where Int(offsets[family] - offsets[start]) >= size {
      groups.append(start..<family)
      start = family
    }
    if start < offsets.count - 1 { groups.append(start..<(offsets.count - 1)) }
    return groups
  }

  /// The rows of some families in a row.
  func rows(of families: Range<Int>) -> Range<Int> {
    Int(offsets[families.lowerBound])..<Int(offsets[families.upperBound])
  }

  /// A copy of the legs of some families in a row.
  func group(of families: Range<Int>, of columns: LegColumns) -> GroupLegs {
    let rows = rows(of: families)
    let field = extent.legField
    let legs = [Int32](capacity: rows.count) { legs in
      // No byte behind the last of them, which another worker may be writing.
      for row in rows {
        legs.append(Int32(truncatingIfNeeded: details.slices.number(at: row, in: field)))
      }
    }
    let firsts = offsets[families.lowerBound...families.upperBound].map {
      $0 - Int32(rows.lowerBound)
    }
    return GroupLegs(legs, families: families, firsts: firsts, of: columns)
  }

  /// Puts legs and quantities down from row `first` on, in the order of some places among `legs`.
  func put(_ order: [Int32], of legs: [Int32], quantities: [Int64], first: Int) {
    let legField = extent.legField
    let quantityField = extent.quantityField
    for row in order.indices {
      let leg = legs[Int(order[row])]
      details.write(UInt64(leg), at: first + row, in: legField)
      details.write(UInt64(quantities[Int(leg)]), at: first + row, in: quantityField)
    }
  }
}
