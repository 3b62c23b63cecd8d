import Dispatch

/// The runs of all groups of families, put down as they come.
///
/// How many runs there are is known only in the end. So groups are put down in their order, each as soon
/// as all before it are there; room that nothing is written to takes no memory.
final class IndexedRuns: @unchecked Sendable {
  // Proof: `waiting` is read and written only in `turns`, by one worker at a time. A mutex would need
  // no proof, but the thread sanitizer does not see those of the Swift library.
  private struct Waiting {
    var groups: [Int: GroupRuns] = [:]
    var next = 0
    var familyRuns: [Int32] = [0]
    /// For each family, how many rows of a side there are before it in no run that meets.
    var arrivingLoneFirsts: [Int32] = [0]
    var leavingLoneFirsts: [Int32] = [0]
  }

  private let turns = DispatchQueue(label: "runs of an index")
  private var waiting = Waiting()
  private let extent: IndexExtent
  private let nodes: NewColumn<UInt8>
  private let leastStays: NewColumn<UInt8>
  private let arriving: NewSide
  private let leaving: NewSide

  private struct NewSide: Sendable {
    let ends: NewColumn<UInt8>
    let loneNodes: NewColumn<UInt8>

    init(_ extent: IndexExtent) {
      ends = NewColumn(extent.placeField, count: extent.rowCount)
      loneNodes = NewColumn(extent.nodeField, count: extent.rowCount)
    }
  }

  init(_ extent: IndexExtent) {
    self.extent = extent
    nodes = NewColumn(extent.nodeField, count: extent.rowCount)
    leastStays = NewColumn(count: extent.rowCount)
    arriving = NewSide(extent)
    leaving = NewSide(extent)
  }

  /// Takes what was found in one group.
  func add(_ runs: GroupRuns, of group: Int) {
    turns.sync {
      waiting.groups[group] = runs
      while let runs = waiting.groups.removeValue(forKey: waiting.next) {
        put(runs)
        waiting.next += 1
      }
    }
  }

  private func put(_ runs: GroupRuns) {
    let first = Int(waiting.familyRuns[waiting.familyRuns.count - 1])
    put(runs.nodes, in: nodes, extent.nodeField, from: first)
    for (index, stay) in runs.leastStays.enumerated() {
      leastStays.slices.write(stay, at: first + index)
    }
    put(runs.arriving, in: arriving, firstRun: first, &waiting.arrivingLoneFirsts)
    put(runs.leaving, in: leaving, firstRun: first, &waiting.leavingLoneFirsts)
    for count in runs.counts {
      waiting.familyRuns.append(waiting.familyRuns[waiting.familyRuns.count - 1] + count)
    }
  }

  private func put(
    _ runs: GroupRuns.SideRuns, in side: NewSide, firstRun: Int, _ loneFirsts: inout [Int32]
  ) {
    put(runs.ends, in: side.ends, extent.placeField, from: firstRun)
    let first = Int(loneFirsts[loneFirsts.count - 1])
    put(runs.loneNodes, in: side.loneNodes, extent.nodeField, from: first)
    for count in runs.loneCounts {
      loneFirsts.append(loneFirsts[loneFirsts.count - 1] + count)
    }
  }

  private func put(
    _ numbers: [Int32], in column: NewColumn<UInt8>, _ field: PackedField, from first: Int
  ) {
    for index in numbers.indices {
      column.write(UInt64(UInt32(bitPattern: numbers[index])), at: first + index, in: field)
    }
  }

  /// The nodes of runs that meet, when all groups are there.
  var filledNodes: PackedColumn { nodes.packed(extent.nodeField, count: runCount) }

  /// Their least stays.
  var filledLeastStays: Column<UInt8> { leastStays.filled(count: runCount) }

  private var runCount: Int {
    turns.sync { Int(waiting.familyRuns[waiting.familyRuns.count - 1]) }
  }

  /// The families, whose rows begin where `rows` says.
  func families(rows: [Int32]) -> IndexedFamilies {
    IndexedFamilies(rows: Column(rows), runs: Column(turns.sync { waiting.familyRuns }))
  }

  /// One side with its rows, when all groups are there.
  func side(rows: PackedColumn, isArriving: Bool) -> IndexedSide {
    let firsts = turns.sync {
      isArriving ? waiting.arrivingLoneFirsts : waiting.leavingLoneFirsts
    }
    let side = isArriving ? arriving : leaving
    return IndexedSide(
      rows: rows, ends: side.ends.packed(extent.placeField, count: runCount),
      loneFirsts: Column(firsts),
      loneNodes: side.loneNodes.packed(
        extent.nodeField, count: Int(firsts[firsts.count - 1])))
  }
}
