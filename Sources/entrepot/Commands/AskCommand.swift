import ArgumentParser

/// `entrepot ask`: questions about a run that no file of it answers.
struct AskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask", abstract: "Answers questions about the flows of a run, exactly.",
    discussion: """
      entrepot ask flow --from KR4156172K --via SG2021993H --to CN --run run
      entrepot ask chance --via SG2021993H --run run
      entrepot ask gap --run run
      """,
    subcommands: [
      AskFlowCommand.self, AskChanceCommand.self, AskGapCommand.self,
    ])
}
