import Foundation
import Testing

@testable import TradeIntake

@Suite("Documentation")
struct DocumentationTests {
  private func page(_ name: String) throws -> String {
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let path = package.appendingPathComponent("Sources/TradeIntake/TradeIntake.docc/\(name).md")
      .path
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test("lists every reason for a reject")
  func reasons() throws {
    let page = try page("InputFormats")
    for reason in RowFault.Reason.allCases {
      #expect(page.contains("| `\(reason.rawValue)` |"), "\(reason.rawValue)")
    }
  }

  @Test(
    "lists every column of every table, the required ones in bold", arguments: TradeTable.allCases)
  func columns(table: TradeTable) throws {
    let row = try #require(
      page("InputFormats").split(whereSeparator: \.isNewline)
        .last { $0.hasPrefix("| `\(table.rawValue)` | ") })
    let words = row.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "*") }
    var finder = ColumnFinder(header: Header(names: []))
    _ = table.rows.init(&finder)
    for column in table.columns {
      let isRequired = finder.missingRequired.contains(column)
      #expect(words.contains(isRequired ? "**\(column)**" : "\(column)"), "\(column)")
    }
  }

  @Test("explains every key of a profile")
  func profileKeys() throws {
    let page = try page("MappingProfiles")
    for key in MappingProfile.keys + ColumnRule.keys {
      #expect(page.contains("| `\(key)` |"), "\(key)")
    }
    for name in MappingProfile.builtInNames { #expect(page.contains("`\(name)`")) }
  }

  @Test("has a page for every built-in profile", arguments: MappingProfile.builtInNames)
  func profilePages(name: String) throws {
    let row = try #require(
      page("MappingProfiles").split(whereSeparator: \.isNewline)
        .first { $0.hasPrefix("| `\(name)` |") })
    let link = try #require(row.split(separator: "<doc:").last?.split(separator: ">").first)
    #expect(try page(String(link)).contains("`\(name)`"))
    #expect(try page("TradeIntake").contains("<doc:\(link)>"))
    let profile = try #require(try MappingProfile.builtIn(named: name))
    #expect(profile.files.contains { row.contains($0.replacing("json*", with: "json")) })
  }

  @Test("shows a profile that can be read, and an example of every rule in it")
  func profileExample() throws {
    let page = try page("MappingProfiles")
    let yaml = try #require(page.components(separatedBy: "```yaml\n").dropFirst().first)
    let example = try #require(yaml.components(separatedBy: "```").first)
    let profile = try MappingProfile(yaml: example)
    let reading = try Reading(
      "No.,Day,Seller,Buyer,To,Mode,HS,Value,Currency,Via 1\n"
        + "1,03.02.2025,,B,SGSIN,4,101210000,1000,KRW,HK\n",
      as: .declarations, profile: profile)
    #expect(reading.rejects == [])
    for key in ColumnRule.keys { #expect(example.contains("\(key):"), "\(key)") }
  }
}
