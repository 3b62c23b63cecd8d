import Foundation

/// What a case bundle says of itself: what it is of, what it was made from, and the sum of each file.
struct CaseManifest: Codable, Equatable {
  /// A file of the bundle.
  struct File: Codable, Equatable {
    let name: String
    let sha256: String
    let bytes: Int
  }

  /// A file that the run read.
  struct Input: Codable, Equatable {
    let file: String
    let table: String
    let sha256: String
  }

  var format = "entrepot-case-1"
  var subject: String
  var runID: String
  var asOf: String
  var version: String
  var isAnonymised: Bool
  var inputs: [Input]
  /// What could not be made, in words.
  var missing: [String]
  var files: [File]

  static let name = "manifest.json"

  private enum CodingKeys: String, CodingKey {
    case format, subject, version, inputs, missing, files
    case runID = "run_id"
    case asOf = "as_of"
    case isAnonymised = "anonymised"
  }

  /// The manifest as it stands in the bundle.
  func data() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  /// The sum of a file's bytes.
  static func sum(of data: Data) -> String { Digest.sha256(of: data) }
}
