import Foundation

/// Hands pieces of work from one thread to another, in order and only a few at a time.
///
/// Whoever gives waits while the conveyor is full, so that memory does not depend on how much there
/// is; whoever takes waits while it is empty.
final class Conveyor<Piece: Sendable, Ending: Sendable>: @unchecked Sendable {
  // Proof: every stored property is read and written only while `condition` is locked.
  private let condition = NSCondition()
  private let limit: Int
  private var pieces: [Piece] = []
  private var ending: Result<Ending, any Error>?
  private var isAbandoned = false

  /// A conveyor that holds up to `limit` pieces.
  init(limit: Int) {
    self.limit = limit
  }

  /// Why a giver should stop: nobody takes any more.
  struct Abandoned: Error {}

  /// Puts a piece on, when there is room.
  func give(_ piece: Piece) throws(Abandoned) {
    condition.lock()
    defer { condition.unlock() }
    while pieces.count >= limit, !isAbandoned { condition.wait() }
    if isAbandoned { throw Abandoned() }
    pieces.append(piece)
    condition.broadcast()
  }

  /// Says that no piece follows, with what came of it all.
  func end(_ result: Result<Ending, any Error>) {
    condition.lock()
    defer { condition.unlock() }
    ending = result
    condition.broadcast()
  }

  /// Takes every piece until the end.
  ///
  /// - Parameter body: takes each piece.
  /// - Returns: what the giver said in the end.
  /// - Throws: what the giver ended with, or what `body` throws; the giver has stopped by then.
  func takeAll(_ body: (Piece) throws -> Void) throws -> Ending {
    while let piece = next() {
      do {
        try body(piece)
      } catch {
        abandon()
        throw error
      }
    }
    condition.lock()
    defer { condition.unlock() }
    guard let ending else { preconditionFailure("the conveyor ran empty before its end") }
    return try ending.get()
  }

  private func next() -> Piece? {
    condition.lock()
    defer { condition.unlock() }
    while pieces.isEmpty, ending == nil { condition.wait() }
    guard !pieces.isEmpty else { return nil }
    condition.broadcast()
    return pieces.removeFirst()
  }

  private func abandon() {
    condition.lock()
    defer { condition.unlock() }
    isAbandoned = true
    condition.broadcast()
    while ending == nil { condition.wait() }
  }
}
