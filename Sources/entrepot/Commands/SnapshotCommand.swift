import ArgumentParser
import EntrepotKit
import Foundation

/// `entrepot snapshot`: whether the columns beside a database are whole.
struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot", abstract: "Checks every byte of the columns beside a database.",
    discussion: """
      entrepot snapshot trade.sqlite

      The columns are a cache that every run with a database makes anew, and `ask routes` where they
      are missing or stale; what is wrong with them is mended by another run.
      """)

  @Argument(help: "The database that the run kept.", completion: .file())
  var database: String

  func run() throws {
    let snapshot = try TradeSnapshot(beside: database)
    try snapshot.verify()
    Terminal.print(
      Terminal.safe(
        "\(TradeSnapshot.path(beside: database)): \(snapshot.legCount) legs of "
          + (snapshot.runID.map { "run \($0)" } ?? "a question")
          + " as of \(snapshot.asOf), every byte as it was written"))
  }
}
