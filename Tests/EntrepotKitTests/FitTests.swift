import Appraisal
import DiversionRisk
import Foundation
import Testing

@testable import EntrepotKit

@Suite("Fitting weights")
struct FitTests {
  @Test("refuses to learn from too few outcomes, and says how many there are")
  func tooFew() throws {
    let request = FitRequest(folders: [Repository.path + "/notebooks-data/sample"], why: "a test")
    #expect {
      try Fit(request)
    } throws: { error in
      "\(error)".contains("too few outcomes") && "\(error)".contains("at least 10")
    }
    var unsaid = request
    unsaid.why = " \n"
    #expect(throws: RunError.self) { try Fit(unsaid) }
  }

  @Test("writes a set that reads back, with a dated reason; the same twice")
  func fits() throws {
    let scratch = try Scratch()
    let sample = Repository.path + "/notebooks-data/sample"
    // Labels that a person could have found: every diverted export of the sample, and the others.
    let truth = try TruthFolder(path: sample + "/truth")
    var labels = "source,declaration_id,line,outcome\n"
    for row in truth.rows where row.isTested {
      labels +=
        row.key.replacing("/", with: ",") + "," + (row.isDiverted ? "diverted" : "cleared") + "\n"
    }
    var request = FitRequest(folders: [sample], why: "what the\nsample's truth says")
    request.outcomes = [try scratch.write(labels, to: "labels.csv")]
    request.asOf = Samples.day("2025-09-30")
    request.version = "sample-1"
    let diverted = truth.rows.count { $0.isTested && $0.isDiverted }
    guard diverted >= Fit.leastOutcomes else {
      // The sample is tiny: then the labels are too few as well, and it must say so.
      #expect(throws: RunError.self) { try Fit(request) }
      return
    }
    let fit = try Fit(request)
    #expect(try Fit(request).weights == fit.weights)
    let path = try scratch.write(try #require(fit.weights), to: "fitted.yml")
    let set = try WeightSet.named(path)
    #expect(set.version == "sample-1")
    #expect(
      try #require(fit.weights).contains("# 2025-09-30 sample-1: what the sample's truth says"))
    #expect(fit.tables.contains { $0.key == "alerts" })
  }

  @Test("the text of a set keeps layout and comments, and reads back as the set it was given")
  func text() throws {
    let start = try WeightSet.named("default")
    let factors = start.groupNames.enumerated().map { 0.5 + Double($0.offset) / 7 }
    let set = start.taking(start.model.scaled(by: factors), version: "other: 2", shift: 1.25)
    let source = try WeightSet.source(of: "default")
    let text = WeightSetText.text(
      of: set, from: source, day: Samples.day("2026-01-31"), why: "a \"test\": # of\nwords")
    let scratch = try Scratch()
    #expect(try WeightSet.named(scratch.write(text, to: "other.yml")) == set)
    #expect(text.contains("# 2026-01-31 other: 2: a \"test\": # of words\n"))
    let comments = { (text: String) in
      text.split(separator: "\n").filter { $0.hasPrefix("#") || $0.hasPrefix("  #") }
    }
    #expect(Set(comments(source)).isSubset(of: comments(text)))
  }

  @Test("every change of the default weights is a dated entry with a reason")
  func changes() throws {
    let source = try WeightSet.source(of: "default")
    let entries = try #require(source.components(separatedBy: "# CHANGES\n").last)
      .split(separator: "\n")
    let version = try WeightSet.named("default").version
    #expect(entries.contains { $0.contains(" \(version): ") })
    for entry in entries {
      #expect(entry.wholeMatch(of: #/# \d{4}-\d\d-\d\d [^ :]+: .{20,}/#) != nil, "\(entry)")
    }
  }
}

@Suite("Bounds of alerts")
struct AlertBoundsTests {
  @Test("say how many alerts can be false, with the assumption, and where nothing is known")
  func bounds() throws {
    let sample = try SampleAnalysis.shared.get()
    let bounds = AlertBounds(sample.analysis, settings: sample.settings)
    let byWeights = try #require(bounds.bounds.first)
    #expect(byWeights.basis == "weights")
    // The prior is −29.996 and the band high begins at −6: 0.4 %, and what chance adds among so few.
    let most = FalseShareBound.most(
      share: pow(10, -2.3996), trials: bounds.exports, confidence: 0.95)
    #expect(abs(byWeights.alertShare - Double(most) / Double(bounds.exports)) < 1e-9)
    #expect(byWeights.alertShare > pow(10, -2.3996))
    let alerts = Double(bounds.alerts)
    #expect(abs(byWeights.alertFalseShare - min(1, Double(most) / alerts)) < 1e-9)
    #expect(bounds.controls == 5)
    #expect(bounds.listed <= bounds.alerts)
    #expect((bounds.cleared >= AlertBounds.leastCleared) == (bounds.bounds.count == 2))
    #expect(bounds.sentence.contains(try #require(bounds.quoted).assumption))
  }
}
