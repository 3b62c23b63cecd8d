import Dispatch
import Synchronization

/// The one wrapper on `concurrentPerform`: results come back in index order, so an answer never
/// depends on the number of cores.
package enum Parallel {
  /// How many pieces to cut `count` rows into: at least 4,096 rows each, few enough that tables of
  /// one entry a node can be kept for each.
  static func pieceCount(rows count: Int) -> Int {
    max(1, min(count / 4_096, 32))
  }

  /// The rows of piece `piece` of `pieces`.
  static func rows(of piece: Int, in pieces: Int, count: Int) -> Range<Int> {
    (count * piece / pieces)..<(count * (piece + 1) / pieces)
  }

  /// Runs `body` for 0..<count on all cores and returns the results in order.
  package static func map<Result: Sendable>(
    count: Int, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    guard count > 1 else { return (0..<count).map(body) }
    return unsafe [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
      let slots = unsafe Slots(buffer: buffer)
      DispatchQueue.concurrentPerform(iterations: count) { index in
        slots.initialize(index, to: body(index))
      }
      initialized = count
    }
  }

  /// Runs `body` for 0..<count, on all cores where it takes many steps in all.
  ///
  /// Waking a worker takes longer than some ten thousand steps, which are a fraction of a millisecond.
  static func map<Result: Sendable>(
    count: Int, steps: Int, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    steps > 131_072 ? map(count: count, body) : (0..<count).map(body)
  }

  /// Runs `body` for pieces of 0..<count of `size` each, the last of which may be shorter, on all cores
  /// and returns the results in order.
  package static func map<Result: Sendable>(
    count: Int, inPiecesOf size: Int, _ body: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    map(count: (count + size - 1) / size) { piece in
      body(piece * size..<min(count, (piece + 1) * size))
    }
  }

  /// Does two pieces of work at once, neither of which may need the other.
  ///
  /// - Throws: what the first of them threw, else what the second did; both have ended by then.
  package static func both<First: Sendable, Second: Sendable, Failure: Error>(
    _ first: @Sendable () throws(Failure) -> First,
    _ second: @Sendable () throws(Failure) -> Second
  ) throws(Failure) -> (First, Second) {
    let firstResult = Mutex<Result<First, Failure>?>(nil)
    let secondResult = Mutex<Result<Second, Failure>?>(nil)
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      if index == 0 {
        let result = Result(catching: first)
        firstResult.withLock { $0 = result }
      } else {
        let result = Result(catching: second)
        secondResult.withLock { $0 = result }
      }
    }
    guard let one = firstResult.withLock({ $0 }), let other = secondResult.withLock({ $0 }) else {
      preconditionFailure("concurrentPerform returned before its work was done")
    }
    return (try one.get(), try other.get())
  }
}

extension Parallel {
  /// The elements of all pieces in order.
  static func joined<Element: BitwiseCopyable & Sendable>(_ pieces: [[Element]]) -> [Element] {
    guard pieces.count > 1 else { return pieces.first ?? [] }
    // Waking a worker costs more than copying a few thousand elements.
    let total = pieces.reduce(0) { $0 + $1.count }
    guard total > 32_768 else {
      var elements: [Element] = []
      elements.reserveCapacity(total)
      for piece in pieces { elements += piece }
      return elements
    }
    var starts = [0]
    for piece in pieces { starts.append(starts[starts.count - 1] + piece.count) }
    let places = starts
    return SlicedColumn<Element>.build(count: places[pieces.count]) { elements in
      _ = map(count: pieces.count) { piece in
        elements.withSlice(places[piece]..<places[piece + 1]) { slice in
          let source = pieces[piece]
          for index in slice.indices { slice[index] = source[index] }
        }
      }
    }
  }
}

/// Memory in which every worker initialises only its own slots.
@safe private struct Slots<Element>: @unchecked Sendable {
  // Proof: concurrentPerform hands each index to one worker, and the buffer outlives the call.
  private let buffer: UnsafeMutableBufferPointer<Element>

  init(buffer: UnsafeMutableBufferPointer<Element>) { unsafe self.buffer = buffer }

  func initialize(_ index: Int, to element: Element) {
    unsafe buffer.initializeElement(at: index, to: element)
  }
}

