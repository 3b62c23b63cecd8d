import Foundation

/// The other side of `LayoutHelper`: lays out what it is asked on standard input.
public enum LayoutService {
  /// What the process may take before the system ends it.
  public struct Limits: Sendable {
    /// Bytes of memory.
    public var memory: UInt = 2 << 30
    /// Seconds of processor time, over all drawings.
    public var processorSeconds: UInt = 120

    /// Two gibibytes, two minutes.
    public init() {}
  }

  /// Answers until standard input ends; standard output is the same socket.
  ///
  /// - Parameter limits: what the process may take.
  public static func serve(limits: Limits = Limits()) {
    restrict(limits)
    let wire = LayoutWire(socket: STDIN_FILENO, seconds: nil)
    while let (words, body) = try? wire.receive() {
      let (verdict, text) = answer(words.split(separator: " ").map(String.init), body)
      let bytes = Array(text.utf8)
      guard (try? wire.send(Array("\(verdict) \(bytes.count)\n".utf8) + bytes)) != nil else {
        return
      }
    }
  }

  private static let engines: Set = ["dot", "neato", "sfdp", "twopi"]

  private static func answer(_ words: [String], _ body: String) -> (verdict: String, text: String) {
    do throws(ChartError) {
      if words.count == 2, words[0] == "layout", engines.contains(words[1]) {
        let parts = body.split(separator: "\n", maxSplits: 1).map(String.init)
        let names = (parts.first ?? "").split(separator: " ").map(String.init)
        let points = try Graphviz.positionsHere(
          of: names, in: parts.count > 1 ? parts[1] : "", engine: words[1])
        return ("ok", points.map { "\($0.x) \($0.y)" }.joined(separator: "\n"))
      }
      if words.count == 3, words[0] == "check", let nodes = Int(words[1]), let edges = Int(words[2])
      {
        try Graphviz.checkHere(body, nodes: nodes, edges: edges)
        return ("ok", "")
      }
      return ("failed", "not understood: \(words.joined(separator: " "))")
    } catch {
      switch error {
      case .graphviz(let messages): return ("failed", messages.joined(separator: "\n"))
      case .notReadBack(let expected, let found): return ("counts", "\(expected) \(found)")
      default: return ("failed", "\(error)")
      }
    }
  }

  private static func restrict(_ limits: Limits) {
    #if canImport(Glibc)
      let (memory, processor, core) = (
        RLIMIT_AS.rawValue, RLIMIT_CPU.rawValue, RLIMIT_CORE.rawValue
      )
      set(Int32(memory), to: limits.memory)
      set(Int32(processor), to: limits.processorSeconds)
      set(Int32(core), to: 0)
    #else
      set(RLIMIT_AS, to: limits.memory)
      set(RLIMIT_CPU, to: limits.processorSeconds)
      set(RLIMIT_CORE, to: 0)
    #endif
  }

  private static func set(_ resource: Int32, to most: UInt) {
    var limit = rlimit()
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(resource)
    #endif
    getrlimit(resource, &limit)
    limit.rlim_cur = min(limit.rlim_max, rlim_t(most))
    limit.rlim_max = limit.rlim_cur
    setrlimit(resource, &limit)
  }
}
