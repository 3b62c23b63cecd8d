import Testing
import TradeModel

@testable import TradeStore

@Suite("Registers")
struct RegisterTests {
  @Test("come back as stored, sorted by their keys", arguments: StoreKind.allCases)
  func roundTrip(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    var full = Party(id: "P2", name: "Full")
    full.aliases = ["가", "B b"]
    full.country = Sample.country("KR")
    full.address = "1 Road"
    full.kind = .dataCentre
    full.industry = "6311"
    full.incorporatedOn = Sample.day("1999-01-02")
    full.parentID = "P1"
    full.owners = [Ownership(owner: "P:1", share: 0.25), Ownership(owner: "P3", share: nil)]
    full.officers = ["A", "B"]
    full.phone = "+82-2-1"
    var control = Control(controlCode: "3A090.a", jurisdiction: "KR")
    control.family = "ACC"
    control.hsPrefixes = ["847330", "85"]
    control.descriptionTerms = ["GPU", "가속기"]
    control.minimumUnitValueUSD = 15_000
    control.inForceFrom = Sample.day("2025-02-28")
    control.inForceUntil = Sample.day("2026-02-28")
    control.citation = "notice"
    var family = Family(
      code: "SRV", hsPrefixes: ["847150"], unitOfAccount: "accelerator", unitsPerPiece: 8)
    family.becomes = ["ACC"]
    family.citation = "c"
    try store.register("all") { session in
      try session.store(full)
      try session.store(Party(id: "P1", name: "Bare"))
      try session.store(control)
      try session.store(Control(controlCode: "3A001", jurisdiction: "US"))
      try session.store(family)
    }
    let registers = try store.registers(asOf: Sample.day("2025-12-31"))
    #expect(registers.parties == [Party(id: "P1", name: "Bare"), full])
    #expect(registers.controls == [Control(controlCode: "3A001", jurisdiction: "US"), control])
    #expect(registers.families == [family])
  }

  @Test(
    "a later row of the same key replaces the earlier, any other is added",
    arguments: StoreKind.allCases)
  func upserts(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    func permit(_ number: String, _ control: String?, _ agency: String) -> Permit {
      var permit = Permit(permitNumber: number)
      permit.controlCode = control
      permit.agency = agency
      return permit
    }
    func listed(_ entry: String, _ name: String) -> ListedParty {
      ListedParty(listID: "L", entryID: entry, name: name)
    }
    try store.register("first") { session in
      try session.store(permit("1", nil, "old"))
      try session.store(permit("1", "3A090.a", "other control"))
      try session.store(listed("1", "old"))
      try session.store(listed("2", "two"))
      try session.store(Party(id: "P", name: "old"))
      try session.store(Control(controlCode: "C", jurisdiction: "KR"))
    }
    try store.register("second") { session in
      try session.store(permit("1", nil, "new"))
      try session.store(listed("1", "new"))
      try session.store(Party(id: "P", name: "new"))
      var control = Control(controlCode: "C", jurisdiction: "KR")
      control.citation = "new"
      try session.store(control)
    }
    let registers = try store.registers(asOf: Sample.day("2025-12-31"))
    #expect(registers.permits.map(\.agency) == ["new", "other control"])
    #expect(registers.listed.map(\.name) == ["new", "two"])
    #expect(registers.parties.map(\.name) == ["new"])
    #expect(registers.controls.map(\.citation) == ["new"])
  }

  @Test("later listings, removals, permits, controls, months, outcomes are not seen")
  func asOf() throws {
    let scratch = try Scratch()
    let store = try StoreKind.temporary.store(in: scratch)
    var listed = ListedParty(listID: "L", entryID: "1", name: "N")
    listed.designatedOn = Sample.day("2025-03-01")
    listed.delistedOn = Sample.day("2025-06-01")
    var permit = Permit(permitNumber: "1")
    permit.validFrom = Sample.day("2025-03-01")
    var control = Control(controlCode: "C", jurisdiction: "KR")
    control.inForceFrom = Sample.day("2025-03-01")
    let flow = CountryFlow(
      month: Sample.day("2025-03-01"), reporter: Sample.country("KR"),
      partner: Sample.country("SG"), flow: .export, hs6: "847330")
    let outcome = Outcome(
      identity: DeclarationIdentity(source: "KR", declarationID: "D", line: 1),
      outcome: .diverted, decidedOn: Sample.day("2025-03-01"))
    try store.register("all") { session in
      try session.store(listed)
      try session.store(permit)
      try session.store(control)
      try session.store(flow)
      try session.store(outcome)
    }
    let before = try store.registers(asOf: Sample.day("2025-02-28"))
    #expect(before.listed.isEmpty && before.permits.isEmpty && before.controls.isEmpty)
    #expect(before.countryFlows.isEmpty && before.outcomes.isEmpty)
    let on = try store.registers(asOf: Sample.day("2025-03-01"))
    #expect(on.permits == [permit] && on.controls == [control])
    #expect(on.countryFlows == [flow] && on.outcomes == [outcome])
    // That the entry will be removed is not known yet.
    #expect(on.listed.map(\.delistedOn) == [nil])
    let after = try store.registers(asOf: Sample.day("2025-06-01"))
    #expect(after.listed == [listed])
  }

  @Test("numbers and text come back to the last digit and byte", arguments: StoreKind.allCases)
  func exactness(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    var flow = CountryFlow(
      month: Sample.day("2025-03-01"), reporter: Sample.country("KR"),
      partner: Sample.country("SG"), flow: .import, hs6: "012345")
    flow.valueUSD = 0.1 + 0.2
    flow.netWeightKilograms = .leastNonzeroMagnitude
    flow.quantity = .greatestFiniteMagnitude
    var listed = ListedParty(listID: "L", entryID: "1", name: "e\u{301}\u{202E}\u{1F680}\u{20000}")
    listed.address = " two \n lines\t\"quoted\", 'and' ; more "
    try store.register("all") { session in
      try session.store(flow)
      try session.store(listed)
    }
    let registers = try store.registers(asOf: Sample.day("2025-12-31"))
    #expect(registers.countryFlows == [flow])
    #expect(registers.listed.first?.name.utf8.elementsEqual(listed.name.utf8) == true)
    #expect(registers.listed == [listed])
  }
}
