import Dispatch
import Synchronization
public import TradeModel

extension Scorer {
  /// Scores many subjects on all cores; the answer does not depend on how many there are.
  public func assess(_ subjects: [Subject], in context: RiskContext) -> [Assessment] {
    let size = 256
    let chunks = (subjects.count + size - 1) / size
    let finished = Mutex<[Int: [Assessment]]>([:])
    DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
      let range = chunk * size..<min(subjects.count, (chunk + 1) * size)
      let assessed = subjects[range].map { assess($0, in: context) }
      finished.withLock { $0[chunk] = assessed }
    }
    let parts = finished.withLock { $0 }
    return (0..<chunks).flatMap { parts[$0] ?? [] }
  }
}
