import DiversionRisk
import Foundation
import Testing
import TradeModel

@testable import EntrepotKit
@testable import TradeIntake
@testable import TradeStore

/// The declarations that refute a score, taken out of the folder, and everything worked out again.
@Suite("Refuting declarations, by removal")
struct RefutingByRemovalTests {
  private static let folder = Repository.path + "/graphs/fixtures"

  private struct Expected: Decodable {
    let asOf: String
    let diverted: String

    private enum CodingKeys: String, CodingKey {
      case asOf = "as_of"
      case diverted
    }
  }

  /// The fixture without some declarations, scored.
  private func assessment(
    of expected: Expected, in name: String, without removed: Set<DeclarationIdentity>
  ) throws -> Assessment {
    let scratch = try Scratch()
    let source = Self.folder + "/" + name
    for file in try FileManager.default.contentsOfDirectory(atPath: source)
    where file.hasSuffix(".csv") {
      let text = try String(contentsOfFile: source + "/" + file, encoding: .utf8)
      try scratch.write(
        file == "declarations.csv" ? Self.rows(of: text, without: removed) : text, to: file)
    }
    let store = try TradeStore.temporary(in: NSTemporaryDirectory())
    _ = try Ingest(store: store, progress: { _ in }).read(TradeFolder(path: scratch.path))
    let analysis = try Analyst(
      store: store, settings: AnalysisSettings(), weights: try WeightSet.named("default"),
      asOf: Samples.day(expected.asOf), clock: StageClock { _ in }
    ).analyse()
    let export = try #require(
      analysis.exports.first { $0.identity.description == expected.diverted })
    return analysis.scorer.assess(export.subject, in: analysis.context)
  }

  private static func rows(of text: String, without removed: Set<DeclarationIdentity>) -> String {
    let lines = text.split(separator: "\n")
    let header = lines[0].split(separator: ",", omittingEmptySubsequences: false)
    func column(_ name: Substring) -> Int { header.firstIndex(of: name) ?? 0 }
    let (id, line, source) = (column("declaration_id"), column("line"), column("source"))
    return lines.enumerated().filter { number, row in
      guard number > 0 else { return true }
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      return !removed.contains { declaration in
        cells[id] == declaration.declarationID && cells[source] == declaration.source
          && cells[line] == String(declaration.line)
      }
    }.map { $0.element + "\n" }.joined()
  }

  @Test("leave a lower band when they are removed", arguments: TypologyFixtureTests.names)
  func removal(name: String) throws {
    let json = try Data(
      contentsOf: URL(fileURLWithPath: Self.folder + "/\(name)/expected.json"))
    let expected = try JSONDecoder().decode(Expected.self, from: json)
    let whole = try assessment(of: expected, in: name, without: [])
    guard !whole.refuting.isEmpty else {
      // Then every choice of the lines that rest on other declarations leaves the band as it is.
      #expect(Self.emptyOnes.contains(name), "\(whole.decibans)")
      return
    }
    let left = try assessment(of: expected, in: name, without: Set(whole.refuting))
    #expect(left.band < whole.band, "\(whole.decibans) → \(left.decibans)")
    #expect(left.decibans < whole.decibans)
  }

  /// Fixtures whose score rests on the export itself, or is in the lowest band.
  private static let emptyOnes = [
    "T06-anticipation", "T07-newborn-buyer", "T08-forwarder-consignee", "T09-shared-with-listed",
    "T10-line-of-business", "T11-wrong-heading", "T14-compensating-trade", "T18-domestic-leak",
    "T19-round-trip", "T20-free-zone-relabelling", "T23-tiny-demand",
  ]
}
