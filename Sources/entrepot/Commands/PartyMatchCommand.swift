import ArgumentParser
import EntrepotKit
import PartyMatch

/// `entrepot party match`: compares names two by two.
struct PartyMatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match", abstract: "Compares pairs of names and says whether they are one party.",
    discussion: """
      entrepot party match --pairs pairs.csv
      entrepot party match --pairs pairs.csv --csv > decisions.csv

      The file has columns name1 and name2, and perhaps country1 and country2, in any order. Of each \
      pair the probability is printed, the decision (same, possible, different) and every line that \
      led to it, in decibans. Only "same" is ever merged.
      """)

  @Option(help: "The CSV file of pairs; - is standard input.", completion: .file())
  var pairs: String

  @OptionGroup
  var output: ComparisonOutput

  func run() throws {
    let table = try NamePairs(path: pairs)
    for fault in table.faults { Terminal.note(fault) }
    if output.json {
      for pair in table.pairs { Terminal.printJSON(try MatchReport.json(pair)) }
    } else if output.isCSV {
      Terminal.write(MatchReport.csv(table.pairs))
    } else {
      for pair in table.pairs { show(pair) }
    }
  }

  /// A pair for a person: the answer, then one line a reason.
  private func show(_ pair: NamePair) {
    let decision = pair.decision
    Terminal.print(
      Terminal.safe(
        "\(decision.answer.rawValue)  p \(MatchReport.probability(decision))  "
          + "\(pair.name)  |  \(pair.otherName)"))
    var table = TextTable(["", "line", "decibans>", "words"])
    for line in decision.lines {
      table.add(["", line.name, MatchReport.decibans(line), line.words])
    }
    for line in table.lines.dropFirst() { Terminal.print(line) }
  }
}
