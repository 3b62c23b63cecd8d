/// The largest numbers of an index: as many bytes as they need its columns have.
struct IndexExtent: Sendable, Equatable {
  /// The number of legs that take part.
  var rowCount = 0
  private var lastNode: Int32 = 0
  private var lastLeg: Int32 = 0
  private var firstDay = Int32.max
  private var lastDay = Int32.min
  private var largestQuantity: Int64 = 0

  init() {}

  /// Takes one more leg in.
  mutating func add(_ leg: Int, of columns: LegColumns) {
    rowCount += 1
    lastNode = max(lastNode, columns.sender[leg], columns.receiver[leg])
    lastLeg = max(lastLeg, Int32(truncatingIfNeeded: leg))
    firstDay = min(firstDay, columns.departure[leg], columns.arrival[leg])
    lastDay = max(lastDay, columns.departure[leg], columns.arrival[leg])
    largestQuantity = max(largestQuantity, columns.quantity[leg])
  }

  /// Takes the legs of another part in.
  mutating func add(_ other: IndexExtent) {
    rowCount += other.rowCount
    lastNode = max(lastNode, other.lastNode)
    lastLeg = max(lastLeg, other.lastLeg)
    firstDay = min(firstDay, other.firstDay)
    lastDay = max(lastDay, other.lastDay)
    largestQuantity = max(largestQuantity, other.largestQuantity)
  }

  /// How many bits of a row are the node; its day is in those above.
  var nodeBits: Int { lastNode.bitLength }

  private var dayBits: Int { rowCount == 0 ? 0 : (Int(lastDay) - Int(firstDay)).bitLength }

  /// A row of one side: the node at the other end of its leg, and its day.
  var rowField: PackedField { PackedField(bits: nodeBits + dayBits) }
  var nodeField: PackedField { PackedField(bits: nodeBits) }
  /// The number of a row, or one past the last.
  var placeField: PackedField { PackedField(bits: rowCount.bitLength) }
  /// The leg of an arriving row; its quantity lies beside it.
  var legField: PackedField { PackedField(stride: detailStride, width: legWidth) }
  var quantityField: PackedField {
    PackedField(stride: detailStride, offset: legWidth, width: detailStride - legWidth)
  }

  private var legWidth: Int { PackedField.width(bits: lastLeg.bitLength) }
  private var detailStride: Int {
    legWidth + PackedField.width(bits: largestQuantity.bitLength)
  }

  /// What is to be known for reading rows.
  var rowShape: RowShape {
    RowShape(field: rowField, nodeBits: UInt64(nodeBits), firstDay: rowCount == 0 ? 0 : firstDay)
  }

  /// The numbers as they stand in a file.
  var numbers: [Int64] {
    [
      Int64(rowCount), Int64(lastNode), Int64(lastLeg), Int64(firstDay), Int64(lastDay),
      largestQuantity,
    ]
  }

  /// Takes the numbers of a file; nil when they are impossible.
  init?(_ numbers: [Int64]) {
    guard numbers.count == 6, let rowCount = Int32(exactly: numbers[0]),
      let lastNode = Int32(exactly: numbers[1]), let lastLeg = Int32(exactly: numbers[2]),
      let firstDay = Int32(exactly: numbers[3]), let lastDay = Int32(exactly: numbers[4]),
      rowCount >= 0, lastNode >= 0, lastLeg >= 0, firstDay <= lastDay || rowCount == 0,
      numbers[5] >= 0
    else { return nil }
    self.rowCount = Int(rowCount)
    self.lastNode = lastNode
    self.lastLeg = lastLeg
    self.firstDay = firstDay
    self.lastDay = lastDay
    largestQuantity = numbers[5]
  }
}

/// How node and day lie in a row of an index.
struct RowShape: Sendable {
  let field: PackedField
  let nodeBits: UInt64
  let firstDay: Int32

  func row(node: Int32, day: Int32) -> UInt64 {
    // The difference of two days has 32 bits, no sign.
    UInt64(UInt32(bitPattern: node)) | UInt64(UInt32(bitPattern: day &- firstDay)) &<< nodeBits
  }

  func node(of row: UInt64) -> Int32 {
    Int32(truncatingIfNeeded: row & (1 &<< nodeBits &- 1))
  }

  func day(of row: UInt64) -> Int32 {
    firstDay &+ Int32(truncatingIfNeeded: row &>> nodeBits)  // back to what `row` has taken off
  }

  /// The day of a row that the same worker has written.
  func day(at row: Int, in column: NewColumn<UInt8>) -> Int32 {
    day(of: column.slices.number(at: row, in: field))
  }
}
