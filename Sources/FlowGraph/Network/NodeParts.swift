/// The nodes cut into runs of equal length, so that what belongs to one run fits in a cache.
struct NodeParts: Sendable {
  /// A part is a run of 2^shift nodes.
  let shift: Int32
  let nodeCount: Int

  /// Parts of about 16,384 rows each, if rows were spread evenly.
  init(nodeCount: Int, rowCount: Int) {
    let wanted = max(1, min(rowCount / 16_384, 1_024))
    var shift: Int32 = 0
    while nodeCount >> Int(shift) >= wanted && nodeCount >> Int(shift) > 0 { shift += 1 }
    self.shift = shift
    self.nodeCount = nodeCount
  }

  /// The number of parts.
  var count: Int { max(0, nodeCount - 1) >> Int(shift) + 1 }

  /// The nodes of one part.
  func nodes(of part: Int) -> Range<Int> {
    let start = min(part << Int(shift), nodeCount)
    return start..<min(start + (1 << Int(shift)), nodeCount)
  }
}

/// Records of one worker, grouped by part.
struct PartedPiece<Record: BitwiseCopyable & Sendable>: Sendable {
  var records: [Record]
  /// Records of part `part` are at `offsets[part]..<offsets[part + 1]`.
  var offsets: [Int32]

  /// Where the records of a part lie.
  func range(of part: Int) -> Range<Int> { Int(offsets[part])..<Int(offsets[part + 1]) }
}

extension Array {
  /// The records of one part of all pieces, in the order of the pieces.
  func gathered<Record>(part: Int) -> [Record] where Element == PartedPiece<Record> {
    let count = reduce(0) { $0 + $1.range(of: part).count }
    return [Record](capacity: count) { gathered in
      for piece in self {
        let records = piece.records.span
        for index in piece.range(of: part) { gathered.append(records[index]) }
      }
    }
  }
}

extension SlicedColumn {
  /// As `build`, but for no elements `body` is not run.
  ///
  /// All empty arrays share their storage, and `build` would write a count of 0 into it: the same
  /// value as before, but a data race with whoever reads it.
  static func buildUnlessEmpty(count: Int, _ body: (SlicedColumn) -> Void) -> [Element] {
    count == 0 ? [] : build(count: count, body)
  }

  /// Copies rows of many arrays, one after the other, into one column on all cores.
  static func joining<Part: Sendable>(
    _ parts: [Part], starts: [Int], of column: @Sendable (Part) -> [Element]
  ) -> [Element] {
    buildUnlessEmpty(count: starts[parts.count]) { joined in
      _ = Parallel.map(count: parts.count) { part in
        let rows = column(parts[part])
        joined.withSlice(starts[part]..<starts[part + 1]) { slice in
          let rows = rows.span
          for index in rows.indices { slice[index] = rows[index] }
        }
      }
    }
  }
}
