import Foundation

/// What an exhibit is written as.
public enum ExhibitFormat: String, Sendable, CaseIterable {
  /// The picture, to be scaled without loss.
  case svg
  /// The picture on paper, its fonts within, its text searchable.
  case pdf
  /// The picture in pixels.
  case png
  /// The same parties and movements for Graphviz.
  case dot
  /// Everything that the picture rests on.
  case json
  /// One row a movement, for tables and link charts.
  case csv
  /// A graph for Gephi, yEd and NetworkX.
  case graphml
  /// A graph for Gephi.
  case gexf
  /// FollowTheMoney entities, one a line.
  case ftm

  /// Whether the format is a picture, which may fail where twins still can be written.
  public var isPicture: Bool {
    switch self {
    case .svg, .pdf, .png: true
    case .dot, .json, .csv, .graphml, .gexf, .ftm: false
    }
  }
}

/// Which drawing of a subject.
public enum ExhibitKind: String, Sendable, CaseIterable {
  /// Countries from left to right.
  case lanes
  /// One line a party, days from left to right.
  case chronology
  /// A party and those it trades with.
  case network
  /// Drawings, tables, certificate and sources on A4 pages.
  case sheet
}
