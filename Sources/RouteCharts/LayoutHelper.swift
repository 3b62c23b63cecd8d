import Foundation
import Synchronization

/// A process that owns libgvc on behalf of this one, so that a layout can be given up.
///
/// libgvc cannot be cancelled, leaks, and may crash. In a process of its own it has five seconds a
/// drawing and a limit of memory and processor time; when it fails it is killed, the next drawing
/// starts a new one, and nothing else is lost. Positions come back as the same numbers that libgvc
/// gives here, so the drawing has the same bytes.
///
/// ```swift
/// LayoutHelper.use(program: "/usr/bin/entrepot", arguments: ["layouts"])
/// ```
public final class LayoutHelper: Sendable {
  /// What the process may take.
  public struct Limits: Sendable {
    /// Seconds for one answer.
    public var seconds = 5.0
    /// Drawings before it is replaced by a new one.
    public var drawings = 500

    /// Five seconds, 500 drawings.
    public init() {}
  }

  private struct Running {
    let process: Process
    let socket: Int32
    var drawings = 0
  }

  private let program: String
  private let arguments: [String]
  private let limits: Limits
  private let running = Mutex<Running?>(nil)

  private static let installed = Mutex<LayoutHelper?>(nil)

  /// A helper that is started when it is first asked.
  init(program: String, arguments: [String], limits: Limits) {
    self.program = program
    self.arguments = arguments
    self.limits = limits
  }

  deinit {
    running.withLock { Self.stop(&$0) }
  }

  /// Has all layouts of this process made by a program that calls `LayoutService.serve()`.
  ///
  /// - Parameters:
  ///   - program: the program's path.
  ///   - arguments: what makes it serve.
  ///   - limits: what it may take.
  public static func use(program: String, arguments: [String], limits: Limits = Limits()) {
    installed.withLock {
      $0 = LayoutHelper(program: program, arguments: arguments, limits: limits)
    }
  }

  static var current: LayoutHelper? { installed.withLock { $0 } }

  /// Asks for the middles of nodes.
  func positions(
    of names: [String], in dot: String, engine: String
  ) throws(ChartError) -> [ChartPoint] {
    let answer = try ask("layout \(engine)", names.joined(separator: " ") + "\n" + dot)
    let points = answer.split(separator: "\n").compactMap { line -> ChartPoint? in
      let numbers = line.split(separator: " ").compactMap { Double($0) }
      return numbers.count == 2 ? ChartPoint(x: numbers[0], y: numbers[1]) : nil
    }
    guard points.count == names.count else {
      throw .notReadBack(expected: names.count, found: points.count)
    }
    return points
  }

  /// Asks how many nodes and edges a DOT holds, and compares.
  func check(_ dot: String, nodes: Int, edges: Int) throws(ChartError) {
    _ = try ask("check \(nodes) \(edges)", dot)
  }

  /// The process that serves now, for tests; nil before the first question.
  var processIdentifier: Int32? { running.withLock { $0?.process.processIdentifier } }

  private func ask(_ words: String, _ body: String) throws(ChartError) -> String {
    try running.withLock { running throws(ChartError) in
      if let old = running, old.drawings >= limits.drawings || !old.process.isRunning {
        Self.stop(&running)
      }
      if running == nil { running = try start() }
      guard let socket = running?.socket else { throw .graphvizUnavailable }
      running?.drawings += 1
      let bytes = Array(body.utf8)
      let message = Array("\(words) \(bytes.count)\n".utf8) + bytes
      do {
        let wire = LayoutWire(socket: socket, seconds: limits.seconds)
        try wire.send(message)
        let (verdict, text) = try wire.receive()
        switch verdict {
        case "ok": return text
        case "counts":
          let counts = text.split(separator: " ").compactMap { Int($0) }
          throw ChartError.notReadBack(expected: counts.first ?? 0, found: counts.last ?? 0)
        default: throw ChartError.graphviz(messages: text.split(separator: "\n").map(String.init))
        }
      } catch let error as ChartError {
        throw error
      } catch {
        Self.stop(&running)
        throw .graphviz(messages: ["\(error)"])
      }
    }
  }

