import EntrepotKit
import Foundation

/// Ctrl-C and `kill`: what is not whole yet goes, and the program ends as it would have anyway.
enum StopSignals {
  /// Listens as long as what it returns lives.
  static func listen() -> [any DispatchSourceSignal] {
    // A queue of its own: the others may be busy computing.
    let queue = DispatchQueue(label: "entrepot.stop")
    return [SIGINT, SIGTERM].compactMap { number in
      // Whoever started the program in the background may want it to hear nothing.
      let earlier = signal(number, SIG_IGN)
      guard unsafeBitCast(earlier, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self) else {
        return nil
      }
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        UnfinishedOutputs.remove {
          signal(number, SIG_DFL)
          // Threads hold back signals that they inherited or that Dispatch listens to.
          var signals = sigset_t()
          sigemptyset(&signals)
          sigaddset(&signals, number)
          pthread_sigmask(SIG_UNBLOCK, &signals, nil)
          raise(number)
          _exit(128 + number)
        }
      }
      source.resume()
      return source
    }
  }
}
