/// Runs of leg numbers, small enough that the edges of one run sort within a cache.
struct LegBins: Sendable {
  /// The draws of one part, by bin of their source leg.
  struct SortedDraws: Sendable {
    var draws: [LegDraw]
    /// Draws of bin `bin` are at `offsets[bin]..<offsets[bin + 1]`.
    var offsets: [Int32]
  }

  let legCount: Int
  private let shift: Int

  init(legCount: Int) {
    self.legCount = legCount
    var shift = 12
    while (1 << shift) * (1 << shift) < legCount * 16 { shift += 1 }
    self.shift = shift
  }

  /// The number of bins.
  var count: Int { ((legCount - 1) >> shift) + 1 }

  /// The legs of a bin.
  func legs(of bin: Int) -> Range<Int> {
    (bin << shift)..<min((bin + 1) << shift, legCount)
  }

  /// Groups draws by the bin of their source leg.
  func sorted(_ draws: [LegDraw]) -> SortedDraws {
    var offsets = [Int32](repeating: 0, count: count + 1)
    for draw in draws { offsets[Int(draw.source) >> shift + 1] += 1 }
    for bin in 0..<count { offsets[bin + 1] += offsets[bin] }
    var next = offsets
    var sorted = [LegDraw](
      repeating: LegDraw(source: 0, target: 0, quantity: 0), count: draws.count)
    for draw in draws {
      let bin = Int(draw.source) >> shift
      sorted[Int(next[bin])] = draw
      next[bin] += 1
    }
    return SortedDraws(draws: sorted, offsets: offsets)
  }
}

extension LegGraph {
  /// Joins the draws of all parts into one graph sorted by (source, target).
  init(
    joining parts: [LegBins.SortedDraws], bins: LegBins, families: [Int16],
    transforms: TransformTable
  ) {
    var starts = [0]
    for bin in 0..<bins.count {
      let size = parts.reduce(0) { $0 + Int($1.offsets[bin + 1] - $1.offsets[bin]) }
      starts.append(starts[bin] + size)
    }
    let edgeCount = starts[bins.count]
    precondition(edgeCount < Int(Int32.max), "edge numbers are Int32: too many edges")
    let firstEdges = starts
    var columns = EdgeColumns()
    columns.offsets = SlicedColumn<Int32>.build(count: bins.legCount + 1) { offsets in
      columns.source = SlicedColumn<Int32>.build(count: edgeCount) { source in
        columns.target = SlicedColumn<Int32>.build(count: edgeCount) { target in
          columns.quantity = SlicedColumn<Int64>.build(count: edgeCount) { quantity in
            columns.penalty = SlicedColumn<UInt8>.build(count: edgeCount) { penalty in
              let slices = EdgeSlices(
                offsets: offsets, source: source, target: target, quantity: quantity,
                penalty: penalty)
              _ = Parallel.map(count: bins.count) { bin in
                let draws = BinDraws(of: parts, bin: bin, legs: bins.legs(of: bin))
                slices.write(
                  draws, firstEdge: firstEdges[bin], families: families, transforms: transforms)
              }
            }
          }
        }
      }
      offsets.withSlice(bins.legCount..<(bins.legCount + 1)) { $0[0] = Int32(edgeCount) }
    }
    self.init(
      source: columns.source, target: columns.target, quantity: columns.quantity,
      penalty: columns.penalty, offsets: columns.offsets)
  }
}

/// Finished columns of a graph.
private struct EdgeColumns {
  var offsets: [Int32] = []
  var source: [Int32] = []
  var target: [Int32] = []
  var quantity: [Int64] = []
  var penalty: [UInt8] = []
}

/// The draws of one bin in final order.
private struct BinDraws {
  let legs: Range<Int>
  /// Draws by (source, target).
  private(set) var draws: [LegDraw]
  /// Where the draws of each leg begin, counted from the bin's first.
  private(set) var offsets: [Int32]

  init(of parts: [LegBins.SortedDraws], bin: Int, legs: Range<Int>) {
    self.legs = legs
    var offsets = [Int32](repeating: 0, count: legs.count + 1)
    var count = 0
    for part in parts {
      let range = Int(part.offsets[bin])..<Int(part.offsets[bin + 1])
      for index in range { offsets[Int(part.draws[index].source) - legs.lowerBound + 1] += 1 }
      count += range.count
    }
    for leg in legs.indices { offsets[leg - legs.lowerBound + 1] += offsets[leg - legs.lowerBound] }
    var sorted = [LegDraw](repeating: LegDraw(source: 0, target: 0, quantity: 0), count: count)
    var next = offsets
    for part in parts {
      for index in Int(part.offsets[bin])..<Int(part.offsets[bin + 1]) {
        let draw = part.draws[index]
        let leg = Int(draw.source) - legs.lowerBound
        sorted[Int(next[leg])] = draw
        next[leg] += 1
      }
    }
    for leg in 0..<legs.count where offsets[leg + 1] - offsets[leg] > 1 {
      sorted[Int(offsets[leg])..<Int(offsets[leg + 1])].sort { $0.target < $1.target }
    }
    draws = sorted
    self.offsets = offsets
  }
}

/// The columns of a graph while workers write their slices.
private struct EdgeSlices: Sendable {
  let offsets: SlicedColumn<Int32>
  let source: SlicedColumn<Int32>
  let target: SlicedColumn<Int32>
  let quantity: SlicedColumn<Int64>
  let penalty: SlicedColumn<UInt8>

  func write(
    _ bin: BinDraws, firstEdge: Int, families: [Int16], transforms: TransformTable
  ) {
    let edges = firstEdge..<(firstEdge + bin.draws.count)
    offsets.withSlice(bin.legs) { slice in
      for index in slice.indices { slice[index] = bin.offsets[index] + Int32(firstEdge) }
    }
    source.withSlice(edges) { slice in
      for index in slice.indices { slice[index] = bin.draws[index].source }
    }
    target.withSlice(edges) { slice in
      for index in slice.indices { slice[index] = bin.draws[index].target }
    }
    quantity.withSlice(edges) { slice in
      for index in slice.indices { slice[index] = bin.draws[index].quantity }
    }
    penalty.withSlice(edges) { slice in
      for index in slice.indices {
        let draw = bin.draws[index]
        slice[index] =
          transforms.isIdentity
          ? 0
          : transforms.penalty(
            from: families[Int(draw.source)], to: families[Int(draw.target)])
      }
    }
  }
}
