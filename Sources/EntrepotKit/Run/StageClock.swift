import Foundation

/// Says which stage a run is in, and how long each took.
final class StageClock {
  private let announce: @Sendable (String) -> Void
  private let clock = ContinuousClock()
  private(set) var seconds: [(stage: String, seconds: Double)] = []

  init(_ announce: @escaping @Sendable (String) -> Void) {
    self.announce = announce
  }

  /// Does a stage and notes its time.
  func time<Value>(_ stage: String, _ body: () throws -> Value) rethrows -> Value {
    announce(stage)
    let start = clock.now
    defer {
      let components = (clock.now - start).components
      let taken = Double(components.seconds) + Double(components.attoseconds) / 1e18
      seconds.append((stage, (taken * 1000).rounded() / 1000))
    }
    return try body()
  }
}
