public import ArgumentParser
public import EntrepotKit
import Foundation
public import RouteCharts

/// What all drawings can be asked for.
struct DrawOptions: ParsableArguments {
  @Option(name: .customLong("run"), help: "The run folder.", completion: .directory)
  var runFolder: String?

  @Option(name: .shortAndLong, help: "The file to write; standard output without it.")
  var output: String?

  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "svg, pdf, png, dot, json, csv, graphml, gexf or ftm; what the name of the output ends in "
        + "without it, else svg, or pdf for a sheet.", valueName: "format"))
  var chosenFormat: ExhibitFormat?

  @Option(help: "Language of words: en, ko or both.")
  var lang: DrawingLanguage = .both

  @Option(help: "light, dark or auto (what the reader's screen asks for).")
  var theme: ChartTheme = .auto

  @Option(help: "Handling mark for the footer, such as OFFICIAL.")
  var handling: String?

  @Option(
    help: ArgumentHelp(
      "Admiralty grade of a source, printed at each leg: B2, or SOURCE=B2.", valueName: "grade"))
  var grade: [String] = []

  @Option(
    help: ArgumentHelp(
      "Takes out before drawing: role:ROLE, country:CC, id:KEY, id:SOURCE/ID/LINE, listed, "
        + "documents, all, or @FILE with one of these a line.", valueName: "what"))
  var redact: [String] = []

  @Option(help: "What is folded where a page is too small: country, organisation or value.")
  var fold: ChartFolding = .country

  @Option(help: "Pixels a point, for png.")
  var zoom = 2.0

  func validate() throws {
    guard (0.1...8).contains(zoom) else { throw ValidationError("--zoom must be 0.1 to 8") }
    _ = try style()
  }

  /// What a drawing of a kind is written as.
  func format(of kind: ExhibitKind) -> ExhibitFormat {
    let ending = output.map { ($0 as NSString).pathExtension.lowercased() }
    return chosenFormat ?? ending.flatMap { ExhibitFormat(rawValue: $0) }
      ?? (kind == .sheet ? .pdf : .svg)
  }

  /// Opens the run folder.
  func run() throws -> ExhibitRun {
    guard let runFolder else { throw ValidationError("name the run folder with --run") }
    return try ExhibitRun(folder: runFolder)
  }

  /// How the exhibit looks.
  func style() throws -> ExhibitStyle {
    var style = ExhibitStyle()
    style.language = lang.chartLanguage
    style.theme = theme
    style.handling = handling
    style.folding = fold
    style.zoom = zoom
    for text in grade {
      guard style.grades.add(text) else {
        throw ValidationError("--grade \(text): must be A1 to F6, or SOURCE=A1 to SOURCE=F6")
      }
    }
    for rule in try Self.rules(redact) {
      guard style.redaction.add(rule) else {
        throw ValidationError(
          "--redact \(rule): must be role:exporter|consignee|forwarder|end_user, country:CC, "
            + "id:KEY, listed, documents, all or @FILE")
      }
    }
    return style
  }

  /// Rules as given, those of files in their place.
  private static func rules(_ given: [String]) throws -> [String] {
    try given.flatMap { rule -> [String] in
      guard rule.hasPrefix("@") else { return [rule] }
      let path = String(rule.dropFirst())
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw ValidationError("--redact \(rule): \(path) cannot be read as UTF-8 text")
      }
      return text.split(whereSeparator: \.isNewline)
        .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
  }

  /// Makes an exhibit and writes it to its place; where a picture cannot be made, that is said and
  /// its twins are written beside it.
  func deliver(
    _ kind: ExhibitKind, _ make: (ExhibitFormat) throws -> Data,
    twins: (ExhibitFormat) throws -> Data
  ) throws {
    let format = format(of: kind)
    if format == .svg, let advice = ChartFonts.advice(for: ChartFonts.report()) {
      Terminal.note("entrepot: Hangul will not show on this machine: \(advice)")
    }
    let data: Data
    do {
      data = try make(format)
    } catch {
      guard format.isPicture, let output, output != "-" else { throw Self.readable(error) }
      Terminal.note("entrepot: \(output): not drawn: \(error)")
      try writeTwins(beside: output, twins)
      throw ExitCode(Failure.unusable)
    }
    guard let output, output != "-" else {
      FileHandle.standardOutput.write(data)
      return
    }
    try ExhibitFile.write(data, to: output)
    Terminal.note("drawn: \(output)")
  }

  /// Writes an exhibit of routes; its twins are those of the lanes.
  func deliver(_ exhibit: RouteExhibit, as kind: ExhibitKind) throws {
    try deliver(kind) {
      try exhibit.data(kind, as: $0)
    } twins: {
      try exhibit.data(.lanes, as: $0)
    }
  }

  private func writeTwins(
    beside output: String, _ make: (ExhibitFormat) throws -> Data
  ) throws {
    let stem = (output as NSString).deletingPathExtension
    for twin in [ExhibitFormat.dot, .json, .csv] {
      let place = stem + "." + twin.rawValue
      do {
        try ExhibitFile.write(try make(twin), to: place)
        Terminal.note("written instead: \(place)")
      } catch {
        Terminal.note("entrepot: \(place): not written: \(error)")
      }
    }
  }

  /// Any reason why a drawing was not made is one that a person can act on.
  private static func readable(_ error: any Error) -> any Error {
    (error as? ChartError).map { RunError("not drawn: \($0)") } ?? error
  }
}

/// The language of a drawing's words.
enum DrawingLanguage: String, ExpressibleByArgument, CaseIterable {
  case en
  case ko
  case both

  var chartLanguage: ChartLanguage {
    switch self {
    case .en: .english
    case .ko: .korean
    case .both: .both
    }
  }
}

extension ExhibitFormat: ExpressibleByArgument {}
extension ExhibitKind: ExpressibleByArgument {}
extension ChartTheme: ExpressibleByArgument {}
extension ChartFolding: ExpressibleByArgument {}
