/// Cells of one row that are whole, not quoted, and followed by a comma: nearly all there are.
///
/// What the scanner does for a cell in several steps is one loop here; it reads twice as fast.
struct PlainCells {
  /// The cells of the row so far.
  var cells: [Cell]
  /// How many there really are.
  var count: Int
  /// The bits that are set in any byte.
  var bits: UInt8
  /// Where the first cell begins that was not taken.
  var next: Int

  /// Takes cells until one is of another kind or not complete.
  mutating func take(
    _ bytes: Span<UInt8>, row start: Int, upTo filled: Int, keeping limit: Int
  ) {
    while next < filled, bytes[next] != .quote {
      var position = next
      while position < filled, bytes[position] > .comma || bytes[position].isPlainText {
        bits |= bytes[position]
        position += 1
      }
      guard position < filled, bytes[position] == .comma else { return }
      if count < limit {
        cells.append(
          Cell(
            start: Int32(next - start), end: Int32(position - start), hasDoubledQuotes: false))
      }
      count += 1
      next = position + 1
    }
  }
}

extension UInt8 {
  /// Whether the byte neither ends a cell nor is NUL; only asked of bytes up to the comma.
  fileprivate var isPlainText: Bool {
    self != .comma && self != .lineFeed && self != .carriageReturn && self != 0
  }
}
