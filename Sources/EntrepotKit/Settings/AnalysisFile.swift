import DiversionRisk
import Foundation
public import TradeModel
import Yams

extension AnalysisSettings {
  /// Reads an `analysis.yml`; what the file does not say keeps its default.
  ///
  /// - Parameter path: the file.
  /// - Throws: `RunError` naming file, line and key for an unknown key or an unusable value.
  public init(file path: String) throws(RunError) {
    self.init()
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw RunError("\(path): cannot be read as UTF-8 text; check the path given with --config")
    }
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      // Yams begins with line and column.
      throw RunError("\(path):\(error)\nThe file must be YAML: `key: value`, one a line.")
    }
    // A file of comments only is an empty configuration.
    guard let root else { return }
    guard let mapping = root.mapping else {
      throw RunError("\(path): must be a list of `key: value` lines")
    }
    let reader = SettingsReader(path: path)
    for (key, value) in mapping {
      try reader.apply(key, value, to: &self)
    }
    try reader.check(self)
  }
}

/// Reads one value after the other, and says where it went wrong.
private struct SettingsReader {
  let path: String

  func apply(
    _ key: Node, _ value: Node, to settings: inout AnalysisSettings
  ) throws(RunError) {
    guard let name = key.string, let apply = Self.keys[name] else {
      let known = Self.keys.keys.sorted().joined(separator: ", ")
      throw error(key, "unknown key \"\(key.string ?? "?")\"; known keys: \(known)")
    }
    try apply(self, value, &settings)
  }

  func check(_ settings: AnalysisSettings) throws(RunError) {
    if settings.minimumDwellDays > settings.maximumDwellDays {
      throw RunError("\(path): dwell_days: min is above max; exchange the two")
    }
    let windows = Set(settings.dwellDaysByFamily.values)
    if windows.count > FlowWindows.mostOwn {
      throw RunError(
        "\(path): dwell_days_by_family: has \(windows.count) different windows; at most "
          + "\(FlowWindows.mostOwn) are kept apart, so round some to weeks")
    }
  }

  private typealias Apply = @Sendable (Self, Node, inout AnalysisSettings) throws(RunError) -> Void

  /// Every key that the file may have.
  ///
  /// `Configuration.docc` describes each; a test compares.
  private static let keys: [String: Apply] = [
    "origins": { reader, node, settings throws(RunError) in
      settings.origins = try reader.countries(node)
    },
    "destinations_of_concern": { reader, node, settings throws(RunError) in
      settings.destinationsOfConcern = try reader.countries(node)
    },
    "dwell_days": { reader, node, settings throws(RunError) in
      (settings.minimumDwellDays, settings.maximumDwellDays) = try reader.dwell(
        node, in: "dwell_days", min: settings.minimumDwellDays, max: settings.maximumDwellDays)
    },
    "dwell_days_by_family": { reader, node, settings throws(RunError) in
      settings.dwellDaysByFamily = try reader.dwellByFamily(node)
    },
    "max_legs": { reader, node, settings throws(RunError) in
      settings.maximumLegs = try reader.integer(node, in: 2...6)
    },
    "families": { reader, node, settings throws(RunError) in
      settings.families = try reader.strings(node)
    },
    "prior": { reader, node, settings throws(RunError) in
      settings.prior = try reader.number(node, in: 1e-9...0.5)
    },
    "alert_band": { reader, node, settings throws(RunError) in
      settings.alertBand = try reader.band(node)
    },
    "capacity_per_day": { reader, node, settings throws(RunError) in
      settings.capacityPerDay = try reader.integer(node, in: 0...1_000_000)
    },
    "random_control_share": { reader, node, settings throws(RunError) in
      settings.randomControlShare = try reader.number(node, in: 0...1)
    },
    "weights": { reader, node, settings throws(RunError) in
      settings.weights = try reader.text(node)
    },
    "diagrams": { reader, node, settings throws(RunError) in
      settings.diagrams = try reader.integer(node, in: 0...10_000)
    },
  ]

  static var knownKeys: [String] { keys.keys.sorted() }

  private func error(_ node: Node, _ what: String) -> RunError {
    let place = node.mark.map { ":\($0.line):\($0.column)" } ?? ""
    return RunError("\(path)\(place): \(what)")
  }

  private func text(_ node: Node) throws(RunError) -> String {
    guard let scalar = node.scalar else { throw error(node, "expected one word") }
    return scalar.string
  }

  private func strings(_ node: Node) throws(RunError) -> [String] {
    guard let sequence = node.sequence else {
      throw error(node, "expected a list such as [KR, JP]")
    }
    var values: [String] = []
    for element in sequence { values.append(try text(element)) }
    return values
  }

  private func countries(_ node: Node) throws(RunError) -> [CountryCode] {
    var countries: [CountryCode] = []
    for code in try strings(node) {
      guard let country = CountryCode(code) else {
        throw error(
          node, "\"\(code)\" is not an ISO 3166-1 alpha-2 country code (write \"NO\" in quotes)")
      }
      countries.append(country)
    }
    if countries.isEmpty { throw error(node, "the list of countries is empty") }
    return countries
  }

  private func integer(_ node: Node, in range: ClosedRange<Int>) throws(RunError) -> Int {
    guard let value = Int(try text(node)), range.contains(value) else {
      throw error(
        node, "expected a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  private func number(_ node: Node, in range: ClosedRange<Double>) throws(RunError) -> Double {
    guard let value = Double(try text(node)), range.contains(value) else {
      throw error(node, "expected a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  private func band(_ node: Node) throws(RunError) -> RiskBand {
    guard let band = RiskBand(rawValue: try text(node)) else {
      throw error(node, "expected one of low, elevated, high, critical")
    }
    return band
  }

  /// Days from `min` to `max`, each where the file says nothing else.
  private func dwell(
    _ node: Node, in name: String, min: Int, max: Int
  ) throws(RunError) -> (min: Int, max: Int) {
    guard let mapping = node.mapping else {
      throw error(node, "expected {min: DAYS, max: DAYS}")
    }
    var days = (min: min, max: max)
    for (key, value) in mapping {
      switch key.string {
      case "min": days.min = try integer(value, in: 0...3650)
      case "max": days.max = try integer(value, in: 0...3650)
      default: throw error(key, "unknown key \"\(key.string ?? "?")\" in \(name); use min, max")
      }
    }
    return days
  }

  private func dwellByFamily(_ node: Node) throws(RunError) -> [String: ClosedRange<Int>] {
    guard let mapping = node.mapping else {
      throw error(node, "expected FAMILY: {min: DAYS, max: DAYS}, one a line")
    }
    var byFamily: [String: ClosedRange<Int>] = [:]
    for (key, value) in mapping {
      let family = try text(key)
      let days = try dwell(value, in: "dwell_days_by_family", min: 0, max: -1)
      guard days.max >= 0 else {
        throw error(value, "\(family) has no max; write {min: DAYS, max: DAYS}")
      }
      guard days.min <= days.max else {
        throw error(value, "\(family): min is above max; exchange the two")
      }
      byFamily[family] = days.min...days.max
    }
    return byFamily
  }
}

extension AnalysisSettings {
  /// The keys that `analysis.yml` may have, sorted.
  public static var fileKeys: [String] { SettingsReader.knownKeys }
}
