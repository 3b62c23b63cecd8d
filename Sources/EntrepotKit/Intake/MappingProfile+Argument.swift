import Foundation
public import TradeIntake

extension MappingProfile {
  /// A profile as it was named on the command line.
  ///
  /// - Parameter argument: a built-in profile's name, or a YAML file.
  /// - Throws: `RunError` where it is neither, `IntakeError` where the file cannot be used.
  public init(nameOrPath argument: String) throws {
    if let known = try MappingProfile.builtIn(named: argument) {
      self = known
    } else if FileManager.default.fileExists(atPath: argument) {
      try self.init(path: argument)
    } else {
      throw RunError(
        "--profile \(argument): is neither a file nor a built-in profile; built in: "
          + MappingProfile.builtInNames.joined(separator: ", "))
    }
  }
}
