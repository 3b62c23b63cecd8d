import ArgumentParser
import EntrepotKit
import Foundation

/// The command-line door: arguments in, data on standard output, everything else on standard error.
@main
struct Entrepot: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entrepot",
    abstract: "Finds routes by which export-controlled goods may have been diverted, and says why.",
    discussion: """
      entrepot run trade-folder --out run
      entrepot routes run --top 20

      A score is a risk indicator, not proof of an offence.
      """,
    version: EntrepotVersion.current,
    subcommands: [
      RunCommand.self, IngestCommand.self, RoutesCommand.self, ExportsCommand.self,
      ExplainCommand.self, DrawCommand.self, GraphCommand.self, LanesCommand.self,
      AskCommand.self, CaseCommand.self, VerifyCommand.self, PartyCommand.self,
      QualityCommand.self, ProfileCommand.self, EvaluateCommand.self, BacktestCommand.self,
      FitCommand.self, SnapshotCommand.self, DoctorCommand.self,
    ])

  /// Runs the program; every failure becomes the exit status of the contract.
  static func main() {
    // A reader that stops early (`| head`) is no failure of ours.
    signal(SIGPIPE, SIG_IGN)
    // A file above the size allowed is then an error that can be said, like a full disk.
    signal(SIGXFSZ, SIG_IGN)
    let stopSignals = StopSignals.listen()
    defer { withExtendedLifetime(stopSignals) {} }
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let code as ExitCode {
      Foundation.exit(code.rawValue)
    } catch {
      Failure.exit(for: error)
    }
  }
}
