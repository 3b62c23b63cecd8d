import ArgumentParser
import EntrepotKit
import Foundation

/// `entrepot verify`: whether a case bundle is what it says, and whether the flows of a run add up.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks that a case bundle is identical, or that the flows of a run add up.",
    discussion: """
      entrepot verify case.zip
      entrepot verify case.zip --database trade.sqlite
      entrepot verify run
      entrepot verify run --route R-0123456789ABCDEF

      With the database of the run the route of a bundle is scored anew and compared. Of a run, the \
      bounds of every route are worked out again from its movements, and the flows and cuts that prove \
      them are added up. The exit status is 1 where anything differs.
      """)

  @Argument(
    help: ArgumentHelp("The case bundle, or the run folder.", valueName: "subject"),
    completion: .file())
  var subject: String

  @Option(help: "For a bundle: the database that the run kept.", completion: .file())
  var database: String?

  @Option(help: "For a run: only the route of this id.")
  var route: String?

  func run() throws {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: subject, isDirectory: &isFolder)
    // What is not there at all is taken for what its name says.
    if exists ? isFolder.boolValue : !subject.hasSuffix(".zip") {
      guard database == nil else {
        throw ValidationError("--database is for a case bundle, and \(subject) is a run folder")
      }
      let verification = try RunVerification(run: subject, route: route)
      try report(
        verification.confirmations, verification.differences, right: "right")
    } else {
      guard route == nil else {
        throw ValidationError("--route is for a run folder, and \(subject) is none")
      }
      let verification = try CaseVerification(bundle: subject, database: database)
      try report(verification.confirmations, verification.differences, right: "identical")
    }
  }

  private func report(_ confirmations: [String], _ differences: [String], right: String) throws {
    for sentence in confirmations { Terminal.print(Terminal.safe(sentence)) }
    for sentence in differences { Terminal.print("!! " + Terminal.safe(sentence)) }
    Terminal.print(differences.isEmpty ? right : "differs")
    if !differences.isEmpty { throw ExitCode(1) }
  }
}
