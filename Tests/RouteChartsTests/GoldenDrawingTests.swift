import Foundation
import RouteCharts
import Testing

/// Drawings against `graphs/gold`.
///
/// No font is asked for measures, so the bytes are the same whatever is installed. Graphviz decides
/// positions: under another version than the one that recorded them, drawings are compared with
/// their coordinates taken out, which leaves every element, class, colour and text in order.
@Suite("Golden drawings")
struct GoldenDrawingTests {
  static let recordedWith = "2.43.0"

  @Test("of lanes are as recorded", arguments: SampleRoutes.all.indices)
  func lanes(place: Int) throws {
    let sample = SampleRoutes.all[place]
    let chart = Drawing.chart(sample.route)
    try compare(chart.svg(), with: "lanes-\(sample.name).svg")
    if place == 0 { try compare(chart.dot(), with: "lanes-\(sample.name).dot") }
  }

  @Test("of chronologies are as recorded", arguments: SampleRoutes.all.indices)
  func chronologies(place: Int) throws {
    let sample = SampleRoutes.all[place]
    try compare(
      Drawing.chronology(sample.route).svg(), with: "chronology-\(sample.name).svg")
  }

  @Test("of networks are as recorded", arguments: SampleNeighbourhoods.all.indices)
  func networks(place: Int) throws {
    let (name, neighbourhood) = SampleNeighbourhoods.all[place]
    try compare(Drawing.network(neighbourhood).svg(), with: "network-\(name).svg")
    try compare(Drawing.network(neighbourhood).dot(), with: "network-\(name).dot")
  }

  @Test("of what was folded are as recorded")
  func folded() throws {
    try compare(Drawing.chart(SampleRoutes.crowded).svg(), with: "lanes-folded.svg")
    try compare(Drawing.chronology(SampleRoutes.crowded).svg(), with: "chronology-folded.svg")
  }

  @Test("of the first page are as recorded, light and dark")
  func readme() throws {
    var chart = Drawing.chart(SampleRoutes.readme)
    try compare(chart.svg(), with: "readme-lanes.svg")
    chart.theme = .dark
    try compare(chart.svg(), with: "readme-lanes-dark.svg")
  }

  private func compare(_ drawing: String, with name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "graphs/gold").appending(path: name)
    let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1"
    guard !isRecording, let gold = try? String(contentsOf: file, encoding: .utf8) else {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(drawing.utf8).write(to: file)
      #expect(isRecording, "\(name) was missing and has been written: look at it and commit it")
      return
    }
    if GraphvizVersion.current == Self.recordedWith {
      #expect(drawing == gold, "\(name) differs; RECORD_GOLDEN=1 records it anew")
    } else {
      #expect(Self.structure(drawing) == Self.structure(gold), "\(name) differs in structure")
    }
  }

  /// A drawing without its coordinates.
  private static func structure(_ drawing: String) -> String {
    drawing.replacing(#/ (x|y|d|width|height|viewBox)="[^"]*"/#) { " \($0.output.1)" }
  }
}
