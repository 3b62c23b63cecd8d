import Foundation

/// Runs a question several times and prints one JSON line, as the other engines do.
struct Stopwatch {
  let scale: String
  let runs: Int
  /// The questions to run; nil for all.
  let wanted: Set<String>?

  func wants(_ workload: String) -> Bool { wanted?.contains(workload) ?? true }

  /// Measures `body`; its result goes into the line as it is.
  func measure(_ workload: String, _ body: () throws -> [String: Any]) throws {
    try measure(workload, body, describedBy: { $0 })
  }

  /// Measures `body`; how its answer is written down is not measured.
  func measure<Answer>(
    _ workload: String, _ body: () throws -> Answer, describedBy describe: (Answer) -> [String: Any]
  ) throws {
    guard wants(workload) else { return }
    var wall: [Double] = []
    var cpu: [Double] = []
    var answer: Answer?
    Self.forgetPeak()
    while wall.count < runs, wall.reduce(0, +) < 60 {
      let cpuBefore = Self.processorSeconds()
      let start = ContinuousClock.now
      answer = try body()
      wall.append(Self.seconds(since: start))
      cpu.append(Self.processorSeconds() - cpuBefore)
    }
    let line: [String: Any] = [
      "engine": "entrepot", "version": "main", "scale": scale, "w": workload,
      "median": Self.median(wall), "wall": wall, "cpu": Self.median(cpu),
      "rss_mb": Int(Self.peakMebibytes()), "result": answer.map(describe) ?? [:],
    ]
    let json = try JSONSerialization.data(withJSONObject: line, options: [.sortedKeys])
    print(String(decoding: json, as: UTF8.self))
    fflush(nil)
  }

  static func seconds(since start: ContinuousClock.Instant) -> Double {
    let elapsed = (ContinuousClock.now - start).components
    return Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// Peak memory is that of the question, where the system can forget the peak before it.
  private static func forgetPeak() {
    guard let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return }
    try? file.write(contentsOf: Data("5".utf8))
    try? file.close()
  }

  private static func peakMebibytes() -> Double {
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM") }),
      let kibibytes = line.split(whereSeparator: { !$0.isNumber }).first
    else { return 0 }
    return (Double(kibibytes) ?? 0) / 1_024
  }
}
