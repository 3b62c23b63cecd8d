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
  let arriving: SideRecords
  /// Records of legs by sender and day of departure.
  let leaving: SideRecords

  /// The records of one side, by part.
  struct SideRecords: Sendable {
    var keys: [UInt64]
    var legs: [Int32]
    /// Records of part `part` are at `offsets[part]..<offsets[part + 1]`.
    var offsets: [Int]
  }

  /// The number of parts.
  var count: Int { firstNodes.count - 1 }

  /// All parts at once.
  init(of columns: LegColumns) {
    let plan = PartPlan(of: columns)
    self.init(of: columns, plan: plan, parts: 0..<plan.count)
  }

  /// Some parts in a row, which are numbered from 0.
  init(of columns: LegColumns, plan: PartPlan, parts: Range<Int>) {
    layout = plan.layout
    firstNodes = Array(plan.firstNodes[parts.lowerBound...parts.upperBound])
    arriving = plan.records(of: columns, side: .arriving, parts: parts)
    leaving = plan.records(of: columns, side: .leaving, parts: parts)
  }

  func records(of side: HubSide) -> SideRecords { side == .arriving ? arriving : leaving }

  /// Where the records of one part are.
  func range(of part: Int, side: HubSide) -> Range<Int> {
    let offsets = records(of: side).offsets
    return offsets[part]..<offsets[part + 1]
  }
}

/// Which part each hub belongs to, decided from how many legs it has.
struct PartPlan: Sendable {
  let layout: HubKeyLayout
  /// A cell is a run of 2^shift nodes; more than one only when nodes are numbered sparsely.
  private let cellShift: Int32
  private let partOfCell: [Int32]
  /// The first node of every part, and one past the last.
  let firstNodes: [Int]

  /// The number of parts.
  var count: Int { firstNodes.count - 1 }

  /// Parts in a row whose records are made together.
  ///
  /// Two halves, so that only half of all records take memory at a time; all where they are few.
  var halves: [Range<Int>] { count < 64 ? [0..<count] : [0..<(count / 2), (count / 2)..<count] }

  init(of columns: LegColumns) {
    precondition(columns.count < Int(Int32.max), "leg numbers are Int32: too many legs")
    let layout = HubKeyLayout(of: columns)
    self.layout = layout
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

  /// The records of one side of some parts, by part, in rising leg number.
  func records(
    of columns: LegColumns, side: HubSide, parts: Range<Int>
  ) -> HubPartition.SideRecords {
    let pieces = Parallel.pieceCount(rows: columns.count)
    // Where each piece of the legs writes its first record of each part.
    var starts = Parallel.map(count: pieces) { piece in
      recordCounts(
        of: columns, side: side, parts: parts,
        rows: Parallel.rows(of: piece, in: pieces, count: columns.count))
    }
    var offsets = [0]
    for part in parts.indices {
      var next = offsets[part - parts.lowerBound]
      for piece in 0..<pieces {
        let count = starts[piece][part - parts.lowerBound]
        starts[piece][part - parts.lowerBound] = next
        next += count
      }
      offsets.append(next)
    }
    let firsts = starts
    var keys: [UInt64] = []
    let legs = SlicedColumn<Int32>.build(count: offsets[parts.count]) { legs in
      keys = SlicedColumn<UInt64>.build(count: offsets[parts.count]) { keys in
        _ = Parallel.map(count: pieces) { piece in
          write(
            keys, legs, of: columns, side: side, parts: parts,
            rows: Parallel.rows(of: piece, in: pieces, count: columns.count), from: firsts[piece])
        }
      }
    }
    return HubPartition.SideRecords(keys: keys, legs: legs, offsets: offsets)
  }

  /// How many records some rows have of each of some parts.
  private func recordCounts(
    of columns: LegColumns, side: HubSide, parts: Range<Int>, rows: Range<Int>
  ) -> [Int] {
    let nodes = (side == .arriving ? columns.receiver : columns.sender).span
    let others = (side == .arriving ? columns.sender : columns.receiver).span
    let families = columns.family.span
    let quantities = columns.quantity.span
    let cells = partOfCell.span
    let firstNode = firstNodes[parts.lowerBound]
    let pastNode = firstNodes[parts.upperBound]
    var counts = [Int](repeating: 0, count: parts.count)
    for leg in rows {
      let node = nodes[leg]
      guard Int(node) >= firstNode, Int(node) < pastNode, families[leg] >= 0, quantities[leg] > 0,
        node != others[leg]
      else { continue }
      counts[Int(cells[Int(node &>> cellShift)]) - parts.lowerBound] += 1
    }
    return counts
  }

  private func write(
    _ keys: SlicedColumn<UInt64>, _ legs: SlicedColumn<Int32>, of columns: LegColumns,
    side: HubSide, parts: Range<Int>, rows: Range<Int>, from firsts: [Int]
  ) {
    let nodes = (side == .arriving ? columns.receiver : columns.sender).span
    let others = (side == .arriving ? columns.sender : columns.receiver).span
    let days = (side == .arriving ? columns.arrival : columns.departure).span
    let families = columns.family.span
    let quantities = columns.quantity.span
    let classes = columns.dwellClass.span
    let classCount = side == .arriving ? layout.classCount : 1
    let cells = partOfCell.span
    let firstNode = firstNodes[parts.lowerBound]
    let pastNode = firstNodes[parts.upperBound]
    var next = firsts
    for leg in rows {
      let node = nodes[leg]
      guard Int(node) >= firstNode, Int(node) < pastNode, families[leg] >= 0, quantities[leg] > 0,
        node != others[leg]
      else { continue }
      let part = Int(cells[Int(node &>> cellShift)]) - parts.lowerBound
      let place = next[part]
      next[part] = place &+ 1  // at most the number of legs
      let family = Int(families[leg])
      let strand = classCount == 1 ? family : family * classCount + Int(classes[leg])
      keys.write(layout.key(node: node, strand: strand, day: days[leg]), at: place)
      legs.write(Int32(truncatingIfNeeded: leg), at: place)
    }
  }
}
