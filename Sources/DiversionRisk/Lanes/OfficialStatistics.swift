public import TradeModel

/// Monthly official statistics as series: what one country sent another of one item, in US dollars.
///
/// An item is a family, all its subheadings together, or a subheading of no family.
public struct OfficialStatistics: Sendable {
  /// A stage of a lane: goods of one item from one country to another.
  public struct Stage: Hashable, Comparable, Sendable {
    /// Where it starts.
    public let from: CountryCode
    /// Where it ends.
    public let to: CountryCode
    /// The family's position in the catalogue, or minus the six-digit subheading.
    public let item: Int32

    /// A stage.
    public init(from: CountryCode, to: CountryCode, item: Int32) {
      (self.from, self.to, self.item) = (from, to, item)
    }

    /// Orders by countries, then item.
    public static func < (one: Self, other: Self) -> Bool {
      if one.from != other.from { return one.from.code < other.from.code }
      return one.to != other.to ? one.to.code < other.to.code : one.item < other.item
    }
  }

  /// The first month, as years times twelve plus months from zero.
  public let firstMonth: Int
  /// How many months there are.
  public let monthCount: Int
  /// What senders report, exports and re-exports together.
  let exports: [Stage: [Double]]
  /// What receivers report.
  let imports: [Stage: [Double]]
  /// Countries that report exports, and that report imports.
  let exporting: Set<CountryCode>
  let importing: Set<CountryCode>
  /// Countries that report re-exports of a family.
  private let reexporting: Set<CountryCode>

  /// Makes series of statistics.
  ///
  /// - Parameters:
  ///   - flows: rows of country_flows.csv; those without a value say nothing here.
  ///   - catalogue: which subheadings belong to which family.
  /// - Complexity: O(rows + stages × months).
  public init(_ flows: [CountryFlow], catalogue: GoodsCatalogue) {
    let valued = flows.filter { $0.valueUSD != nil }
    let months = valued.map { Self.ordinal(of: $0.month) }
    let first = months.min() ?? 0
    let count = months.max().map { $0 - first + 1 } ?? 0
    var families: [String: Int32] = [:]
    func item(_ code: String) -> Int32 {
      if let known = families[code] { return known }
      let item = catalogue.family(ofCode: code).map(Int32.init) ?? -(Int32(code.prefix(6)) ?? 0)
      families[code] = item
      return item
    }
    var exports: [Stage: [Double]] = [:]
    var imports: [Stage: [Double]] = [:]
    var reexporting: Set<CountryCode> = []
    for (flow, month) in zip(valued, months) {
      let number = item(flow.hs6)
      let value = flow.valueUSD ?? 0
      switch flow.flow {
      case .import:
        imports[
          Stage(from: flow.partner, to: flow.reporter, item: number),
          default: [Double](repeating: 0, count: count)][month - first] += value
      case .reexport, .export:
        exports[
          Stage(from: flow.reporter, to: flow.partner, item: number),
          default: [Double](repeating: 0, count: count)][month - first] += value
        if flow.flow == .reexport, number >= 0 { reexporting.insert(flow.reporter) }
      }
    }
    (firstMonth, monthCount) = (first, count)
    (self.exports, self.imports, self.reexporting) = (exports, imports, reexporting)
    exporting = Set(exports.keys.lazy.map(\.from))
    importing = Set(imports.keys.lazy.map(\.to))
  }

  /// A day's month, as years times twelve plus months from zero.
  public static func ordinal(of day: TradeDay) -> Int {
    ordinal(of: day.month) ?? 0
  }

  /// The number of a month such as `2022-05`; nil for anything else.
  public static func ordinal(of month: some StringProtocol) -> Int? {
    let parts = month.split(separator: "-")
    guard parts.count == 2, let year = Int(parts[0]), let number = Int(parts[1]),
      (1...12).contains(number), (1000...9999).contains(year)
    else { return nil }
    return year * 12 + number - 1
  }

  /// A month's number as text, such as `2022-05`.
  public static func text(ofMonth ordinal: Int) -> String {
    let month = ordinal % 12 + 1
    return "\(ordinal / 12)-" + (month < 10 ? "0\(month)" : "\(month)")
  }

  /// The series of a stage as its sender reports it, else as its receiver does; nil where neither
  /// reports at all.
  func series(_ stage: Stage) -> [Double]? {
    if exporting.contains(stage.from) {
      return exports[stage] ?? [Double](repeating: 0, count: monthCount)
    }
    guard importing.contains(stage.to) else { return nil }
    return imports[stage] ?? [Double](repeating: 0, count: monthCount)
  }

  /// Every stage with a series, in order.
  var stages: [Stage] {
    let received = imports.keys.lazy.filter { !exporting.contains($0.from) }
    return (Array(exports.keys) + received).sorted()
  }

  /// Whether a country is not known to send goods of the families on.
  func isNoEntrepot(_ country: CountryCode) -> Bool { !reexporting.contains(country) }
}
