import DiversionRisk
import Foundation
import TradeModel

@testable import EntrepotKit
@testable import TradeIntake
@testable import TradeStore

/// A folder that lasts as long as its owner.
final class Scratch: Sendable {
  let path: String

  init() throws {
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("kit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    path = place.path
  }

  deinit {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      print("cannot remove \(path): \(error)")
    }
  }

  /// Writes a text file and says where it is.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
    return path + "/" + name
  }

  /// The bytes of a file.
  func bytes(of name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
  }

  /// The names in the folder, hidden ones too.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}

/// Places of the repository.
enum Repository {
  static let path = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  static func text(of file: String) throws -> String {
    try String(contentsOfFile: path + "/" + file, encoding: .utf8)
  }
}

/// The analysis of the sample folder, worked out once for all tests.
struct SampleAnalysis {
  let analysis: Analysis
  let settings: AnalysisSettings
  let asOf: TradeDay

  /// Worked out on first use; an analysis is a value that nobody changes.
  static let shared = Result { try SampleAnalysis() }

  private init() throws {
    let scratch = try Scratch()
    let store = try TradeStore.temporary(in: scratch.path)
    let folder = try TradeFolder(path: Repository.path + "/notebooks-data/sample")
    _ = try Ingest(store: store, progress: { _ in }).read(folder)
    settings = AnalysisSettings()
    asOf = Samples.day("2025-09-30")
    analysis = try Analyst(
      store: store, settings: settings, weights: try WeightSet.named("default"), asOf: asOf,
      clock: StageClock { _ in }
    ).analyse()
  }
}

/// Values to write.
enum Samples {
  static func day(_ text: String) -> TradeDay {
    guard let day = TradeDay(iso: text) else { preconditionFailure("\(text) is no day") }
    return day
  }

  static func identity(_ number: Int) -> DeclarationIdentity {
    DeclarationIdentity(source: "KR", declarationID: "D\(number)", line: 1)
  }

  /// A score of a prior of −20 and lines of these decibans.
  static func assessment(_ decibans: [Double]) -> Assessment {
    let lines = decibans.enumerated().map { number, decibans in
      var line = EvidenceLine(
        code: "flow.line\(number)", group: "flow", outcome: decibans > 0 ? .fired : .clear,
        text: BilingualText(english: "finding \(number)", korean: "사실 \(number)"),
        declarations: [identity(number)])
      line.decibans = decibans
      line.uncappedDecibans = decibans
      return line
    }
    let sum = decibans.reduce(-20, +)
    return Assessment(
      prior: -20, lines: lines, decibans: sum, probability: 1 / (1 + pow(10, -sum / 10)), low: 0.1,
      high: 0.9, band: .high,
      counterfactual: BilingualText(english: "see the goods", korean: "현물 확인"))
  }
}

/// SplitMix64: the same numbers from the same seed, everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    // Wrapping is what this generator is defined by.
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
