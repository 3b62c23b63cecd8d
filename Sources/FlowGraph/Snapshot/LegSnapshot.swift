/// Legs on disk: their columns, their route index and whatever their owner keeps beside them, in one
/// memory-mapped file.
///
/// A snapshot is a cache of something else, and says of what: `origin` is 32 bytes that its owner
/// makes from the source, such as a digest. A file with another origin is refused as stale.
/// Opening takes as long for ten million legs as for ten, because nothing but the header is read;
/// every block of the file is checked before its first use (<doc:SnapshotLayout>).
///
/// ```swift
/// try LegSnapshot.write(legs, numbers: ["value": values], madeFrom: digest, to: path)
/// let snapshot = try LegSnapshot(opening: path, madeFrom: digest)
/// let routes = try snapshot.index.routes(answering: question)
/// let best = routes.best(100, by: .smallest(of: try snapshot.numbers("value")))
/// ```
public struct LegSnapshot: Sendable {
  /// The index of all legs, to be read in place.
  public let index: RouteIndex
  /// The number of legs.
  public let legCount: Int
  private let file: SnapshotFile

  /// Opens a file that ``write(_:index:numbers:bytes:madeFrom:to:)`` has written.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - origin: what it must have been made from; nil for anything.
  /// - Throws: ``SnapshotError``, which says why the file cannot be used.
  /// - Complexity: O(1) for the legs; 8 bytes are read for every 256 KiB of the file.
  public init(opening path: String, madeFrom origin: [UInt8]? = nil) throws(SnapshotError) {
    let file = try SnapshotFile(opening: path)
    if let origin, origin != file.origin { throw .stale(path: path) }
    self.file = file
    let quantities: Column<Int64> = try file.column("leg.quantity")
    legCount = quantities.count
    index = try RouteIndex(of: file)
  }

  /// What the file was made from, as its owner has said.
  public var origin: [UInt8] { file.origin }

  /// The columns of the legs, copied into memory.
  ///
  /// - Throws: ``SnapshotError`` when bytes are not those that were written.
  public func legs() throws(SnapshotError) -> LegColumns {
    var legs = LegColumns()
    legs.sender = try elements("leg.sender")
    legs.receiver = try elements("leg.receiver")
    legs.family = try elements("leg.family")
    legs.departure = try elements("leg.departure")
    legs.arrival = try elements("leg.arrival")
    legs.quantity = try elements("leg.quantity")
    let classes: Column<UInt8> = try file.column("leg.dwell")
    guard classes.count == 0 || classes.count == legCount else {
      throw .wrongColumn(path: file.path, name: "leg.dwell")
    }
    try classes.confirm()
    legs.dwellClass = classes.elements
    return legs
  }

  /// The numbers that were written under a name, one for each leg; read in place.
  ///
  /// - Throws: ``SnapshotError`` when there are none, or not those that were written.
  public func numbers(_ name: String) throws(SnapshotError) -> LegNumbers {
    let column: Column<Int64> = try file.column("number." + name, count: legCount)
    try column.confirm()
    return LegNumbers(column)
  }

  /// The bytes that were written under a name.
  ///
  /// - Throws: ``SnapshotError`` when there are none, or not those that were written.
  public func bytes(_ name: String) throws(SnapshotError) -> [UInt8] {
    let column: Column<UInt8> = try file.column("bytes." + name)
    try column.confirm()
    return column.elements
  }

  /// Some of the bytes that were written under a name; only their part of the file is read.
  ///
  /// - Throws: ``SnapshotError`` when there are none, or not those that were written.
  public func bytes(_ name: String, in range: Range<Int>) throws(SnapshotError) -> [UInt8] {
    let column: Column<UInt8> = try file.column("bytes." + name)
    guard range.lowerBound >= 0, range.upperBound <= column.count else {
      throw .wrongColumn(path: file.path, name: "bytes." + name)
    }
    try column.confirm(range)
    let bytes = column.span
    return range.map { bytes[$0] }
  }

  /// How many bytes were written under a name.
  ///
  /// - Throws: ``SnapshotError`` when there are none.
  public func byteCount(_ name: String) throws(SnapshotError) -> Int {
    let column: Column<UInt8> = try file.column("bytes." + name)
    return column.count
  }

  /// Checks every byte of the file.
  ///
  /// - Throws: ``SnapshotError`` naming the columns whose bytes are not those that were written.
  public func verify() throws(SnapshotError) { try file.confirmAll() }

  private func elements<Element: BitwiseCopyable & Sendable>(
    _ name: String
  ) throws(SnapshotError) -> [Element] {
    let column: Column<Element> = try file.column(name, count: legCount)
    try column.confirm()
    return column.elements
  }