/// A column under construction, of which each worker writes its own slice.
///
/// Workers that returned arrays instead, to be joined afterwards, would hold the column twice.
@safe struct SlicedColumn<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  // Proof: callers give disjoint ranges to different workers; `build` waits for all of them.
  private let buffer: UnsafeMutableBufferPointer<Element>

  init(buffer: UnsafeMutableBufferPointer<Element>) { unsafe self.buffer = buffer }

  /// Builds an array of `count` elements; `body` must write every slice before it returns.
  static func build(count: Int, _ body: (SlicedColumn) -> Void) -> [Element] {
    guard count > 0 else {
      // An empty array is one for the whole program, and making it in place would write its count.
      unsafe body(SlicedColumn(buffer: .init(start: nil, count: 0)))
      return []
    }
    return unsafe [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      unsafe LargePages.ask(for: UnsafeMutableRawBufferPointer(buffer))
      unsafe body(SlicedColumn(buffer: .init(rebasing: buffer[..<count])))
      initialized = count
    }
  }

  /// Writes one element; no other worker may write or read it.
  func write(_ element: Element, at index: Int) {
    let count = unsafe buffer.count
    precondition(index >= 0 && index < count, "no element \(index) in this column")
    unsafe buffer.initializeElement(at: index, to: element)
  }

  /// Lends the slice `range` for writing.
  func withSlice(_ range: Range<Int>, _ body: (inout MutableSpan<Element>) -> Void) {
    var slice = unsafe MutableSpan<Element>(
      _unsafeElements: UnsafeMutableBufferPointer(rebasing: buffer[range]))
    body(&slice)
  }
}

extension SlicedColumn<UInt8> {
  /// Writes the number of one record, and no byte beside it: that may be another worker's.
  ///
  /// Two words are stored that overlap, because between a word and a byte there are many widths.
  @inline(__always)
  func write(_ number: UInt64, at row: Int, in field: PackedField) {
    let place = checkedPlace(of: row, in: field)
    let bytes = unsafe UnsafeMutableRawBufferPointer(buffer)
    let width = field.width
    if width >= 4 {
      let rest = number &>> UInt64(8 &* (width &- 4))
      unsafe bytes.storeBytes(
        of: UInt32(truncatingIfNeeded: number).littleEndian, toByteOffset: place, as: UInt32.self)
      unsafe bytes.storeBytes(
        of: UInt32(truncatingIfNeeded: rest).littleEndian, toByteOffset: place &+ width &- 4,
        as: UInt32.self)
    } else if width >= 2 {
      let rest = number &>> UInt64(8 &* (width &- 2))
      unsafe bytes.storeBytes(
        of: UInt16(truncatingIfNeeded: number).littleEndian, toByteOffset: place, as: UInt16.self)
      unsafe bytes.storeBytes(
        of: UInt16(truncatingIfNeeded: rest).littleEndian, toByteOffset: place &+ width &- 2,
        as: UInt16.self)
    } else {
      unsafe bytes.storeBytes(
        of: UInt8(truncatingIfNeeded: number), toByteOffset: place, as: UInt8.self)
    }
  }

  /// The number of one record, of which every byte is written; no byte beside it is read.
  func number(at row: Int, in field: PackedField) -> UInt64 {
    let place = checkedPlace(of: row, in: field)
    let bytes = unsafe UnsafeRawBufferPointer(buffer)
    let width = field.width
    if width >= 4 {
      let low = unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)
      let high = unsafe bytes.loadUnaligned(
        fromByteOffset: place &+ width &- 4, as: UInt32.self)
      return UInt64(UInt32(littleEndian: low))
        | UInt64(UInt32(littleEndian: high)) &<< UInt64(8 &* (width &- 4))
    }
    if width >= 2 {
      let low = unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt16.self)
      let high = unsafe bytes.loadUnaligned(
        fromByteOffset: place &+ width &- 2, as: UInt16.self)
      return UInt64(UInt16(littleEndian: low))
        | UInt64(UInt16(littleEndian: high)) &<< UInt64(8 &* (width &- 2))
    }
    return unsafe UInt64(buffer[place])
  }

  /// Where a record's number begins; all of it lies in the column.
  private func checkedPlace(of row: Int, in field: PackedField) -> Int {
    let place = row * field.stride + field.offset
    let count = unsafe buffer.count
    precondition(place >= 0 && place <= count - field.width, "no record \(row) in this column")
    return place
  }
}
