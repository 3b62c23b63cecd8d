import ArgumentParser
import EntrepotKit
import Foundation

/// `entrepot verify`: whether a case bundle is what it says.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Says whether a case bundle is identical, or what differs.",
    discussion: """
      entrepot verify case.zip
      entrepot verify case.zip --database trade.sqlite

      With the database of the run the route is scored anew and compared. The exit status is 1 where
      anything differs.
      """)

  @Argument(help: "The case bundle.", completion: .file(extensions: ["zip"]))
  var bundle: String

  @Option(help: "The database that the run kept.", completion: .file())
  var database: String?

  func run() throws {
    let verification = try CaseVerification(bundle: bundle, database: database)
    for sentence in verification.confirmations { Terminal.print(Terminal.safe(sentence)) }
    for sentence in verification.differences { Terminal.print("!! " + Terminal.safe(sentence)) }
    Terminal.print(verification.isIdentical ? "identical" : "differs")
    if !verification.isIdentical { throw ExitCode(1) }
  }
}
