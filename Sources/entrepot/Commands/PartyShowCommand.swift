import ArgumentParser
import EntrepotKit
import Foundation
import TradeModel

/// `entrepot party show`: everything that a run knows of one party.
struct PartyShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows one party: names, identifiers, why they are one, trade, score, listings.",
    discussion: """
      entrepot party show KR4156172K --run run

      A sentence; every name in every script with the reason for taking it for the party; whom \
      weights of evidence took for the same party or possibly the same, with every line; whom it \
      sends to and receives from; the lines of its riskiest route; entries of lists that have its \
      name.
      """)

  @OptionGroup
  var asked: RunPartyOptions

  @Option(help: "How many partners and lines.")
  var top = 20

  @Flag(help: "Print it as one line of JSON.")
  var json = false

  func validate() throws {
    guard top > 0 else { throw ValidationError("--top must be at least 1") }
  }

  func run() throws {
    let profile = try PartyProfile(asked.party, run: asked.runFolder)
    if json {
      Terminal.printJSON(profile.jsonLine)
      return
    }
    Terminal.print(Terminal.safe(profile.sentence))
    let identifiers = profile.identifiers
    Terminal.print(
      Terminal.safe(
        "identifiers: " + (identifiers.isEmpty ? "none" : identifiers.joined(separator: ", "))))
    show(names: profile)
    show(identities: profile)
    show(trades: profile)
    show(score: profile)
    for listing in profile.listings {
      Terminal.print(
        Terminal.safe(
          (listing.probability < 1 ? "possibly listed: " : "listed: ")
            + "\(listing.list) \(listing.entry) \(listing.name)"
            + (listing.designatedOn.isEmpty ? "" : ", from \(listing.designatedOn)")
            + (listing.matchedName == listing.name ? "" : ", as \(listing.matchedName)")
            + (listing.probability < 1
              ? ", p \(listing.probability.formatted(.number.precision(.fractionLength(3))))" : ""))
      )
    }
  }

  private func show(names profile: PartyProfile) {
    var table = TextTable(["name", "country", "identifier", "mentions>", "why", "address"])
    for name in profile.names {
      let judged = name.judgements.isEmpty ? "" : " " + name.judgements.joined(separator: ", ")
      table.add([
        TextTable.fitted(name.name ?? "", 44), name.country ?? "", name.id ?? "",
        name.mentions.map(String.init) ?? "",
        name.reason.map { "same: \($0)\(judged)" } ?? "registered"
          + (name.origin == "alias" ? " alias" : ""),
        TextTable.fitted(name.address ?? "", 40),
      ])
    }
    Terminal.print("")
    for line in table.lines { Terminal.print(line) }
  }

  /// Whom the party was merged with by weights of evidence, and who it may be, with every line.
  private func show(identities profile: PartyProfile) {
    for identity in profile.identities {
      let answer = identity.isSame ? "same as" : "possibly same as"
      let probability = identity.probability.formatted(.number.precision(.fractionLength(3)))
      Terminal.print("")
      Terminal.print(
        Terminal.safe(
          "\(answer) \(identity.otherName) [\(identity.other)], compared with \(identity.name): "
            + "p \(probability)"))
      for line in identity.lines { Terminal.print(Terminal.safe("  " + line)) }
    }
  }

  private func show(trades profile: PartyProfile) {
    guard !profile.trades.isEmpty else { return }
    var table = TextTable(["", "partner", "name", "HS", "way", "lines>", "value USD>", "dates"])
    for trade in profile.trades.prefix(top) {
      let totals = trade.edge.totals
      table.add([
        trade.isOutward ? "to" : "from", trade.partner, TextTable.fitted(trade.partnerName, 36),
        trade.edge.item ?? "", "\(trade.edge.from?.code ?? "?") → \(trade.edge.to?.code ?? "?")",
        String(totals.declarations), String(totals.valueCents / 100),
        "\(totals.first?.description ?? "")…\(totals.last?.description ?? "")",
      ])
    }
    Terminal.print("")
    for line in table.lines { Terminal.print(line) }
    if profile.trades.count > top { Terminal.print("… and \(profile.trades.count - top) more") }
  }

  private func show(score profile: PartyProfile) {
    Terminal.print("")
    guard let score = profile.score else {
      Terminal.print("no score: it takes part in no export or route of the families")
      return
    }
    Terminal.print("score: \(RouteText.percent(score.probability)), \(score.band)")
    guard let route = profile.route else {
      for reason in profile.topReasons { Terminal.print(Terminal.safe("  " + reason)) }
      return
    }
    Terminal.print("lines of its riskiest route, \(route.routeID):")
    let lines = route.assessment.lines.filter { $0.outcome == .fired && $0.decibans != 0 }
      .sorted { $0.decibans > $1.decibans }
    for line in lines.prefix(top) {
      let decibans = line.decibans.formatted(.number.precision(.fractionLength(1)))
      Terminal.print(Terminal.safe("  \(decibans) dB  \(line.text.english)"))
    }
  }
}
