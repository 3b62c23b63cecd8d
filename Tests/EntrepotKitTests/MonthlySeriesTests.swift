import DiversionRisk
import Foundation
import Testing

@testable import EntrepotKit

@Suite("Monthly series")
struct MonthlySeriesTests {
  private static let union =
    Repository.path + "/../shared/data/eu-exports-neighbours-monthly/eu_exports_monthly.csv"

  @Test("find the break of 2022 to Kyrgyzstan, Armenia and Kazakhstan, and none to the others")
  func europeanUnion() throws {
    guard FileManager.default.fileExists(atPath: Self.union) else {
      print("skipped: ../shared/data/eu-exports-neighbours-monthly is not there")
      return
    }
    let series = try MonthlySeries.reading([Self.union], MonthlySeries.Selection())
    let marked = series.rises.filter(\.change.isMarked)
    let found = Dictionary(
      uniqueKeysWithValues: marked.map { ($0.partner, series.month(at: $0.change.month)) })
    #expect(found == ["Kyrgyzstan": "2022-07", "Armenia": "2022-05", "Kazakhstan": "2022-05"])
    let sizes = Dictionary(uniqueKeysWithValues: marked.map { ($0.partner, $0.change.size) })
    #expect(abs((sizes["Kyrgyzstan"] ?? 0) - 7.01) < 0.01)
    #expect(abs((sizes["Armenia"] ?? 0) - 2.79) < 0.01)
    #expect(abs((sizes["Kazakhstan"] ?? 0) - 2.15) < 0.01)
    let placebos = series.rises.filter { !$0.change.isMarked }
    #expect(Set(placebos.map(\.partner)) == ["Georgia", "Uzbekistan", "Russian Federation"])
    #expect(placebos.allSatisfy { $0.change.size < 1.6 })
  }

  private func file(_ rows: [String], _ scratch: Scratch) throws -> String {
    try scratch.write(
      "period,reporter,reporter_is_aggregate,partner,flow,value_eur\n"
        + rows.joined(separator: "\n") + "\n", to: "flows.csv")
  }

  @Test("leave out aggregates, other flows and other reporters, and fill months without trade")
  func selection() throws {
    let scratch = try Scratch()
    let path = try file(
      [
        "2021-01,Austria,0,\"Korea, South\",EXPORT,5", "2021-03,Latvia,0,\"Korea, South\",EXPORT,7",
        "2021-03,EU27,1,\"Korea, South\",EXPORT,99", "2021-02,Austria,0,\"Korea, South\",IMPORT,3",
      ], scratch)
    let all = try MonthlySeries.reading([path], MonthlySeries.Selection())
    #expect(all.partners.map(\.name) == ["Korea, South"])
    #expect(all.partners[0].values == [5, 0, 7])
    #expect(all.month(at: 2) == "2021-03")
    let one = try MonthlySeries.reading([path], MonthlySeries.Selection(reporter: "Austria"))
    #expect(one.partners[0].values == [5])
  }

  @Test("say what is wrong with a file, and where")
  func faults() throws {
    let scratch = try Scratch()
    let bad = try file(["2021-13,Austria,0,Korea,EXPORT,5"], scratch)
    #expect(throws: RunError.self) {
      try MonthlySeries.reading([bad], MonthlySeries.Selection())
    }
    let other = try scratch.write("a,b\n1,2\n", to: "other.csv")
    let error = #expect(throws: RunError.self) {
      try MonthlySeries.reading([other], MonthlySeries.Selection())
    }
    #expect(
      error?.description == "\(other): there is no column month or period; the header is a,b")
  }
}
