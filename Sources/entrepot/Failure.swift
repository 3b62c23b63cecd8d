import ArgumentParser
import EntrepotKit
import Foundation

/// Translates errors, once, to the exit statuses of the contract.
enum Failure {
  /// Unusable input or arguments.
  static let unusable: Int32 = 2
  /// A fault of the program.
  static let internalError: Int32 = 70

  static func exit(for error: any Error) -> Never {
    if let sentence = Entrepot.sentence(for: error) {
      Terminal.note("entrepot: " + sentence)
      Foundation.exit(unusable)
    }
    let parsing = Entrepot.exitCode(for: error)
    if parsing == .success {
      // `--help` and `--version` arrive as errors with status 0.
      Terminal.print(Entrepot.fullMessage(for: error))
      Foundation.exit(0)
    }
    if parsing == .validationFailure {
      Terminal.note(Entrepot.fullMessage(for: error))
      Foundation.exit(unusable)
    }
    Terminal.note("entrepot: internal error: \(error)")
    Foundation.exit(internalError)
  }
}

extension Entrepot {
  /// What to say of an error that a person can mend; nil for any other.
  static func sentence(for error: any Error) -> String? {
    InputFailure.sentence(for: error)
  }
}
