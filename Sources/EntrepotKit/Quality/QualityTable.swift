import Foundation

/// `quality.json` of a run, read again for a person.
public struct QualityTable: Sendable {
  /// What is known of a file.
  public struct File: Decodable, Sendable {
    /// The file's name within its folder.
    public let file: String
    /// Rows without the header, or goods lines.
    public let rows: Int
    /// Rows that went in.
    public let accepted: Int
    /// Rows that could not be used.
    public let rejected: Int
    /// Rows that said exactly what an earlier one had said.
    public let repeated: Int
    /// How often each reason made a row unusable.
    public let rejectReasons: [String: Int]
    /// What was mended, and how often.
    public let repairs: [String: Int]
    /// Columns that nothing reads.
    public let ignoredColumns: [String]

    enum CodingKeys: String, CodingKey {
      case file, rows, accepted, rejected, repeated, repairs
      case rejectReasons = "reject_reasons"
      case ignoredColumns = "ignored_columns"
    }
  }

  /// What is known of a source.
  public struct Source: Decodable, Sendable {
    /// Who recorded them.
    public let source: String
    /// Rows without the header, or goods lines.
    public let rows: Int
    /// Withdrawn or cancelled ones.
    public let withdrawn: Int
    /// Rows that could not be used.
    public let rejected: Int
    /// Rows that said exactly what an earlier one had said.
    public let repeated: Int
    /// How often each reason made a row unusable.
    public let rejectReasons: [String: Int]
    /// What was mended, and how often.
    public let repairs: [String: Int]
    /// The first day of acceptance; nil where no row went in.
    public let firstDay: String?
    /// The last.
    public let lastDay: String?
    /// Days from the last to the as-of day.
    public let daysBehind: Int?
    /// Values a kilogram far from the median of the subheading.
    public let outliers: Int
    /// Rows whose code the Harmonized System does not have.
    public let unknownHS: Int
    /// The commonest of these codes, and how often each was filed.
    public let unknownCodes: [String: Int]
    /// Rows in which a column is empty, by column.
    public let missing: [String: Int]

    enum CodingKeys: String, CodingKey {
      case source, rows, withdrawn, rejected, repeated, repairs, outliers, missing
      case rejectReasons = "reject_reasons"
      case firstDay = "first_day"
      case lastDay = "last_day"
      case daysBehind = "days_behind"
      case unknownHS = "unknown_hs"
      case unknownCodes = "unknown_codes"
    }
  }

  /// The files of the run.
  public let files: [File]
  /// The sources of its goods lines.
  public let sources: [Source]
  /// Whether codes were looked up in a nomenclature, or by chapter only.
  public let hasNomenclature: Bool
  /// Why rows could not be used of which nobody knows who recorded them, and how often.
  public let strayRejects: [String: Int]

  private struct Report: Decodable {
    let files: [File]
    let sources: [Source]
    let codesCheckedBy: String
    let unknownSource: Strays

    struct Strays: Decodable {
      let rejectReasons: [String: Int]

      enum CodingKeys: String, CodingKey {
        case rejectReasons = "reject_reasons"
      }
    }

    enum CodingKeys: String, CodingKey {
      case files, sources
      case codesCheckedBy = "codes_checked_by"
      case unknownSource = "unknown_source"
    }
  }

  /// Reads the report of a run folder.
  public init(run folder: String) throws(RunError) {
    let path = folder + "/quality.json"
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw RunError(
        "\(path): cannot be read; name a folder that `entrepot run … --out FOLDER` wrote")
    }
    do {
      let report = try JSONDecoder().decode(Report.self, from: bytes)
      (files, sources) = (report.files, report.sources)
      hasNomenclature = report.codesCheckedBy == "nomenclature"
      strayRejects = report.unknownSource.rejectReasons
    } catch {
      throw RunError("\(path): is not a report on the data of a run: \(error)")
    }
  }

  /// The columns that any source lacks anywhere, in the order of the contract.
  public var columns: [String] {
    SourceQuality.columns.filter { column in
      sources.contains { ($0.missing[column] ?? 0) > 0 }
    }
  }
}
