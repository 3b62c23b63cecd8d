import DiversionRisk
import Foundation
import Testing
import TradeModel

@testable import EntrepotKit
@testable import TradeIntake
@testable import TradeStore

/// Tiny trade folders, one a typology: what must fire fires, and the honest look-alike stays below.
@Suite("Typology fixtures")
struct TypologyFixtureTests {
  private static let folder = Repository.path + "/graphs/fixtures"

  static let names: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return all.filter { $0.hasPrefix("T") }.sorted()
  }()

  /// What a fixture's `expected.json` says.
  private struct Expected: Decodable {
    let asOf: String
    let diverted: String
    let lookalike: String
    let fires: [String]

    private enum CodingKeys: String, CodingKey {
      case asOf = "as_of"
      case diverted, lookalike, fires
    }

    init(of name: String) throws {
      let path = TypologyFixtureTests.folder + "/\(name)/expected.json"
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      self = try JSONDecoder().decode(Self.self, from: bytes)
    }
  }

  private func analysis(of name: String, asOf: String) throws -> Analysis {
    let scratch = try Scratch()
    let store = try TradeStore.temporary(in: scratch.path)
    _ = try Ingest(store: store, progress: { _ in })
      .read(try TradeFolder(path: Self.folder + "/" + name))
    return try Analyst(
      store: store, settings: AnalysisSettings(), weights: try WeightSet.named("default"),
      asOf: Samples.day(asOf), clock: StageClock { _ in }
    ).analyse()
  }

  private func assessment(of identity: String, in analysis: Analysis) throws -> Assessment {
    let export = try #require(
      analysis.exports.first { $0.identity.description == identity }, "\(identity) is not scored")
    return analysis.scorer.assess(export.subject, in: analysis.context)
  }

  @Test("fire their lines on the diverted export, which outranks its look-alike", arguments: names)
  func fires(name: String) throws {
    let expected = try Expected(of: name)
    let analysis = try analysis(of: name, asOf: expected.asOf)
    let diverted = try assessment(of: expected.diverted, in: analysis)
    let honest = try assessment(of: expected.lookalike, in: analysis)
    let fired = Set(diverted.lines.filter { $0.outcome == .fired }.map(\.code))
    #expect(!expected.fires.isEmpty)
    #expect(fired.isSuperset(of: expected.fires), "\(Set(expected.fires).subtracting(fired))")
    #expect(diverted.decibans > honest.decibans)
    // The look-alike is honest because something that fires on the other does not on it.
    let onHonest = Set(honest.lines.filter { $0.outcome == .fired }.map(\.code))
    #expect(!onHonest.isSuperset(of: expected.fires))
  }

  @Test("cover every typology that the documentation does not call undetectable")
  func coverage() throws {
    let page = try Repository.text(of: "Sources/DiversionRisk/DiversionRisk.docc/Typologies.md")
    for number in 1...23 {
      let typology = number < 10 ? "T0\(number)" : "T\(number)"
      let row = try #require(
        page.split(separator: "\n").first { $0.hasPrefix("| \(typology) ") },
        "\(typology) has no row in Typologies.md")
      let hasFixture = Self.names.contains { $0.hasPrefix(typology + "-") }
      #expect(hasFixture != row.contains("not detectable"), "\(typology)")
    }
  }

  @Test("fire only lines that the table of typologies names", arguments: names)
  func documented(name: String) throws {
    let page = try Repository.text(of: "Sources/DiversionRisk/DiversionRisk.docc/Typologies.md")
    let expected = try Expected(of: name)
    let row = try #require(
      page.split(separator: "\n").first { $0.hasPrefix("| \(name.prefix(3)) ") })
    for code in expected.fires {
      #expect(row.contains("<doc:\(code.replacing(".", with: "-"))>"), "\(code)")
    }
  }
}
