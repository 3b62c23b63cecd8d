import Foundation

/// Whether this machine can show Hangul, for `doctor`.
///
/// A missing font is never an error to a viewer: it draws empty boxes, so it has to be looked for.
/// The SVG itself is the same without the font.
public enum ChartFonts {
  /// What was found.
  public enum Report: Hashable, Sendable {
    /// A family with Hangul is installed.
    case found(family: String)
    /// None is installed.
    case missing
    /// fontconfig's `fc-match` is not installed, so nobody can tell.
    case unknown
  }

  /// The families that drawings ask for, best first.
  public static let families = [
    "Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo",
  ]

  /// Looks for a Hangul font through fontconfig.
  public static func report() -> Report {
    guard let output = run("fc-list", [":lang=ko", "family"]) else { return .unknown }
    let installed = output.split(whereSeparator: \.isNewline).flatMap { line in
      line.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    let known = families.first { installed.contains($0) }
    if let family = known ?? installed.min() { return .found(family: family) }
    return .missing
  }

  /// What to do about a report, in one line; nil where all is well.
  public static func advice(for report: Report) -> String? {
    switch report {
    case .found: nil
    case .missing: "no Hangul font: install fonts-noto-cjk (or fonts-nanum)"
    case .unknown: "cannot check fonts: install fontconfig"
    }
  }

  private static func run(_ program: String, _ arguments: [String]) -> String? {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: output, as: UTF8.self)
  }
}
