import ArgumentParser
import EntrepotKit
import Foundation
import TradeModel

/// `entrepot explain`: every line of a score, and the sum.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explains the score of a route or of an export.",
    discussion: """
      entrepot explain R-0123456789ABCDEF --run run
      entrepot explain KR/12345-25-1234567X/1 --run run --lang ko

      Each line says what was looked at, its outcome (fired, clear, not checkable), what it adds in
      decibans (10 = ten times the odds), and the declarations it rests on.
      """)

  @Argument(help: "A route's id, or an export as SOURCE/ID/LINE.")
  var subject: String

  @Option(name: .customLong("run"), help: "The run folder.", completion: .directory)
  var runFolder: String

  @Option(help: "Language of words: en or ko.")
  var lang: OutputLanguage = .english

  @Flag(help: "Print the explanation as JSON.")
  var json = false

  func run() throws {
    let reader = try RunReader(folder: runFolder)
    if json {
      Terminal.printJSON(try reader.explanationLine(of: subject))
      return
    }
    if subject.contains("/") {
      let assessment = try reader.assessment(ofDeclaration: subject)
      Terminal.print(Terminal.safe(subject))
      Terminal.print("")
      show(assessment)
    } else {
      let route = try reader.route(subject)
      show(route)
      try showFlows(of: route, in: reader)
      show(route.assessment)
    }
  }

  private func show(_ route: Route) {
    let isKorean = lang == .korean
    Terminal.print(Terminal.safe("\(route.routeID)  #\(route.rank)  \(route.family)"))
    Terminal.print(Terminal.safe(RouteText.path(of: route)))
    let interval = "\(route.lower)…\(route.upper)"
    Terminal.print(
      Terminal.safe(
        isKorean
          ? "물량 \(route.attributed) \(route.unit), 최소…최대 \(interval)"
          : "\(route.attributed) \(route.unit) attributed; at least…at most \(interval)"))
    if !route.returns.isEmpty {
      let parties = route.returns.joined(separator: ", ")
      Terminal.print(
        Terminal.safe(
          isKorean ? "되돌아온 업체: \(parties)" : "the goods come back to \(parties): a return"))
    }
    Terminal.print("")
    // Pieces go without saying.
    let unit = RouteText.unit(of: route).map { ", \($0)" } ?? ""
    var table = TextTable(
      isKorean
        ? ["일자", "구간", "세번", "수량\(unit)>", "금액 USD>", "신고"]
        : ["date", "leg", "HS", "quantity\(unit)>", "value USD>", "declaration"])
    for leg in route.legs {
      let quantity = leg.quantity.map(\.description) ?? "?"
      table.add([
        leg.date.description, "\(leg.from) → \(leg.to)", leg.hsCode,
        (leg.isEstimated ? "~\(quantity)" : quantity) + (leg.limits.map { " (\($0))" } ?? ""),
        leg.valueUSD.map { String(Int($0.rounded())) } ?? "?",
        ([leg.identity] + leg.mirrors).map(\.description).joined(separator: " = "),
      ])
    }
    for line in table.lines { Terminal.print(line) }
    Terminal.print("")
  }

  /// How much must and can have gone the way of the route at each hub, and what limits it.
  private func showFlows(of route: Route, in reader: RunReader) throws {
    let flows = try reader.flows()
    for (question, answer) in flows.answers(along: route) {
      let words = FlowWords(flows, language: lang, from: question.from, to: question.to)
      for line in words.lines(of: answer) { Terminal.print(Terminal.safe(line)) }
      Terminal.print("")
    }
  }

  private func show(_ assessment: Assessment) {
    for line in Waterfall(assessment, language: lang).lines(in: lang) {
      Terminal.print(Terminal.safe(line))
    }
  }
}
