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
  /// What happened to rows that do not say who recorded them.
  private var nobody = SourceQuality()
  private let parties: [[Bool]]
  private var hasNomenclature = false

  /// A value a kilogram this many times the median of its subheading, or as many times below, is out
  /// of line; subheadings of fewer rows have no median worth the name.
  static let outlierFactor = 20.0
  static let fewestRows = 20
  /// So many unknown codes are listed for each source, the most frequent first.
  static let listedCodes = 20

  /// A report on files of which no row was counted yet.
  init(
    files: [IngestedFile], rejects: [String: [String: Int]], counts: [SourceCount] = [],
    parties: [WrittenParty], asOf: TradeDay
  ) {
    self.files = files
    reasons = rejects
    self.asOf = asOf
    self.parties = parties.map { [$0.id == nil, $0.name == nil, $0.address == nil] }
    for count in counts {
      if let source = count.source {
        sources[source, default: SourceQuality()].add(count)
      } else {
        nobody.add(count)
      }
    }
  }

  /// Counts a goods line.
  mutating func count(_ row: StoredDeclaration, source: String) {
    sources[source, default: SourceQuality()].count(row, parties: parties)
  }

  /// Counts codes that the Harmonized System does not have.
  ///
  /// - Parameters:
  ///   - records: every goods line known.
  ///   - nomenclature: the codes that it has; without any, chapters alone are known: 01 to 97 but 77.
  ///   - concordance: codes of other revisions or of national tariffs, which are known, too.
  mutating func countUnknownCodes(
    in records: RecordColumns, nomenclature: [HSHeading] = [], concordance: [HSConcordance] = []
  ) {
    let subheadings = Set(
      nomenclature.map(\.code).filter { $0.utf8.count >= 6 }.map { $0.prefix(6) })
    hasNomenclature = !subheadings.isEmpty
    let others = concordance.map { $0.filed.prefix(6) }
    var known: [Int32: Bool] = [:]
    func isKnown(_ hs6: Int32) -> Bool {
      let code = RecordColumns.subheading(hs6)
      // First, since national tariffs have codes in chapters that the System leaves to them.
      if others.contains(where: { code.hasPrefix($0) }) { return true }
      let chapter = hs6 / 10_000
      guard (1...97).contains(chapter), chapter != 77 else { return false }
      return !hasNomenclature || subheadings.contains(code[...])
    }
    for row in 0..<records.count {
      let hs6 = records.hs6[row]
      let answer = known[hs6] ?? isKnown(hs6)
      known[hs6] = answer
      guard !answer else { continue }
      let source = records.sources[Int(records.source[row])]
      sources[source, default: SourceQuality()].unknownCodes[hs6, default: 0] += 1
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
      ("codes_checked_by", .string(hasNomenclature ? "nomenclature" : "chapter")),
      ("sources", .array(sources.sorted { $0.key < $1.key }.map { source($0.key, $0.value) })),
      (
        "unknown_source",
        .object([
          ("rejected", .integer(sum(nobody.rejectReasons))),
          ("reject_reasons", counts(nobody.rejectReasons)),
        ])
      ),
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
      ("rejected", .integer(sum(quality.rejectReasons))),
      ("repeated", .integer(quality.repeated)),
      ("reject_reasons", counts(quality.rejectReasons)), ("repairs", counts(quality.repairs)),
      ("first_day", .optional(quality.rows > 0 ? quality.firstDay.description : nil)),
      ("last_day", .optional(quality.rows > 0 ? quality.lastDay.description : nil)),
      ("days_behind", quality.rows > 0 ? .integer(asOf - quality.lastDay) : .null),
      ("outliers", .integer(quality.outliers)),
      ("unknown_hs", .integer(quality.unknownCodes.values.reduce(0, +))),
      ("unknown_codes", unknownCodes(of: quality)),
      (
        "missing",
        .object(
          zip(SourceQuality.columns, quality.missing).map { ($0, .integer($1)) })
      ),
    ])
  }

  /// The commonest codes that the Harmonized System does not have.
  private func unknownCodes(of quality: SourceQuality) -> JSONText {
    let codes = quality.unknownCodes.sorted { one, other in
      one.value != other.value ? one.value > other.value : one.key < other.key
    }
    return .object(
      codes.prefix(Self.listedCodes).map { (RecordColumns.subheading($0.key), .integer($0.value)) })
  }

  private func sum(_ counts: [String: Int]) -> Int { counts.values.reduce(0, +) }

  private func counts(_ counts: [String: Int]) -> JSONText {
    .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
  }
}
