import ArgumentParser

/// `entrepot party`: who is who.
struct PartyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "party", abstract: "Says who is who, and lets a person decide.",
    discussion: """
      entrepot party search ㅎㅂㄴㄴ --run run
      entrepot party show KR4156172K --run run
      entrepot party links KR4156172K --run run
      entrepot party match --pairs pairs.csv
      entrepot party screen trade-folder --lists lists.csv --as-of 2025-09-30
      entrepot party judge KR4156172K "SG:Harbour Nine" --as different --by Kim --why "two owners" --database trade.sqlite
      entrepot party judgements --database trade.sqlite
      """,
    subcommands: [
      PartySearchCommand.self, PartyShowCommand.self, PartyLinksCommand.self,
      PartyMatchCommand.self, PartyScreenCommand.self, PartyJudgeCommand.self,
      PartyJudgementsCommand.self,
    ])
}
