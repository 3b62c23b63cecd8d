public import ArgumentParser
public import EntrepotKit
import Foundation
import TradeModel

/// `entrepot routes`: the top of the ranking.
struct RoutesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "routes", abstract: "Lists the top routes of a run.",
    discussion: """
      entrepot routes run --top 20
      entrepot routes run --jsonl | head -1
      """)

  @OptionGroup var list: RunListOptions

  @Flag(help: "Print the routes as they stand in routes.jsonl.")
  var jsonl = false

  func run() throws {
    let lang = list.lang
    let reader = try RunReader(folder: list.runFolder)
    if jsonl {
      for line in try reader.routeLines(top: list.top) { Terminal.printJSON(line) }
      return
    }
    let (routes, total) = try reader.routes(top: list.top)
    var table = TextTable(
      lang == .korean
        ? ["순위>", "확률>", "구간", "등급", "경로", "품목군", "수량>", "하한…상한>", "기간", "식별자"]
        : [
          "#>", "prob.>", "interval", "band", "route", "family", "qty>", "least…most>", "dates",
          "id",
        ])
    for route in routes {
      let score = route.assessment
      table.add([
        String(route.rank), RouteText.percent(score.probability),
        "\(RouteText.percent(score.low))…\(RouteText.percent(score.high))",
        RouteText.band(score.band, lang), RouteText.path(of: route), route.family,
        route.attributed.description, "\(route.lower)…\(route.upper)",
        RouteText.dates(of: route), route.routeID,
      ])
    }
    for line in table.lines { Terminal.print(line) }
    Terminal.note(
      lang == .korean
        ? "경로 \(total)건 중 \(routes.count)건 표시. 설명: entrepot explain ID --run \(list.runFolder)"
        : "\(routes.count) of \(total) routes shown; why: entrepot explain ID --run \(list.runFolder)"
    )
  }
}

extension OutputLanguage: ExpressibleByArgument {}