  private func start() throws(ChartError) -> Running {
    var ends: [Int32] = [0, 0]
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .graphvizUnavailable }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let theirs = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
    process.standardInput = theirs
    process.standardOutput = theirs
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else {
      close(ends[0])
      throw .graphvizUnavailable
    }
    try? theirs.close()
    return Running(process: process, socket: ends[0])
  }

  private static func stop(_ running: inout Running?) {
    guard let old = running else { return }
    close(old.socket)
    kill(old.process.processIdentifier, SIGKILL)
    old.process.waitUntilExit()
    running = nil
  }
}

/// Messages over a socket: a line of words that ends in a length, then that many bytes.
struct LayoutWire {
  let socket: Int32
  /// How long one answer may take; nil to wait for ever.
  let seconds: Double?

  /// Why nothing came.
  enum Fault: Error, CustomStringConvertible {
    case late(seconds: Double)
    case closed

    var description: String {
      switch self {
      case .late(let seconds):
        "no layout within \(TradeFigures.fixed(seconds, decimals: 1)) s; it was stopped"
      case .closed: "the layout process ended without an answer"
      }
    }
  }

  private static let longestHead = 256
  private static let longestBody = 64 << 20

  /// Sends a whole message.
  func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    let deadline = deadline
    while !rest.isEmpty {
      try wait(for: Int16(POLLOUT), until: deadline)
      let count = rest.withUnsafeBytes {
        Foundation.send(socket, $0.baseAddress, $0.count, Self.noSignal)
      }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { throw Fault.closed }
      rest = rest.dropFirst(count)
    }
  }

  /// Receives a whole message: its words before the length, and its body.
  func receive() throws -> (words: String, body: String) {
    let deadline = deadline
    var head: [UInt8] = []
    while true {
      let byte = try read(1, until: deadline)
      if byte == [0x0A] { break }
      head += byte
      guard head.count <= Self.longestHead else { throw Fault.closed }
    }
    var words = String(decoding: head, as: UTF8.self).split(separator: " ").map(String.init)
    guard let count = words.popLast().flatMap({ Int($0) }), (0...Self.longestBody).contains(count)
    else { throw Fault.closed }
    let body = try read(count, until: deadline)
    return (words.joined(separator: " "), String(decoding: body, as: UTF8.self))
  }

  private var deadline: ContinuousClock.Instant? {
    seconds.map { ContinuousClock.now + .seconds($0) }
  }

  private func read(_ wanted: Int, until deadline: ContinuousClock.Instant?) throws -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(wanted)
    var piece = [UInt8](repeating: 0, count: min(max(1, wanted), 1 << 16))
    while bytes.count < wanted {
      try wait(for: Int16(POLLIN), until: deadline)
      let room = min(piece.count, wanted - bytes.count)
      let count = piece.withUnsafeMutableBytes { Foundation.read(socket, $0.baseAddress, room) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { throw Fault.closed }
      bytes += piece[..<count]
    }
    return bytes
  }

  private func wait(for event: Int16, until deadline: ContinuousClock.Instant?) throws {
    while true {
      var left: Int32 = -1
      if let deadline {
        let remaining = deadline - .now
        guard remaining > .zero else { throw Fault.late(seconds: seconds ?? 0) }
        left =
          Int32(remaining.components.seconds * 1000)
          + Int32(remaining.components.attoseconds / 1_000_000_000_000_000) + 1
      }
      var asked = pollfd(fd: socket, events: event, revents: 0)
      let ready = poll(&asked, 1, left)
      if ready > 0 { return }
      if ready < 0, errno != EINTR { throw Fault.closed }
    }
  }

  #if canImport(Glibc)
    private static let noSignal = Int32(MSG_NOSIGNAL)
  #else
    private static let noSignal: Int32 = 0
  #endif
}
