import DiversionRisk
import Foundation
import RouteCharts
import TradeStore

/// What the machine has for Entrepot's work.
public enum Doctor {
  /// One thing looked at.
  public struct Finding: Sendable {
    /// What was looked at.
    public let what: String
    /// What was found.
    public let found: String
    /// How to mend it; nil where nothing is wrong.
    public let mend: String?
    /// Whether nothing is wrong.
    public var isWell: Bool { mend == nil }
  }

  /// Everything, in order.
  public static func findings() -> [Finding] {
    [
      Finding(what: "entrepot", found: EntrepotVersion.current, mend: nil),
      Finding(what: "weights", found: weights.found, mend: weights.mend),
      Finding(what: "SQLite", found: TradeStore.libraryVersion, mend: sqliteMend),
      graphviz, converter, fonts, locale, scratch,
    ]
  }

  private static var weights: (found: String, mend: String?) {
    do {
      return (try WeightSet.named("default").version, nil)
    } catch {
      return ("unusable", "\(error)")
    }
  }

  /// STRICT tables came with SQLite 3.37.
  private static var sqliteMend: String? {
    TradeStore.libraryVersion.compare("3.37", options: .numeric) == .orderedAscending
      ? "install SQLite 3.37 or later (apt-get install libsqlite3-0)" : nil
  }

  private static var graphviz: Finding {
    guard let version = GraphvizVersion.current else {
      return Finding(
        what: "Graphviz", found: "does not start", mend: "apt-get install libgraphviz-dev graphviz")
    }
    return Finding(what: "Graphviz", found: version, mend: nil)
  }

  /// What makes PDF and PNG of a drawing.
  private static var converter: Finding {
    guard let version = PictureConverter.version() else {
      return Finding(
        what: "PDF and PNG", found: "rsvg-convert does not start",
        mend: "apt-get install librsvg2-bin (drawings as svg need nothing)")
    }
    return Finding(what: "PDF and PNG", found: version, mend: nil)
  }

  private static var fonts: Finding {
    let report = ChartFonts.report()
    let found =
      switch report {
      case .found(let family): family
      case .missing: "none"
      case .unknown: "nobody can tell"
      }
    return Finding(what: "Hangul font", found: found, mend: ChartFonts.advice(for: report))
  }

  private static var locale: Finding {
    let environment = ProcessInfo.processInfo.environment
    let value = environment["LC_ALL"] ?? environment["LC_CTYPE"] ?? environment["LANG"] ?? "not set"
    // Entrepot writes UTF-8 whatever the locale; this is for the terminal that shows it.
    let isWell = value == "not set" || value.uppercased().replacing("-", with: "").contains("UTF8")
    return Finding(
      what: "locale", found: value, mend: isWell ? nil : "export LC_ALL=C.UTF-8 to see Hangul")
  }

  private static var scratch: Finding {
    let folder = NSTemporaryDirectory()
    let isWritable = FileManager.default.isWritableFile(atPath: folder)
    return Finding(
      what: "temporary folder", found: folder,
      mend: isWritable ? nil : "set TMPDIR to a folder that can be written")
  }
}
