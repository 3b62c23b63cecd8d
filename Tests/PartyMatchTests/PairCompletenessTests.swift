import Foundation
import Testing
import TradeModel

@testable import PartyMatch

/// Whether the true pairs of spellings of the development worlds are put before the comparison at all.
@Suite("Pair completeness")
struct PairCompletenessTests {
  /// The parties of a world that is beside the package, or where ENTREPOT_DATA says.
  private static let truth: String? = {
    let data =
      ProcessInfo.processInfo.environment["ENTREPOT_DATA"]
      ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data").path
    let path = data + "/world-dev-small/truth/truth_parties.csv"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  @Test(
    "most pairs of spellings of one company of a world meet in a block, and few others do",
    .enabled(if: truth != nil, "no reference worlds here; set ENTREPOT_DATA"))
  func worlds() throws {
    // Every fifth, to be quick; with all of them completeness is a point higher.
    let all = try Self.companies(at: try #require(Self.truth))
    let companies = stride(from: 0, to: all.count, by: 5).map { all[$0] }
    try #require(companies.count > 100)
    var written: [WrittenParty] = []
    var owners: [Int] = []
    for (number, company) in companies.enumerated() {
      for name in company.names {
        written.append(WrittenParty(name: name, country: company.country))
        owners.append(number)
      }
    }
    // Nobody has an identifier: every spelling has to find the others by itself.
    var parties = KeyedParties(written)
    let index = NameIndex(parties, registry: [])
    parties.resolve(by: index)
    let candidates = LinkCandidates(parties, names: index, [:])
    let numbers = Dictionary(
      uniqueKeysWithValues: candidates.keys.enumerated().map { ($1, Int32($0)) })
    let put = Set(candidates.pairs)
    var (pairCount, found) = (0, 0)
    for range in Self.runs(owners) {
      // Spellings with one key are one party before anybody is compared.
      let keys = Set(range.compactMap { numbers[parties.keys[$0]] }).sorted()
      for (place, one) in keys.enumerated() {
        for other in keys[(place + 1)...] {
          pairCount += 1
          if put.contains(LinkCandidates.Pair(seeker: one, other: other)) { found += 1 }
        }
      }
    }
    let completeness = Double(found) / Double(pairCount)
    let possible = Double(candidates.keys.count) * Double(candidates.keys.count - 1) / 2
    print("pair completeness \(completeness), \(found) of \(pairCount); \(put.count) compared")
    // Spellings also meet by way of a third, and by identifier; this is every pair by itself.
    #expect(completeness > 0.87)
    #expect(Double(put.count) < possible / 500)
  }

  /// The stretches of equal numbers.
  private static func runs(_ numbers: [Int]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for end in 1...numbers.count where end == numbers.count || numbers[end] != numbers[start] {
      runs.append(start..<end)
      start = end
    }
    return runs
  }

  /// The companies of a file with every spelling of their names.
  private static func companies(
    at path: String
  ) throws -> [(names: [String], country: CountryCode?)] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    // A line end of two characters is one Character.
    return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      let cells = cells(of: line)
      return (cells[7].split(separator: "|").map(String.init), CountryCode(cells[4]))
    }
  }

  private static func cells(of line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for letter in line {
      switch letter {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(letter)
      }
    }
    return cells
  }
}
