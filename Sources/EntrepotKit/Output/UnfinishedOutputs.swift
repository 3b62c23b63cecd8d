import Foundation
import Synchronization

/// Folders that are being written and not whole yet.
///
/// A program that is told to stop takes them away before it ends.
public enum UnfinishedOutputs {
  private static let places = Mutex<Set<String>>([])

  /// Takes note of a folder that is being written.
  static func begin(_ place: String) {
    _ = places.withLock { $0.insert(place) }
  }

  /// Forgets a folder that is whole or gone.
  static func end(_ place: String) {
    _ = places.withLock { $0.remove(place) }
  }

  /// Makes a folder whole; the program does not end meanwhile.
  static func finish(_ place: String, _ body: () throws(RunError) -> Void) throws(RunError) {
    let failure = places.withLock { places -> RunError? in
      do throws(RunError) { try body() } catch { return error }
      places.remove(place)
      return nil
    }
    if let failure { throw failure }
  }

  /// Removes them all and ends the program.
  ///
  /// Whoever misses a file meanwhile waits in `end` for the program's end instead of complaining.
  ///
  /// - Parameter end: ends the program.
  public static func remove(then end: () -> Never) -> Never {
    places.withLock { places in
      for place in places { try? FileManager.default.removeItem(atPath: place) }
      end()
    }
  }
}
