import ArgumentParser
import EntrepotKit
import Foundation

/// `entrepot doctor`: versions, fonts and what is missing.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Says what this machine has, and what is missing.",
    discussion: """
      entrepot doctor
      """)

  func run() throws {
    let findings = Doctor.findings()
    var table = TextTable(["", "what", "found", "mend"])
    for finding in findings {
      table.add([finding.isWell ? "ok" : "!!", finding.what, finding.found, finding.mend ?? ""])
    }
    for line in table.lines { Terminal.print(line) }
    if !findings.allSatisfy(\.isWell) { throw ExitCode(Failure.unusable) }
  }
}
