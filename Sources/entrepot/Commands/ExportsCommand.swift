public import ArgumentParser
public import EntrepotKit
import Foundation
public import TradeModel

/// `entrepot exports`: which exports to look at first.
struct ExportsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exports", abstract: "Lists the exports of a run to look at first.",
    discussion: """
      entrepot exports run --top 50
      entrepot exports run --by stake --band elevated

      By score, the likeliest come first. By stake, odds times declared value: what is stopped for
      each honest shipment held up. Value is never part of a score.
      """)

  @OptionGroup var list: RunListOptions

  @Option(help: "Order: score or stake.")
  var by: ExportOrder = .score

  @Option(help: "Only exports of this band or above: low, elevated, high or critical.")
  var band: RiskBand = .low

  @Flag(help: "Print a JSON object for each export instead of a table.")
  var json = false

  func run() throws {
    let lang = list.lang
    let reader = try RunReader(folder: list.runFolder)
    let (exports, total) = try reader.exports(top: list.top, by: by, band: band)
    if json {
      for export in exports { Terminal.printJSON(export.json) }
      return
    }
    var table = TextTable(
      lang == .korean
        ? ["순위>", "확률>", "구간", "등급", "일자", "수출자 → 수하인", "품목군", "금액 USD>", "신고"]
        : [
          "#>", "prob.>", "interval", "band", "date", "exporter → consignee", "family",
          "value USD>", "declaration",
        ])
    for export in exports {
      table.add([
        String(export.rank), RouteText.percent(export.probability),
        "\(RouteText.percent(export.low))…\(RouteText.percent(export.high))",
        RouteText.band(export.band, lang), export.date,
        [export.shipper, export.consignee].map { party in
          (party.country.isEmpty ? "" : party.country + " ") + TextTable.fitted(party.name, 26)
        }.joined(separator: " → "),
        export.family, export.valueUSD.map { String(Int($0.rounded())) } ?? "?",
        export.declaration,
      ])
    }
    for line in table.lines { Terminal.print(line) }
    Terminal.note(
      lang == .korean
        ? "수출 \(total)건 중 \(exports.count)건 표시. 설명: entrepot explain 신고 --run \(list.runFolder)"
        : "\(exports.count) of \(total) exports shown; why: entrepot explain DECLARATION --run "
          + list.runFolder)
  }
}

extension ExportOrder: ExpressibleByArgument {}
extension RiskBand: ExpressibleByArgument {}