  /// Writes legs, their index and what their owner keeps beside them.
  ///
  /// The file appears under its name when it is whole, in place of an earlier one; whoever has that
  /// one open goes on reading it. The same arguments give the same bytes.
  ///
  /// - Parameters:
  ///   - legs: the legs.
  ///   - index: the index of the legs, where it is made already.
  ///   - numbers: numbers for each leg, by names of at most 25 bytes.
  ///   - bytes: anything else, by names of at most 26 bytes.
  ///   - origin: 32 bytes that say what the legs were made from.
  ///   - path: where to write.
  /// - Throws: ``SnapshotError/cannotWrite(path:reason:)``.
  public static func write(
    _ legs: LegColumns, index: RouteIndex? = nil, numbers: [String: [Int64]] = [:],
    bytes: [String: [UInt8]] = [:], madeFrom origin: [UInt8], to path: String
  ) throws(SnapshotError) {
    precondition(
      numbers.values.allSatisfy { $0.count == legs.count }, "numbers for another number of legs")
    let index = index ?? RouteIndex(of: legs)
    var writer = SnapshotWriter(origin: origin, extent: index.extent)
    writer.add("leg.sender", Column(legs.sender))
    writer.add("leg.receiver", Column(legs.receiver))
    writer.add("leg.family", Column(legs.family))
    writer.add("leg.departure", Column(legs.departure))
    writer.add("leg.arrival", Column(legs.arrival))
    writer.add("leg.quantity", Column(legs.quantity))
    writer.add("leg.dwell", Column(legs.dwellClass))
    index.add(to: &writer)
    for (name, column) in numbers.sorted(by: { $0.key < $1.key }) {
      writer.add("number." + name, Column(column))
    }
    for (name, column) in bytes.sorted(by: { $0.key < $1.key }) {
      writer.add("bytes." + name, Column(column))
    }
    try writer.write(to: path)
  }
}

/// A number for each leg, in memory or in a mapped ``LegSnapshot``: what routes are ranked by.
public struct LegNumbers: Sendable {
  private let array: [Int64]
  private let column: Column<Int64>?

  /// Takes numbers in memory.
  public init(_ numbers: [Int64]) {
    array = numbers
    column = nil
  }

  init(_ column: Column<Int64>) {
    array = []
    self.column = column
  }

  /// The number of legs.
  public var count: Int { column?.count ?? array.count }

  /// The number of one leg.
  public subscript(leg: Int) -> Int64 {
    guard let column else { return array[leg] }
    let numbers = column.span
    return numbers[leg]
  }

  /// The numbers of some legs, in their order.
  func gathered(by legs: [Int32]) -> [Int64] {
    let pieces = Parallel.pieceCount(rows: legs.count)
    return SlicedColumn<Int64>.build(count: legs.count) { gathered in
      _ = Parallel.map(count: pieces) { piece in
        let rows = Parallel.rows(of: piece, in: pieces, count: legs.count)
        if let column {
          Self.gather(column.span, by: legs, rows: rows, into: gathered)
        } else {
          Self.gather(array.span, by: legs, rows: rows, into: gathered)
        }
      }
    }
  }

  private static func gather(
    _ numbers: borrowing Span<Int64>, by legs: [Int32], rows: Range<Int>,
    into gathered: SlicedColumn<Int64>
  ) {
    for row in rows { gathered.write(numbers[Int(legs[row])], at: row) }
  }
}

extension RouteIndex {
  /// The columns of an index in a file.
  fileprivate init(of file: SnapshotFile) throws(SnapshotError) {
    let extent = file.extent
    let rows: Column<Int32> = try file.column("index.families.rows")
    guard rows.count > 0 else { throw .wrongColumn(path: file.path, name: "index.families.rows") }
    let nodes = try file.packed("index.nodes", extent.nodeField)
    let details: Column<UInt8> = try file.column(
      "index.details", count: extent.legField.length(of: extent.rowCount))
    func side(_ name: String) throws(SnapshotError) -> IndexedSide {
      IndexedSide(
        rows: try file.packed(name + ".rows", extent.rowField, count: extent.rowCount),
        ends: try file.packed(name + ".ends", extent.placeField, count: nodes.count),
        loneFirsts: try file.column(name + ".lone.firsts", count: rows.count),
        loneNodes: try file.packed(name + ".lone.nodes", extent.nodeField))
    }
    self.init(
      extent: extent,
      families: IndexedFamilies(
        rows: rows, runs: try file.column("index.families.runs", count: rows.count)),
      nodes: nodes, leastStays: try file.column("index.stays", count: nodes.count),
      arriving: try side("index.arriving"), leaving: try side("index.leaving"), details: details,
      onward: try file.packed("index.onward", extent.placeField, count: extent.rowCount))
  }

  fileprivate func add(to writer: inout SnapshotWriter) {
    writer.add("index.families.rows", families.rows)
    writer.add("index.families.runs", families.runs)
    writer.add("index.nodes", nodes.bytes)
    writer.add("index.stays", leastStays)
    for (name, side) in [("index.arriving", arriving), ("index.leaving", leaving)] {
      writer.add(name + ".rows", side.rows.bytes)
      writer.add(name + ".ends", side.ends.bytes)
      writer.add(name + ".lone.firsts", side.loneFirsts)
      writer.add(name + ".lone.nodes", side.loneNodes.bytes)
    }
    writer.add("index.details", legs.bytes)
    writer.add("index.onward", onward.bytes)
  }
}

extension SnapshotFile {
  /// A packed column, of `count` records where that is given, not yet checked.
  fileprivate func packed(
    _ name: String, _ field: PackedField, count: Int? = nil
  ) throws(SnapshotError) -> PackedColumn {
    let bytes: Column<UInt8> = try column(name, count: count.map { field.length(of: $0) })
    let records = bytes.count - PackedColumn.spareBytes
    guard records >= 0, records % field.stride == 0 else {
      throw .wrongColumn(path: path, name: name)
    }
    return PackedColumn(bytes, field: field)
  }
}
