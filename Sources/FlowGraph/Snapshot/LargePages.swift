#if canImport(Glibc)
  import Glibc
#endif

/// Pages of memory larger than usual, where the system has them to give.
///
/// Questions read long columns in no order, and a processor remembers where few pages are: with pages of
/// 2 MiB it remembers enough. On ten million legs questions take a sixth less time, and filling new
/// memory, a page at a time, less too.
enum LargePages {
  /// Asks for large pages for memory that is about to be written; small pieces are left alone.
  static func ask(for bytes: UnsafeMutableRawBufferPointer) {
    #if canImport(Glibc)
      guard bytes.count >= 4 << 20, let start = bytes.baseAddress else { return }
      // Advice is given for whole pages; the system is free to take none.
      let page = UInt(sysconf(Int32(_SC_PAGESIZE)))
      let skipped = Int((page - UInt(bitPattern: start) % page) % page)
      unsafe _ = madvise(start + skipped, bytes.count - skipped, MADV_HUGEPAGE)
    #endif
  }
}
