/// The legs cut into parts of whole hubs, each small enough to sort and sweep within a cache.
///
/// Hubs are independent, so each part is one piece of parallel work. A hub larger than a part is
/// a part by itself. Within a part, legs are listed in rising leg number, whatever the number of
/// cores that listed them.
struct HubPartition: Sendable {
  let layout: HubKeyLayout
  /// The first node of every part, and one past the last.
  let firstNodes: [Int]
  /// Records of legs by receiver and day of arrival.
  let arriving: [SidePiece]
  /// Records of legs by sender and day of departure.
  let leaving: [SidePiece]

  /// The records that one worker found in its rows, grouped by part.
  struct SidePiece: Sendable {
    var keys: [UInt64]
    var legs: [Int32]
    /// Records of part `part` are at `offsets[part]..<offsets[part + 1]`.
    var offsets: [Int32]
  }

  /// The number of parts.
  var count: Int { firstNodes.count - 1 }

  init(of columns: LegColumns) {
    precondition(columns.count < Int(Int32.max), "leg numbers are Int32: too many legs")
    let layout = HubKeyLayout(of: columns)
    let plan = PartPlan(of: columns, layout: layout)
    let pieces = Parallel.pieceCount(rows: columns.count)
    let sides = Parallel.map(count: pieces * 2) { index in
      plan.records(
        of: columns, layout: layout, side: index % 2 == 0 ? .arriving : .leaving,
        rows: Parallel.rows(of: index / 2, in: pieces, count: columns.count))
    }
    self.layout = layout
    firstNodes = plan.firstNodes
    arriving = stride(from: 0, to: sides.count, by: 2).map { sides[$0] }
    leaving = stride(from: 1, to: sides.count, by: 2).map { sides[$0] }
  }

  func pieces(of side: HubSide) -> [SidePiece] { side == .arriving ? arriving : leaving }

  /// The number of records of one part.
  func recordCount(of part: Int, side: HubSide) -> Int {
    pieces(of: side).reduce(0) { $0 + Int($1.offsets[part + 1] - $1.offsets[part]) }
  }
}

/// Which part each hub belongs to, decided from how many legs it has.
private struct PartPlan: Sendable {
  /// A cell is a run of 2^shift nodes; more than one only when nodes are numbered sparsely.
  let cellShift: Int32
  let partOfCell: [Int32]
  let firstNodes: [Int]

  init(of columns: LegColumns, layout: HubKeyLayout) {
    var shift: Int32 = 0
    while layout.nodeCount >> Int(shift) > max(1 << 16, columns.count) { shift += 1 }
    cellShift = shift
    let cellCount = (layout.nodeCount >> Int(shift)) + 1
    let weights = Self.weights(of: columns, cellCount: cellCount, shift: shift)
    // Part size grows with the root of the legs, so that neither parts nor their pieces get many.
    var target = 4_096
    while target * target < columns.count * 16 { target *= 2 }
    var parts = [Int32](repeating: 0, count: cellCount)
    var firstNodes = [0]
    var load = 0
    for cell in 0..<cellCount {
      let weight = Int(weights[cell])
      if load > 0 && load + weight > target {
        firstNodes.append(cell << Int(shift))
        load = 0
      }
      load += weight
      parts[cell] = Int32(firstNodes.count - 1)
    }
    firstNodes.append(cellCount << Int(shift))
    partOfCell = parts
    self.firstNodes = firstNodes
  }

  /// How many records each cell has, both sides together.
  private static func weights(of columns: LegColumns, cellCount: Int, shift: Int32) -> [Int32] {
    let pieces = Parallel.pieceCount(rows: columns.count)
    let counts = Parallel.map(count: pieces) { piece in
      var counts = [Int32](repeating: 0, count: cellCount)
      var counters = counts.mutableSpan
      let senders = columns.sender.span
      let receivers = columns.receiver.span
      let families = columns.family.span
      let quantities = columns.quantity.span
      for leg in Parallel.rows(of: piece, in: pieces, count: columns.count)
      where families[leg] >= 0 && quantities[leg] > 0 && senders[leg] != receivers[leg] {
        counters[Int(senders[leg] &>> shift)] &+= 1  // at most the number of legs
        counters[Int(receivers[leg] &>> shift)] &+= 1  // likewise
      }
      return counts
    }
    var sum = counts[0]
    for other in counts.dropFirst() {
      for cell in sum.indices { sum[cell] += other[cell] }
    }
    return sum
  }

  /// The records of one side in some rows, grouped by part, in rising leg number.
  func records(
    of columns: LegColumns, layout: HubKeyLayout, side: HubSide, rows: Range<Int>
  ) -> HubPartition.SidePiece {
    let nodes = (side == .arriving ? columns.receiver : columns.sender).span
    let others = (side == .arriving ? columns.sender : columns.receiver).span
    let days = (side == .arriving ? columns.arrival : columns.departure).span
    let families = columns.family.span
    let quantities = columns.quantity.span
    let classes = columns.dwellClass.span
    let classCount = side == .arriving ? layout.classCount : 1
    let parts = partOfCell.span
    var offsets = [Int32](repeating: 0, count: firstNodes.count)
    for leg in rows
    where families[leg] >= 0 && quantities[leg] > 0 && nodes[leg] != others[leg] {
      offsets[Int(parts[Int(nodes[leg] &>> cellShift)]) + 1] += 1
    }
    for part in 1..<offsets.count { offsets[part] += offsets[part - 1] }
    var keys = [UInt64](repeating: 0, count: Int(offsets[offsets.count - 1]))
    var legs = [Int32](repeating: 0, count: keys.count)
    var next = offsets
    var keySlots = keys.mutableSpan
    var legSlots = legs.mutableSpan
    var nextSlots = next.mutableSpan
    for leg in rows
    where families[leg] >= 0 && quantities[leg] > 0 && nodes[leg] != others[leg] {
      let part = Int(parts[Int(nodes[leg] &>> cellShift)])
      let place = Int(nextSlots[part])
      nextSlots[part] &+= 1  // at most the number of legs
      let family = Int(families[leg])
      let strand = classCount == 1 ? family : family * classCount + Int(classes[leg])
      keySlots[place] = layout.key(node: nodes[leg], strand: strand, day: days[leg])
      legSlots[place] = Int32(truncatingIfNeeded: leg)
    }
    return HubPartition.SidePiece(keys: keys, legs: legs, offsets: offsets)
  }
}
