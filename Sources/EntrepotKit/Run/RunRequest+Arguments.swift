import Foundation
import TradeIntake
import TradeModel

extension RunRequest {
  /// A request from what was typed.
  ///
  /// - Parameters:
  ///   - folder: the trade folder.
  ///   - output: where the run folder goes.
  ///   - database: the database to keep.
  ///   - asOf: `YYYY-MM-DD`.
  ///   - config: an analysis configuration.
  ///   - profile: a built-in mapping profile's name, or a YAML file.
  ///   - progress: told of each stage as it begins.
  /// - Returns: the request.
  /// - Throws: errors that say what is wrong with an argument or its file.
  public static func reading(
    folder: String, output: String, database: String?, asOf: String?, config: String?,
    profile: String?, progress: @escaping @Sendable (String) -> Void
  ) throws -> RunRequest {
    var request = RunRequest(folder: folder, output: output)
    request.database = database
    request.progress = progress
    if let asOf {
      guard let day = TradeDay(iso: asOf) else {
        throw RunError("--as-of \(asOf): is not a day; write it as 2025-09-30")
      }
      request.asOf = day
    }
    if let config { request.settings = try AnalysisSettings(file: config) }
    if let profile {
      if let known = try MappingProfile.builtIn(named: profile) {
        request.profile = known
      } else if !FileManager.default.fileExists(atPath: profile) {
        throw RunError(
          "--profile \(profile): is neither a file nor a built-in profile; built in: "
            + MappingProfile.builtInNames.joined(separator: ", "))
      } else {
        request.profile = try MappingProfile(path: profile)
      }
    }
    return request
  }
}
