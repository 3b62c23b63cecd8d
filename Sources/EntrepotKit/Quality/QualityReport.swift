import DiversionRisk
import Foundation
import TradeModel
import TradeStore

/// How good the data of a run is, by source and by file, as `quality.json`.
struct QualityReport {
  private let asOf: TradeDay
  private let files: [IngestedFile]
  private let reasons: [String: [String: Int]]
  private var sources: [String: SourceQuality] = [:]
  private let parties: [[Bool]]

  /// A value a kilogram this many times the median of its subheading, or as many times below, is out
  /// of line; subheadings of fewer rows have no median worth the name.
  static let outlierFactor = 20.0
  static let fewestRows = 20

  /// A report on files of which no row was counted yet.
  init(
    files: [IngestedFile], rejects: [String: [String: Int]], parties: [WrittenParty],
    asOf: TradeDay
  ) {
    self.files = files
    reasons = rejects
    self.asOf = asOf
    self.parties = parties.map { [$0.id == nil, $0.name == nil, $0.address == nil] }
  }

  /// Counts a goods line.
  mutating func count(_ row: StoredDeclaration, source: String) {
    sources[source, default: SourceQuality()].count(row, parties: parties)
  }

  /// Counts codes that the Harmonized System does not have: chapters are 01 to 97, 77 is free.
  mutating func countUnknownCodes(in records: RecordColumns) {
    for row in 0..<records.count {
      let chapter = records.hs6[row] / 10_000
      guard !(1...97).contains(chapter) || chapter == 77 else { continue }
      sources[records.sources[Int(records.source[row])], default: SourceQuality()].unknownHS += 1
    }
  }

  /// Counts values that are out of line with their subheading's.
  mutating func countOutliers(in records: RecordColumns) {
    var prices: [Int32: [Double]] = [:]
    let price = { (row: Int) in records.value[row] / records.weight[row] }
    for row in 0..<records.count where !price(row).isNaN {
      prices[records.hs6[row], default: []].append(price(row))
    }
    let medians = prices.compactMapValues { prices in
      prices.count < Self.fewestRows ? nil : prices.sorted()[prices.count / 2]
    }
    for row in 0..<records.count {
      guard let median = medians[records.hs6[row]], !price(row).isNaN else { continue }
      let ratio = price(row) / median
      if ratio > Self.outlierFactor || ratio < 1 / Self.outlierFactor {
        sources[records.sources[Int(records.source[row])], default: SourceQuality()].outliers += 1
      }
    }
  }

  /// The report as text.
  var json: String {
    JSONText.object([
      ("as_of", .string(asOf.description)), ("files", .array(files.map(file))),
      ("sources", .array(sources.sorted { $0.key < $1.key }.map { source($0.key, $0.value) })),
    ]).indented
  }

  private func file(_ file: IngestedFile) -> JSONText {
    .object([
      ("file", .string(file.name)), ("table", .string(file.table)), ("rows", .integer(file.rows)),
      ("accepted", .integer(file.accepted)), ("rejected", .integer(file.rejected)),
      ("repeated", .integer(file.duplicates)),
      ("reject_reasons", counts(reasons[file.name] ?? [:])),
      ("repairs", counts(file.repairs)),
      ("ignored_columns", .array(file.ignoredColumns.map(JSONText.string))),
    ])
  }

  private func source(_ name: String, _ quality: SourceQuality) -> JSONText {
    .object([
      ("source", .string(name)), ("rows", .integer(quality.rows)),
      ("withdrawn", .integer(quality.withdrawn)),
      ("first_day", .string(quality.firstDay.description)),
      ("last_day", .string(quality.lastDay.description)),
      ("days_behind", .integer(asOf - quality.lastDay)),
      ("outliers", .integer(quality.outliers)), ("unknown_hs", .integer(quality.unknownHS)),
      (
        "missing",
        .object(
          zip(SourceQuality.columns, quality.missing).map { ($0, .integer($1)) })
      ),
    ])
  }

  private func counts(_ counts: [String: Int]) -> JSONText {
    .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
  }
}
