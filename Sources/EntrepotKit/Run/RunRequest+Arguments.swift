import TradeIntake
public import TradeModel

extension RunRequest {
  /// A request from what was typed.
  ///
  /// - Parameters:
  ///   - folder: the trade folder.
  ///   - output: where the run folder goes.
  ///   - database: the database to keep.
  ///   - asOf: `YYYY-MM-DD`.
  ///   - config: an analysis configuration.
  ///   - profiles: built-in mapping profiles by name, or YAML files.
  ///   - previous: a folder of an earlier run.
  ///   - progress: told of each stage as it begins.
  /// - Returns: the request.
  /// - Throws: errors that say what is wrong with an argument or its file.
  public static func reading(
    folder: String, output: String, database: String?, asOf: String?, config: String?,
    profiles: [String] = [], previous: String? = nil, progress: @escaping @Sendable (String) -> Void
  ) throws -> RunRequest {
    var request = RunRequest(folder: folder, output: output)
    request.database = database
    request.previous = previous
    request.progress = progress
    if let asOf { request.asOf = try TradeDay(argument: asOf, of: "--as-of") }
    if let config { request.settings = try AnalysisSettings(file: config) }
    request.profiles = try profiles.map { try MappingProfile(nameOrPath: $0) }
    return request
  }
}

extension TradeDay {
  /// The day that was typed after an option.
  public init(argument text: String, of option: String) throws(RunError) {
    guard let day = TradeDay(iso: text) else {
      throw RunError("\(option) \(text): is not a day; write it as 2025-09-30")
    }
    self = day
  }
}
