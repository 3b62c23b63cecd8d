import ArgumentParser
import EntrepotKit
import TradeModel

/// `entrepot party judgements`: what people decided, and how to take it back.
struct PartyJudgementsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judgements", abstract: "Lists the judgements on record, or takes one back.",
    discussion: """
      entrepot party judgements --database trade.sqlite
      entrepot party judgements --database trade.sqlite --revoke J-0123456789ABCDEF --by Kim --why "other registry number"

      A judgement that was taken back stays on record. Without --yes nothing is taken back: the \
      scores that would change are listed.
      """)

  @Option(help: "The number of the judgement to take back.")
  var revoke: String?

  @Option(name: .customLong("by"), help: "Who takes it back.")
  var person: String?

  @Option(help: "Why.")
  var why: String?

  @OptionGroup
  var decision: DecisionOptions

  func validate() throws {
    if revoke != nil, person == nil || why == nil {
      throw ValidationError("--revoke needs --by and --why")
    }
  }

  func run() throws {
    let desk = try JudgementDesk(database: decision.database)
    guard let revoke, let person, let why else {
      try list(try desk.judgements())
      return
    }
    let judgement = try desk.judgement(revoke)
    let revocation = Revocation(by: person, on: try decision.day(at: desk), reason: why)
    guard decision.yes else {
      try decision.preview(at: desk, "revoking \(judgement.id)", day: revocation.on) { known in
        known.filter { $0.id != judgement.id }
      }
      return
    }
    try desk.revoke(revoke, revocation)
    Terminal.note("revoked; no longer counts from \(revocation.on) on")
  }

  private func list(_ judgements: [Judgement]) throws {
    if decision.json {
      for judgement in judgements { Terminal.printJSON(judgement.jsonLine) }
      return
    }
    var table = TextTable([
      "id", "from", "until", "one", "other", "judged", "by", "why", "revoked because",
    ])
    for judgement in judgements {
      table.add([
        judgement.id, judgement.day.description, judgement.revocation?.on.description ?? "",
        judgement.one.reference, judgement.other.reference, judgement.verdict.rawValue,
        judgement.judge, judgement.reason,
        judgement.revocation.map { "\($0.by): \($0.reason)" } ?? "",
      ])
    }
    for line in table.lines { Terminal.print(line) }
    Terminal.note("\(judgements.count) judgements")
  }
}
