import ArgumentParser

/// `entrepot ask`: questions about flows that no file of a run answers.
struct AskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask", abstract: "Answers questions about flows, routes and parties, exactly.",
    discussion: """
      entrepot ask routes trade-folder --from KR --via SG,MY --to CN
      entrepot ask flow --from KR4156172K --via SG2021993H --to CN --run run
      entrepot ask chance --via SG2021993H --run run
      entrepot ask gap --run run
      """,
    subcommands: [
      AskRoutesCommand.self, AskFlowCommand.self, AskChanceCommand.self, AskGapCommand.self,
      AskNeighboursCommand.self, AskInfluenceCommand.self, AskChokepointsCommand.self,
      AskCentralCommand.self,
    ])
}
