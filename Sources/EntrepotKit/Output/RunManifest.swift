import DiversionRisk
import Foundation
import PartyMatch
import RouteCharts
import TradeIntake
import TradeModel
import TradeStore

/// The version of Entrepot; part of every run and every drawing.
public enum EntrepotVersion {
  /// `MAJOR.MINOR.PATCH`.
  public static let current = "0.1.0"
}

/// What a run was made of, as `run.json`.
///
/// It alone carries clocks.
struct RunManifest {
  let files: [IngestedFile]
  let settings: AnalysisSettings
  let weights: WeightSet
  let asOf: TradeDay
  /// Numbers of the judgements that counted.
  let judgements: [String]

  /// What an analysis was made of.
  init(
    _ analysis: Analysis, files: [IngestedFile], settings: AnalysisSettings, weights: WeightSet
  ) {
    self.files = files
    self.settings = settings
    self.weights = weights
    asOf = analysis.context.asOf
    judgements = analysis.context.parties.outcomes.map(\.judgement.id).sorted()
  }

  /// A number that depends on inputs, settings, weights and version, and on nothing else.
  var runID: String {
    let inputs = files.map { "\($0.name)=\($0.sha256)" }.sorted().joined(separator: ",")
    // Without judgements the number is that of a run that knows of none.
    let decided = judgements.isEmpty ? [] : [judgements.joined(separator: ",")]
    return StableHash.hex(
      ([EntrepotVersion.current, weightDigest, asOf.description, configuration.line, inputs]
        + decided).joined(separator: "|"))
  }

  /// What the run saw, as sources of a drawing.
  var sources: [ChartSource] {
    files.filter { $0.table == "declarations" }.map {
      ChartSource(name: $0.name, sha256: $0.sha256)
    }
  }

  func json(
    families: [Family], origin: RunOrigin, outputs: [(file: String, digest: FileDigest)],
    counts: [(String, Int)], bounds: AlertBounds,
    seconds: [(stage: String, seconds: Double)]
  ) -> String {
    JSONText.object([
      ("version", .string(EntrepotVersion.current)), ("run_id", .string(runID)),
      ("as_of", .string(asOf.description)), ("weights", .string(weights.version)),
      ("weights_digest", .string(weightDigest)), ("configuration", configuration),
      ("families", .array(families.map(family))), ("inputs", .array(files.map(input))),
      ("source", origin.json),
      (
        "outputs",
        .array(
          outputs.map { file, digest in
            .object([
              ("file", .string(file)), ("sha256", .string(digest.sha256)),
              ("bytes", .integer(digest.byteCount)),
            ])
          })
      ),
      ("judgements", .array(judgements.map(JSONText.string))),
      ("counts", .object(counts.map { ($0.0, .integer($0.1)) })),
      ("bounds", bounds.json),
      (
        "libraries",
        .object([
          ("sqlite", .string(TradeStore.libraryVersion)),
          ("graphviz", .optional(GraphvizVersion.current)),
        ])
      ),
      ("seconds", .object(seconds.map { ($0.stage, .number($0.seconds)) })),
      ("finished_at", .string(Date.now.ISO8601Format())),
    ]).indented
  }

  /// Weights as numbers, so that a weight set that was edited under its old name is noticed.
  private var weightDigest: String {
    let lines = weights.lines.sorted { $0.key < $1.key }.map { code, line in
      "\(code):\(line.group):\(line.base):"
        + line.steps.map { "\($0.from)=\($0.decibans)" }.joined(separator: ",")
    }
    let groups = weights.groups.sorted { $0.key < $1.key }.map {
      "\($0.key):\($0.value.least):\($0.value.most)"
    }
    let bands = "\(weights.bands.elevated):\(weights.bands.high):\(weights.bands.critical)"
    let shift = weights.shift.map { ["shift:\($0)"] } ?? []
    return StableHash.hex((lines + groups + [bands] + shift).joined(separator: ";"))
  }

  private var configuration: JSONText { Self.configuration(of: settings) }

  /// A configuration as JSON.
  static func configuration(of settings: AnalysisSettings) -> JSONText {
    .object([
      ("origins", .array(settings.origins.map { .string($0.code) })),
      (
        "destinations_of_concern",
        .array(settings.destinationsOfConcern.map { .string($0.code) })
      ),
      (
        "dwell_days",
        .object([
          ("min", .integer(settings.minimumDwellDays)),
          ("max", .integer(settings.maximumDwellDays)),
        ])
      ),
      (
        "dwell_days_by_family",
        .object(
          settings.dwellDaysByFamily.sorted { $0.key < $1.key }.map { family, days in
            (
              family,
              .object([("min", .integer(days.lowerBound)), ("max", .integer(days.upperBound))])
            )
          })
      ),
      ("max_legs", .integer(settings.maximumLegs)),
      ("families", .array(settings.families.map(JSONText.string))),
      ("prior", .number(settings.prior)), ("alert_band", .string(settings.alertBand.rawValue)),
      ("capacity_per_day", .integer(settings.capacityPerDay)),
      ("random_control_share", .number(settings.randomControlShare)),
      ("weights", .string(settings.weights)), ("diagrams", .integer(settings.diagrams)),
    ])
  }

  private func family(_ family: Family) -> JSONText {
    .object([
      ("family", .string(family.code)), ("unit", .string(family.unitOfAccount)),
      ("becomes", .array(family.becomes.map(JSONText.string))),
    ])
  }

  private func input(_ file: IngestedFile) -> JSONText {
    .object([
      ("file", .string(file.name)), ("table", .string(file.table)),
      ("sha256", .string(file.sha256)), ("bytes", .integer(file.byteCount)),
      ("rows", .integer(file.rows)), ("accepted", .integer(file.accepted)),
      ("rejected", .integer(file.rejected)), ("duplicates", .integer(file.duplicates)),
      (
        "repairs",
        .object(file.repairs.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
      ),
      ("ignored_columns", .array(file.ignoredColumns.map(JSONText.string))),
    ])
  }
}
