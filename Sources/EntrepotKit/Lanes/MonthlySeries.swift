public import DiversionRisk
import Foundation

/// Monthly trade with each partner, added up from files of official statistics.
public struct MonthlySeries: Sendable {
  /// Which rows count.
  public struct Selection: Sendable {
    /// Only rows of this reporter; nil for all.
    public var reporter: String?
    /// Only rows of this flow.
    public var flow: String
    /// The column to add up; nil for the one that is there.
    public var value: String?
    /// Only subheadings that begin with these digits; nil for all.
    public var item: String?

    /// A selection.
    public init(
      reporter: String? = nil, flow: String = "export", value: String? = nil, item: String? = nil
    ) {
      (self.reporter, self.flow, self.value, self.item) = (reporter, flow, value, item)
    }
  }

  /// The strongest rise of trade with a partner.
  public struct Rise: Sendable {
    /// The partner as the files write it.
    public let partner: String
    /// When and how much.
    public let change: TradeBreak
  }

  private let firstMonth: Int
  /// Partners in order, with one value a month; months without a row are months without trade.
  public let partners: [(name: String, values: [Double])]

  /// Reads files.
  ///
  /// - Parameters:
  ///   - paths: CSV files, compressed or not.
  ///   - selection: which rows count.
  /// - Returns: one series a partner, over the months of all files.
  /// - Throws: `RunError` for a file without the columns or with a value that is none, naming both.
  public static func reading(_ paths: [String], _ selection: Selection) throws -> MonthlySeries {
    var sums: [String: [Int: Double]] = [:]
    for path in paths { try add(path, selection, to: &sums) }
    let months = sums.values.flatMap(\.keys)
    guard let first = months.min(), let last = months.max() else {
      throw RunError(
        "\(paths.joined(separator: ", ")): no row is left; check --reporter, --flow and --item")
    }
    return MonthlySeries(
      firstMonth: first,
      partners: sums.sorted { $0.key < $1.key }.map { partner, byMonth in
        (partner, (first...last).map { byMonth[$0] ?? 0 })
      })
  }

  /// The month at a position, such as `2022-05`.
  public func month(at position: Int) -> String {
    OfficialStatistics.text(ofMonth: firstMonth + position)
  }

  /// The strongest rise of each partner, largest first; partners with too short a series are left out.
  public var rises: [Rise] {
    partners.compactMap { partner in
      TradeBreak.strongestRise(in: partner.values).map { Rise(partner: partner.name, change: $0) }
    }.sorted { one, other in
      one.change.size != other.change.size
        ? one.change.size > other.change.size : one.partner < other.partner
    }
  }

  /// Where the columns of a file are.
  private struct Columns {
    let month: Int
    let partner: Int
    let value: Int
    let reporter: Int?
    let flow: Int?
    let item: Int?
    let aggregate: Int?

    init(_ header: [String], of path: String, value named: String?) throws(RunError) {
      let names = header.map { $0.hasPrefix("\u{FEFF}") ? String($0.dropFirst()) : $0 }
      func find(_ candidates: [String]) -> Int? {
        candidates.lazy.compactMap { names.firstIndex(of: $0) }.first
      }
      func need(_ candidates: [String]) throws(RunError) -> Int {
        guard let position = find(candidates) else {
          throw RunError(
            "\(path): there is no column \(candidates.joined(separator: " or ")); the header is "
              + names.joined(separator: ","))
        }
        return position
      }
      month = try need(["month", "period"])
      partner = try need(["partner"])
      value = try need(named.map { [$0] } ?? ["value_usd", "value_eur", "value"])
      reporter = find(["reporter"])
      flow = find(["flow"])
      item = find(["hs6", "product"])
      aggregate = find(["reporter_is_aggregate"])
    }
  }

  private static func add(
    _ path: String, _ selection: Selection, to sums: inout [String: [Int: Double]]
  ) throws {
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw RunError("\(path): there is no such file, or it may not be read")
    }
    var known: Columns?
    var row = 0
    try CSVRows.visitAll(path) { cells in
      row += 1
      guard let columns = known else {
        known = try Columns(cells, of: path, value: selection.value)
        return
      }
      func cell(_ position: Int?) -> String? {
        position.flatMap { cells.indices.contains($0) ? cells[$0] : nil }
      }
      // A sum of reporters beside the reporters would count twice.
      if let mark = cell(columns.aggregate), mark == "1" || mark == "true" { return }
      if let wanted = selection.reporter, cell(columns.reporter) != wanted { return }
      if let flow = cell(columns.flow), flow.lowercased() != selection.flow.lowercased() { return }
      if let wanted = selection.item, cell(columns.item)?.hasPrefix(wanted) != true { return }
      guard let partner = cell(columns.partner), let text = cell(columns.value) else {
        throw RunError("\(path): row \(row) has too few cells")
      }
      if text.isEmpty { return }
      guard let value = Double(text), value.isFinite, value >= 0 else {
        throw RunError("\(path): row \(row): \"\(text)\" is no value")
      }
      guard let month = cell(columns.month).flatMap({ OfficialStatistics.ordinal(of: $0) }) else {
        throw RunError("\(path): row \(row): \"\(cell(columns.month) ?? "")\" is no month YYYY-MM")
      }
      sums[partner, default: [:]][month, default: 0] += value
    }
    if known == nil { throw RunError("\(path): is empty") }
  }
}
