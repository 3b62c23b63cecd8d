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

  @Test("are as recorded", arguments: 0..<7)
  func asRecorded(place: Int) throws {
    let sample = SampleRoutes.all[place]
    let chart = Drawing.chart(sample.route)
    try compare(chart.svg(), with: sample.name + ".svg")
    if place == 0 { try compare(chart.dot(), with: sample.name + ".dot") }
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
