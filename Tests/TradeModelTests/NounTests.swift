import Testing
import TradeModel

@Suite("Nouns")
struct NounTests {
  private func day(_ text: String) throws -> TradeDay { try #require(TradeDay(iso: text)) }

  @Test("goods lines are ordered by source, number, line, and cited as SOURCE/ID/LINE")
  func identities() {
    func identity(_ source: String, _ id: String, _ line: Int32) -> DeclarationIdentity {
      DeclarationIdentity(source: source, declarationID: id, line: line)
    }
    let sorted = [
      identity("BL", "9", 9), identity("KR", "1", 2), identity("KR", "1", 10),
      identity("KR", "2", 1), identity("SG-partner", "0", 1),
    ]
    #expect(sorted.reversed().sorted() == sorted)
    #expect(sorted[2].description == "KR/1/10")
  }

  @Test("withdrawn and cancelled lines move no goods")
  func statuses() {
    #expect(
      DeclarationStatus.allCases.filter(\.movesGoods) == [.accepted, .amended])
  }

  @Test("a control holds from its first to its last day")
  func controls() throws {
    var control = Control(controlCode: "3A090.a", jurisdiction: "KR")
    #expect(control.isInForce(on: try day("1950-01-01")))
    control.inForceFrom = try day("2025-02-28")
    control.inForceUntil = try day("2025-03-31")
    #expect(!control.isInForce(on: try day("2025-02-27")))
    #expect(control.isInForce(on: try day("2025-02-28")))
    #expect(control.isInForce(on: try day("2025-03-31")))
    #expect(!control.isInForce(on: try day("2025-04-01")))
  }

  @Test("a party is listed from the day of designation until the day before its removal")
  func listings() throws {
    var entry = ListedParty(listID: "L", entryID: "1", name: "N")
    #expect(entry.isListed(on: try day("1950-01-01")))
    entry.designatedOn = try day("2025-02-28")
    entry.delistedOn = try day("2025-03-31")
    #expect(!entry.isListed(on: try day("2025-02-27")))
    #expect(entry.isListed(on: try day("2025-02-28")))
    #expect(entry.isListed(on: try day("2025-03-30")))
    #expect(!entry.isListed(on: try day("2025-03-31")))
  }

  @Test("bands are ordered by the attention they ask for")
  func bands() {
    #expect(RiskBand.allCases.shuffled().sorted() == [.low, .elevated, .high, .critical])
  }

  @Test("a party of which nothing was written is empty, one of which anything was is not")
  func writtenParties() {
    #expect(WrittenParty().isEmpty)
    #expect(!WrittenParty(id: "1").isEmpty)
    #expect(!WrittenParty(name: "N").isEmpty)
    #expect(!WrittenParty(country: CountryCode("KR")).isEmpty)
    #expect(!WrittenParty(address: "A").isEmpty)
  }

  @Test("codes of the data contract are the words of the types")
  func words() {
    #expect(
      DeclarationKind.allCases.map(\.rawValue) == ["export", "import", "transit", "reexport"])
    #expect(TransactionNature.intraGroup.rawValue == "intra_group")
    #expect(PartyKind.dataCentre.rawValue == "data_centre")
    #expect(RouteRole.endUser.rawValue == "end_user")
    #expect(
      EvidenceOutcome.allCases.map(\.rawValue) == ["fired", "clear", "not_checkable"])
  }

  @Test("the default analysis asks which chips left Korea and may have gone on to China")
  func defaults() {
    let settings = AnalysisSettings()
    #expect(settings.origins.map(\.code) == ["KR"])
    #expect(settings.destinationsOfConcern.map(\.code) == ["CN", "HK", "MO"])
    #expect(settings.minimumDwellDays == 0)
    #expect(settings.maximumDwellDays == 90)
    #expect(settings.maximumLegs == 4)
    #expect(settings.families.isEmpty)
    #expect(settings.alertBand == .high)
  }
}
