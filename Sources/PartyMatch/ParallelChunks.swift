import Dispatch
import Synchronization

/// Work on many things in chunks, on all cores.
///
/// `FlowGraph` has a wrapper of its own that writes into memory in place: both rooms are products that
/// stand alone, so neither imports the other.
enum ParallelChunks {
  /// What `body` makes of each chunk, in the order of the chunks, so that an answer does not depend on
  /// the number of cores.
  static func map<Result: Sendable>(
    count: Int, size: Int, _ body: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    let chunks = (count + size - 1) / size
    guard chunks > 1 else { return chunks == 0 ? [] : [body(0..<count)] }
    let finished = Mutex<[Int: Result]>([:])
    DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
      let result = body(chunk * size..<min(count, (chunk + 1) * size))
      finished.withLock { $0[chunk] = result }
    }
    let results = finished.withLock { $0 }
    return (0..<chunks).compactMap { results[$0] }
  }
}
