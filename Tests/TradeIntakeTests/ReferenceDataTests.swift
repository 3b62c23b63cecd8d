import Foundation
import Testing
import TradeModel

@testable import TradeIntake

/// Reference data beside the package, or where ENTREPOT_DATA says.
enum ReferenceData {
  static let path: String = {
    if let path = ProcessInfo.processInfo.environment["ENTREPOT_DATA"] { return path }
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return package.deletingLastPathComponent().appendingPathComponent("shared/data").path
  }()

  static func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/\(name)")
  }
}

@Suite("Reference worlds")
struct ReferenceWorldTests {
  /// All worlds where the build is optimised; otherwise those that do not take long.
  static let worlds =
    (isOptimised
    ? ["world-dev-small", "world-dev-medium", "world-dev-medium-2", "world-dev-medium-3"]
    : ["world-dev-small", "world-dev-medium"])
    .filter { ReferenceData.has("\($0)/truth/expected_rejects.csv") }

  /// Where a reject is expected and why.
  struct Place: Hashable {
    let file: String
    let row: Int
    let column: String
    let reason: String
  }

  @Test(
    "give exactly the expected rejects",
    .enabled(if: !worlds.isEmpty, "no reference worlds here; set ENTREPOT_DATA"), arguments: worlds)
  func expectedRejects(world: String) throws {
    let folder = try TradeFolder(path: "\(ReferenceData.path)/\(world)")
    #expect(folder.ignored.contains("truth"))
    var found: Set<Place> = []
    for file in folder.files {
      var lastRow = 1
      let report = try TradeReader(file: file).read { row, _ in
        #expect(row > lastRow)
        lastRow = row
      } reject: { reject in
        found.insert(
          Place(
            file: reject.file.replacing(".gz", with: ""), row: reject.row,
            column: reject.column ?? "", reason: reject.reason))
        #expect(reject.line == reject.row)
      }
      #expect(report.accepted > 0)
      #expect(report.ignoredColumns == [])
      // The one column that came after these worlds were made.
      #expect(
        Set(report.missingColumns).isSubset(of: ["gross_weight_kg", "containers", "master_bill"]))
    }
    #expect(found == (try expected(in: world)))
  }

  private func expected(in world: String) throws -> Set<Place> {
    let text = try String(
      contentsOfFile: "\(ReferenceData.path)/\(world)/truth/expected_rejects.csv", encoding: .utf8)
    return Set(
      text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
        let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == 5, let row = Int(cells[1]) else { return nil }
        return Place(file: cells[0], row: row, column: cells[3], reason: cells[4])
      })
  }
}

@Suite("Korean import declarations")
struct KoreanImportDeclarationsTests {
  @Test(
    "come in without a single reject, under Korean and English headers",
    .enabled(
      if: ReferenceData.has("kcs-import-declarations"),
      "no Korean declarations here; set ENTREPOT_DATA"),
    arguments: [("ko", 2142), ("en", 0)])
  func comeInWhole(language: String, lostZeros: Int) throws {
    let profile = try #require(try MappingProfile.builtIn(named: "korean-import-declarations"))
    let folder = try TradeFolder(
      path: "\(ReferenceData.path)/kcs-import-declarations/\(language)", profiles: [profile])
    var rows = 0
    var mended = 0
    var identities: Set<DeclarationIdentity> = []
    var unknownSellers: Set<String> = []
    for file in folder.files {
      let report = try TradeReader(file: file).read { _, record in
        guard case .declaration(let declaration) = record else { return }
        identities.insert(declaration.identity)
        #expect(declaration.kind == .import && declaration.mode != nil)
        #expect(declaration.destinationCountry.code == "KR" && declaration.consignee.id != nil)
        #expect(declaration.valueUSD != nil && declaration.netWeightKilograms != nil)
        if declaration.shipper.id == nil, let name = declaration.shipper.name {
          unknownSellers.insert(name)
        }
      } reject: {
        Issue.record("\($0)")
      }
      rows += report.accepted
      mended += report.repairs["hs_code: lost leading zero", default: 0]
    }
    #expect(rows == 37_385 + 8134)
    #expect(identities.count == rows)
    #expect(mended == lostZeros)
    #expect(unknownSellers.count == 4510)
  }

  @Test("are read as their columns say")
  func asTheColumnsSay() throws {
    let korean = """
      신고번호,신고일자,운송수단유형코드,수입자,해외거래처부호,특송업체부호,HS10단위부호,적출국가코드,원산지국가코드,신고중량(KG),과세가격원화금액,우범여부
      97061800,2020-01-01,10,QLRUBN9,,C1,101210000,BE,ZZ,108.0,372254.4,0
      """
    let profile = try MappingProfile.builtIn(named: "korean-import-declarations")
    let reading = try Reading(korean, as: .declarations, profile: profile)
    let declaration = try #require(reading.declarations.first)
    #expect(declaration.identity.description == "KR/97061800/1")
    #expect(declaration.shipper.name == "해외거래처 미상 (신고 97061800)")
    #expect(declaration.shipper.country?.code == "BE")
    #expect(declaration.consignee.id == "QLRUBN9")
    #expect(declaration.forwarder.id == "C1")
    #expect(declaration.mode == .sea)
    #expect(declaration.hsCode == "0101210000")
    #expect(declaration.originCountry?.code == "ZZ")
    #expect(abs((declaration.valueUSD ?? 0) - 316.41624) < 1e-9)
    #expect(reading.report.ignoredColumns == ["우범여부"])
  }
}
