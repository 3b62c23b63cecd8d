public import DiversionRisk
import Foundation
import Yams

extension WeightSet {
  /// The weight set of a name: `default` comes with the program, anything else is a YAML file.
  ///
  /// - Parameter name: `default`, or the path of a file laid out like `graphs/weights/default.yml`.
  /// - Returns: a set without faults.
  /// - Throws: `RunError` saying what is wrong with the file.
  public static func named(_ name: String) throws(RunError) -> WeightSet {
    try decoded(
      try source(of: name), from: name == "default" ? "the default weight set" : name)
  }

  /// The text of the weight set of a name.
  static func source(of name: String) throws(RunError) -> String {
    if name == "default" {
      return String(decoding: PackageResources.default_weights_yml, as: UTF8.self)
    }
    do {
      return try String(contentsOfFile: name, encoding: .utf8)
    } catch {
      throw RunError(
        "\(name): cannot be read; `weights` must be `default` or the path of a weight set")
    }
  }

  private static func decoded(_ text: String, from place: String) throws(RunError) -> WeightSet {
    let set: WeightSet
    do {
      set = try YAMLDecoder().decode(WeightSet.self, from: text)
    } catch {
      throw RunError("\(place): is not a weight set: \(error)")
    }
    let faults = set.faults(expecting: EvidenceLines.codes)
    guard faults.isEmpty else {
      throw RunError("\(place): " + faults.joined(separator: "; "))
    }
    return set
  }
}
