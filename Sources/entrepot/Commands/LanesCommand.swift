import ArgumentParser
import DiversionRisk
import EntrepotKit

/// `entrepot lanes`: what official statistics say of trade between countries.
struct LanesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lanes", abstract: "Looks at official statistics of trade between countries.",
    discussion: """
      entrepot lanes breaks country_flows.csv --reporter KR
      """, subcommands: [LaneBreaksCommand.self])
}

/// `entrepot lanes breaks`: the month from which a monthly series moved to another level.
struct LaneBreaksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "breaks", abstract: "Finds the months from which trade with a partner rose.",
    discussion: """
      entrepot lanes breaks country_flows.csv --reporter KR
      entrepot lanes breaks eu_exports_monthly.csv

      A file has a month (month or period), a reporter, a partner and one value column; rows marked
      reporter_is_aggregate are left out. A rise is marked where trade at least doubled, by the same
      calendar months, at five standard errors or more.
      """)

  @Argument(help: "CSV files of monthly statistics, .gz allowed.", completion: .file())
  var files: [String]

  @Option(help: "Only rows of this reporter, as the files write it.")
  var reporter: String?

  @Option(help: "Only rows of this flow: export, import or reexport.")
  var flow = "export"

  @Option(help: "The column to add up (default: value_usd or value_eur).")
  var value: String?

  @Option(help: "Only subheadings that begin with these digits.")
  var item: String?

  func run() throws {
    let series = try MonthlySeries.reading(
      files, MonthlySeries.Selection(reporter: reporter, flow: flow, value: value, item: item))
    var table = TextTable([
      "partner", "month", "rise>", "before/month>", "after/month>", "std. errors>", "marked",
    ])
    let rises = series.rises
    for rise in rises {
      table.add([
        rise.partner, series.month(at: rise.change.month), "× \(Self.digits(rise.change.size, 2))",
        Self.digits(rise.change.before, 0), Self.digits(rise.change.after, 0),
        Self.digits(rise.change.strength, 1), rise.change.isMarked ? "yes" : "no",
      ])
    }
    for line in table.lines { Terminal.print(line) }
    let others = rises.filter { !$0.change.isMarked }.map(\.change.size).max()
    Terminal.note(
      "\(rises.count { $0.change.isMarked }) of \(series.partners.count) partners marked; largest "
        + "rise of the others: \(others.map { "× \(Self.digits($0, 2))" } ?? "none known")")
  }

  /// Decimal digits that do not depend on the locale.
  private static func digits(_ value: Double, _ places: Int) -> String {
    guard places > 0 else { return String(Int64(value.rounded())) }
    let parts = places == 1 ? 10.0 : 100.0
    let scaled = Int64((value * parts).rounded())
    let (whole, rest) = (abs(scaled) / Int64(parts), abs(scaled) % Int64(parts))
    let padded = String(repeating: "0", count: places - String(rest).count) + String(rest)
    return (scaled < 0 ? "-" : "") + "\(whole).\(padded)"
  }
}
