import DiversionRisk
import Testing
import TradeModel

@testable import EntrepotKit

@Suite("analysis.yml")
struct AnalysisFileTests {
  private func settings(_ yaml: String) throws -> AnalysisSettings {
    let scratch = try Scratch()
    return try AnalysisSettings(file: scratch.write(yaml, to: "analysis.yml"))
  }

  @Test("says nothing: the defaults", arguments: ["", "# only a remark\n"])
  func empty(yaml: String) throws {
    #expect(try settings(yaml) == AnalysisSettings())
  }

  @Test("sets every key that there is")
  func everyKey() throws {
    let yaml = """
      origins: [KR, jp]
      destinations_of_concern: ["NO", RU]
      dwell_days: {min: 1, max: 30}
      dwell_days_by_family: {ACC: {max: 14}, SRV: {min: 2, max: 180}}
      max_legs: 3
      families: [ACC, SRV]
      prior: 0.01
      alert_band: critical
      capacity_per_day: 7
      random_control_share: 0.5
      weights: mine.yml
      diagrams: 0
      """
    let read = try settings(yaml)
    #expect(read.origins.map(\.code) == ["KR", "JP"])
    #expect(read.destinationsOfConcern.map(\.code) == ["NO", "RU"])
    #expect(read.minimumDwellDays == 1 && read.maximumDwellDays == 30)
    #expect(read.dwellDaysByFamily == ["ACC": 0...14, "SRV": 2...180])
    #expect(read.dwellDays(of: "ACC") == 0...14 && read.dwellDays(of: "GPU") == 1...30)
    #expect(read.maximumLegs == 3)
    #expect(read.families == ["ACC", "SRV"])
    #expect(read.prior == 0.01)
    #expect(read.alertBand == .critical)
    #expect(read.capacityPerDay == 7 && read.randomControlShare == 0.5)
    #expect(read.weights == "mine.yml" && read.diagrams == 0)
    for key in AnalysisSettings.fileKeys { #expect(yaml.contains("\(key):"), "\(key)") }
  }

  @Test("one key set leaves the others at their defaults")
  func oneKey() throws {
    var expected = AnalysisSettings()
    expected.minimumDwellDays = 2
    #expect(try settings("dwell_days: {min: 2}\n") == expected)
  }

  @Test(
    "names file, line and column of what is wrong",
    arguments: [
      ("a: 1", ":1:1: unknown key \"a\""), ("prior: 0.5\nprior: 0.4", "prior"),
      ("prior: 0", ":1:8: expected a number"), ("prior: nan", ":1:8"), ("max_legs: 7", ":1:11"),
      ("max_legs: [3]", ":1:11: expected one word"), ("1: x", "unknown key"),
      ("[a]: x", "unknown key"), ("origins: [[KR]]", "expected one word"),
      ("diagrams: 10.5", ":1:11"), ("random_control_share: 1.01", ":1:23"),
      ("dwell_days: 5", ":1:13: expected {min: DAYS, max: DAYS}"), ("just text", "key: value"),
      ("\"unclosed", "The file must be YAML"), ("a: &x\n  - *y", "The file must be YAML"),
    ])
  func errors(yaml: String, says words: String) throws {
    let error = #expect(throws: RunError.self) { try settings(yaml) }
    let sentence = error?.description ?? ""
    #expect(sentence.contains("analysis.yml"))
    #expect(sentence.contains(words), "\(sentence)")
  }

  @Test("the default weights have a line for all evidence and no faults")
  func defaultWeights() throws {
    let weights = try WeightSet.named("default")
    #expect(weights.faults(expecting: EvidenceLines.codes) == [])
    #expect(Set(weights.lines.keys) == Set(EvidenceLines.codes))
    let scratch = try Scratch()
    let yaml = try Repository.text(of: "graphs/weights/default.yml")
    let path = try scratch.write(yaml, to: "copy.yml")
    #expect(try WeightSet.named(path) == weights)
    #expect(throws: RunError.self) { try WeightSet.named(scratch.path + "/none.yml") }
  }
}
