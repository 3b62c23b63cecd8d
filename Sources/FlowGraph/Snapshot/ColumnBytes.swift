#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The memory in which columns lie: a mapped file, or memory of our own; released with its owner.
@safe final class ColumnBytes: @unchecked Sendable {
  // Proof: the bytes of a mapping are never written; those of our own memory are written only
  // while one function builds them, in disjoint slices, before anyone else has a reference.
  private let bytes: UnsafeMutableRawBufferPointer
  private let isMapped: Bool

  /// Memory for `byteCount` bytes, which must all be written before they are read.
  init(uninitialized byteCount: Int) {
    unsafe bytes = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(byteCount, 1), alignment: 64)
    isMapped = false
    unsafe LargePages.ask(for: bytes)
  }

  /// Maps a file; an empty file is refused as foreign.
  convenience init(mapping path: String) throws(SnapshotError) {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .cannotRead(path: path, reason: Self.reason()) }
    defer { close(file) }
    try self.init(mapping: file, path: path)
  }

  /// Maps an open file; the mapping stays when the file is closed.
  init(mapping file: Int32, path: String) throws(SnapshotError) {
    var status = stat()
    guard unsafe fstat(file, &status) == 0 else {
      throw .cannotRead(path: path, reason: Self.reason())
    }
    let count = Int(status.st_size)
    guard count > 0 else { throw .foreign(path: path) }
    let start = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, file, 0)
    guard let start = unsafe start, unsafe start != MAP_FAILED else {
      throw .cannotRead(path: path, reason: Self.reason())
    }
    unsafe bytes = UnsafeMutableRawBufferPointer(start: start, count: count)
    isMapped = true
  }

  deinit {
    if isMapped {
      unsafe munmap(bytes.baseAddress, bytes.count)
    } else {
      unsafe bytes.deallocate()
    }
  }

  /// The number of bytes.
  var count: Int { unsafe bytes.count }

  /// What the system says about the last call that failed.
  static func reason() -> String { unsafe String(cString: strerror(errno)) }

  /// The bytes themselves.
  var raw: RawSpan {
    @_lifetime(borrow self) get {
      let span = unsafe RawSpan(_unsafeBytes: UnsafeRawBufferPointer(bytes))
      // The memory lives as long as this object does.
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// The checksum of a range of bytes.
  func checksum(_ range: Range<Int>) -> UInt64 {
    let raw = raw
    return Checksum.of(raw.extracting(range))
  }

  /// Elements from a byte offset on, which the caller has checked to be aligned and inside.
  @_lifetime(borrow self)
  func span<Element: BitwiseCopyable>(at offset: Int, count: Int) -> Span<Element> {
    precondition(
      offset >= 0 && count >= 0 && offset % MemoryLayout<Element>.alignment == 0
        && count <= (self.count - offset) / MemoryLayout<Element>.stride,
      "a column reaches past its memory")
    let end = offset + count * MemoryLayout<Element>.stride
    let elements = unsafe UnsafeRawBufferPointer(
      rebasing: UnsafeRawBufferPointer(bytes)[offset..<end])
    let span = unsafe Span<Element>(_unsafeBytes: elements)
    return unsafe _overrideLifetime(span, borrowing: self)
  }

  /// All bytes as elements to be written; only of memory of our own, while it is being built.
  func unfilled<Element: BitwiseCopyable>(count: Int) -> SlicedColumn<Element> {
    precondition(!isMapped, "a mapped file is never written")
    precondition(count * MemoryLayout<Element>.stride <= self.count, "no room for the column")
    return unsafe SlicedColumn(
      buffer: UnsafeMutableBufferPointer(
        start: bytes.baseAddress?.bindMemory(to: Element.self, capacity: count), count: count))
  }
}
