import Foundation
import RouteCharts
public import TradeModel

/// A run folder that exhibits are made from.
public struct ExhibitRun: Sendable {
  /// The run, opened.
  public let reader: RunReader
  let folder: String

  /// Opens a run folder.
  public init(folder: String) throws(RunError) {
    self.init(reading: try RunReader(folder: folder))
  }

  /// Takes a run that is open.
  init(reading reader: RunReader) {
    self.reader = reader
    folder = reader.folder
  }

  /// Every file that the run read; empty where `run.json` does not say.
  var inputs: [ChartSource] {
    guard let facts = try? RunFacts(folder: folder) else { return [] }
    return facts.inputs.map { ChartSource(name: $0.file, sha256: $0.sha256) }
  }

  /// The route of an id.
  public func route(_ id: String) throws -> Route { try reader.route(id) }

  /// What `parties.csv` says of every party, by key.
  func partyScores() throws -> [String: PartyScore] {
    var scores: [String: PartyScore] = [:]
    let file = folder + "/parties.csv"
    try CSVRows.visit(file) { cells in
      guard cells.count >= 8 else {
        throw RunError("\(file): is damaged; run again to replace it")
      }
      scores[cells[0]] = PartyScore(
        probability: Double(cells[3]), band: RiskBand(rawValue: cells[5]),
        isListed: cells[7] == "true")
    }
    return scores
  }
}
