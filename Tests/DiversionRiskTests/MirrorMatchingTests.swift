import PartyMatch
import Testing
import TradeModel

@testable import DiversionRisk

@Suite("Mirror matching")
struct MirrorMatchingTests {
  private static func records(_ declarations: [Declaration]) -> RecordColumns {
    var names: [String: Int32] = [:]
    func party(_ written: WrittenParty) -> PartyIndex {
      let name = written.name ?? ""
      let number = names[name] ?? Int32(name.utf8.reduce(0) { ($0 * 31 + Int($1)) % 100_003 })
      names[name] = number
      return PartyIndex(raw: number)
    }
    var records = RecordColumns()
    for row in declarations {
      records.append(row, family: 0, shipper: party(row.shipper), consignee: party(row.consignee))
    }
    return records
  }

  /// The movements with more than one row, as numbers of declarations.
  private static func joined(_ declarations: [Declaration]) -> Set<Set<String>> {
    let roots = MirrorMatching.movements(in: records(declarations))
    let groups = Dictionary(grouping: declarations.indices) { roots[$0] }
    return Set(
      groups.values.filter { $0.count > 1 }.map { rows in
        Set(rows.map { declarations[$0].identity.declarationID })
      })
  }

  private static func changed(_ change: (inout Declaration) -> Void) -> [Declaration] {
    var trade = Fixture()
    trade.ship("E1")
    trade.arrive("I1", of: "E1", change)
    return trade.declarations
  }

  @Test("takes an import within a voyage for the same movement", arguments: -1...18)
  func voyage(days: Int) {
    let rows = Self.changed { $0.date = Fixture.day(days) }
    #expect(Self.joined(rows) == ((0...16).contains(days) ? [["E1", "I1"]] : []))
  }

  @Test(
    "asks for agreeing amounts", arguments: [(20.0, true), (22, true), (23, false), (17, false)])
  func weight(kilograms: Double, agrees: Bool) {
    let rows = Self.changed { $0.netWeightKilograms = kilograms }
    #expect(Self.joined(rows).isEmpty != agrees)
  }

  @Test(
    "a bill's gross weight fits a net weight where packing explains the difference",
    arguments: [(20.0, true), (27, true), (29, false), (19, false)])
  func grossWeight(kilograms: Double, agrees: Bool) {
    let rows = Self.changed {
      $0.netWeightKilograms = nil
      $0.grossWeightKilograms = kilograms
    }
    #expect(Self.joined(rows).isEmpty != agrees)
  }

  @Test(
    "rows of one source with equal amounts on a day are listed, and count twice",
    arguments: [(1.0, true), (1.04, true), (1.06, false)])
  func filedTwice(value: Double, isListed: Bool) throws {
    var trade = Fixture()
    trade.ship("E1")
    trade.ship("E2") { $0.valueUSD = $0.valueUSD.map { $0 * value } }
    let matches = MirrorMatching.matches(in: Self.records(trade.declarations))
    #expect(matches.roots == [0, 1])
    #expect(matches.links.map(\.reason) == (isListed ? [.filedTwice] : []))
    #expect(matches.links.allSatisfy { !$0.isCountedOnce })
  }

  @Test(
    "the same goods filed again within days count once, unless such amounts are usual",
    arguments: [
      (1.0, 1, 0, MovementLink.Reason.filedAgain), (1, 3, 0, .filedAgain), (1, 4, 0, nil),
      (1.01, 1, 0, nil), (1, 1, 30, .filedOften), (1, 0, 30, .filedOften),
    ])
  func filedAgain(value: Double, days: Int, before: Int, reason: MovementLink.Reason?) {
    var trade = Fixture()
    if before > 0 { trade.ship("E0", day: -before) }
    trade.ship("E1")
    trade.ship("E2", day: days) { $0.valueUSD = $0.valueUSD.map { $0 * value } }
    let matches = MirrorMatching.matches(in: Self.records(trade.declarations))
    #expect(matches.links.map(\.reason) == [reason].compactMap(\.self))
    #expect(Set(matches.roots).count == trade.declarations.count - (reason == .filedAgain ? 1 : 0))
  }

  @Test(
    "what others saw once was filed twice; what they saw twice happened twice", arguments: 1...2)
  func seen(times: Int) {
    var trade = Fixture()
    trade.ship("E1")
    trade.ship("E2")
    for number in 1...times { trade.arrive("I\(number)", of: "E\(number)") }
    let matches = MirrorMatching.matches(in: Self.records(trade.declarations))
    #expect(
      matches.links.map(\.reason)
        == (times == 1 ? [.bothParties, .filedTwiceSeenOnce] : [.bothParties, .bothParties]))
    #expect(Set(matches.roots).count == times)
  }

  @Test("lines of one declaration are not one filing made twice")
  func lines() {
    var trade = Fixture()
    trade.ship("E1")
    trade.ship("E2") {
      $0.identity = DeclarationIdentity(source: "KR", declarationID: "E1", line: 2)
    }
    #expect(MirrorMatching.matches(in: Self.records(trade.declarations)).links.isEmpty)
  }

  /// House bills of one container, and the carrier's master bill from forwarder to forwarder.
  private static func bills(
    houses: Int, master change: (inout Declaration) -> Void
  ) -> (links: [MovementLink], roots: [Int32]) {
    var trade = Fixture()
    func bill(_ row: inout Declaration, _ number: String, kilograms: Double) {
      row.identity = DeclarationIdentity(source: "BL", declarationID: number, line: 1)
      (row.netWeightKilograms, row.grossWeightKilograms) = (nil, kilograms)
      (row.quantity, row.valueUSD, row.containers) = (nil, nil, "MSKU 123456-5")
      row.forwarder.name = "Fast Forward"
    }
    for number in 0..<houses {
      trade.ship("H\(number)", "Hanul", "Buyer \(number)") {
        bill(&$0, "H\(number)", kilograms: 400)
      }
    }
    trade.ship("M", "Fast Forward", "Fast Agent", day: 1) {
      bill(&$0, "M", kilograms: 400 * Double(houses))
      $0.containers = "msku1234565"
      change(&$0)
    }
    var records = RecordColumns()
    var parties: [String: Int32] = [:]
    for row in trade.declarations {
      func party(_ written: WrittenParty) -> PartyIndex {
        let name = written.name ?? ""
        parties[name] = parties[name] ?? Int32(parties.count)
        return PartyIndex(raw: parties[name] ?? 0)
      }
      records.append(
        row, family: 0, shipper: party(row.shipper), consignee: party(row.consignee),
        forwarder: party(row.forwarder))
    }
    let matches = MirrorMatching.matches(in: records)
    #expect(matches.masters == (matches.links.isEmpty ? [] : [Int32(houses)]))
    return (matches.links, matches.roots)
  }

  @Test("a master bill of lading is its house bills', counted with them once", arguments: 1...3)
  func masterBill(houses: Int) {
    let found = Self.bills(houses: houses) { _ in }
    #expect(found.links.map(\.reason) == Array(repeating: .masterBillCarried, count: houses))
    #expect(Set(found.links.map(\.other)) == [Int32(houses)])
    #expect(Set(found.roots).count == houses)
    let lighter = Self.bills(houses: houses) { $0.grossWeightKilograms = 7 }
    #expect(lighter.links.isEmpty)
  }

  @Test("a master bill needs container, countries, days and a forwarder's name")
  func noMasterBill() {
    let changes: [(inout Declaration) -> Void] = [
      { $0.containers = "MSKU1234570" }, { $0.containers = nil },
      { $0.destinationCountry = Fixture.country("MY") }, { $0.date = Fixture.day(9) },
      { $0.shipper.name = "Hanul" }, { $0.status = .withdrawn },
    ]
    for change in changes { #expect(Self.bills(houses: 2, master: change).links.isEmpty) }
  }

  @Test("a house bill that names its master bill is taken at its word")
  func namedMasterBill() throws {
    var trade = Fixture()
    for number in ["H1", "H2"] {
      trade.ship(number) {
        $0.identity = DeclarationIdentity(source: "BL", declarationID: number, line: 1)
        $0.masterBill = "maeu-77"
        $0.grossWeightKilograms = 30
      }
    }
    trade.ship("MAEU77", "Line", "Line Agency") {
      $0.identity = DeclarationIdentity(source: "BL", declarationID: "MAEU77", line: 1)
    }
    let matches = MirrorMatching.matches(in: Self.records(trade.declarations))
    let named = matches.links.filter { $0.reason == .masterBillNamed }
    #expect(named.map(\.one) == [0, 1] || named.map(\.one) == [1, 0])
    #expect(matches.masters == [2])
  }

  @Test("a pair that is joined is told with its reason; the worse it fits, the less probable")
  func links() throws {
    let rows = Self.changed { $0.shipper.name = "Broker" }
    let link = try #require(MirrorMatching.matches(in: Self.records(rows)).links.first)
    #expect(link.reason == .consigneeAndItem && link.isCountedOnce)
    #expect((link.one, link.other) == (0, 1))
    let probabilities = [0, 0.1, 0.18, 0.3].map {
      MovementLink(one: 0, other: 1, reason: .bothParties, misfit: $0).probability
    }
    #expect(probabilities == probabilities.sorted(by: >))
  }

  @Test("quantities of different dimensions say nothing of one another")
  func dimensions() {
    let rows = Self.changed {
      ($0.netWeightKilograms, $0.quantityUnit, $0.valueUSD) = (nil, "MTR", nil)
    }
    #expect(Self.joined(rows).isEmpty)
    let dozens = Self.changed {
      ($0.netWeightKilograms, $0.quantity, $0.quantityUnit) = (nil, 10.0 / 12, "DZN")
    }
    #expect(Self.joined(dozens) == [["E1", "I1"]])
  }

  @Test("asks for agreeing parties, countries and statuses")
  func identity() {
    #expect(Self.joined(Self.changed { $0.destinationCountry = Fixture.country("MY") }).isEmpty)
    #expect(Self.joined(Self.changed { $0.status = .withdrawn }).isEmpty)
    #expect(Self.joined(Self.changed { $0.kind = .transit }).isEmpty)
    // One party may differ where the subheading agrees.
    #expect(Self.joined(Self.changed { $0.shipper.name = "Broker" }) == [["E1", "I1"]])
    #expect(
      Self.joined(
        Self.changed {
          $0.shipper.name = "Broker"
          $0.hsCode = "847180"
        }
      ).isEmpty)
    #expect(
      Self.joined(
        Self.changed {
          $0.shipper.name = "Broker"
          $0.consignee.name = "Agent"
        }
      ).isEmpty)
  }

  @Test("pairs equal shipments of equal days one to one", arguments: 1...6)
  func oneToOne(count: Int) {
    var trade = Fixture()
    for number in 1...count { trade.ship("E\(number)") }
    for number in 1...count { trade.arrive("I\(number)", of: "E\(number)") }
    let joined = Self.joined(trade.declarations)
    #expect(joined.count == count)
    #expect(joined.allSatisfy { $0.count == 2 })
  }

  @Test("joins an export, its import and its bill of lading")
  func bill() {
    var trade = Fixture()
    trade.ship("E1")
    trade.arrive("I1", of: "E1")
    trade.ship("B1") {
      $0.identity = DeclarationIdentity(source: "BL-sea", declarationID: "B1", line: 1)
    }
    #expect(Self.joined(trade.declarations) == [["E1", "I1", "B1"]])
  }

  /// Exports, imports and bills of few parties, days and amounts: many that could be one another's.
  private static func crowd(seed: UInt64) -> [Declaration] {
    var generator = SeededGenerator(seed: seed)
    var trade = Fixture()
    for number in 0..<Int.random(in: 2...14, using: &generator) {
      let source = ["KR", "SG", "BL-sea"].randomElement(using: &generator) ?? "KR"
      let day = Int.random(in: 0...20, using: &generator)
      trade.ship(
        "D\(number)", ["Hanul", "Rival"].randomElement(using: &generator) ?? "",
        ["Merlion", "Orchid"].randomElement(using: &generator) ?? "", day: day,
        pieces: Double.random(in: 9...11, using: &generator)
      ) { row in
        row.identity = DeclarationIdentity(source: source, declarationID: "D\(number)", line: 1)
        if source == "SG" || generator.chance(0.2) { row.kind = .import }
        if generator.chance(0.2) { row.netWeightKilograms = nil }
        if generator.chance(0.2) { row.quantity = nil }
        if generator.chance(0.2) { row.valueUSD = nil }
        if generator.chance(0.1) { row.hsCode = "847180" }
      }
    }
    return trade.declarations
  }

  @Test("takes one row of each source, whatever the order of rows", arguments: 0..<UInt64(100))
  func order(seed: UInt64) {
    let rows = Self.crowd(seed: seed)
    var generator = SeededGenerator(seed: seed)
    let joined = Self.joined(rows)
    #expect(Self.joined(rows.shuffled(using: &generator)) == joined)
    let source = Dictionary(
      uniqueKeysWithValues: rows.map { ($0.identity.declarationID, $0.identity.source) })
    for movement in joined { #expect(Set(movement.map { source[$0] }).count == movement.count) }
  }

  @Test("agrees with its slow twin", arguments: 0..<UInt64(100))
  func twin(seed: UInt64) {
    let rows = Self.crowd(seed: seed)
    #expect(Self.joined(rows) == SlowMatching(rows: rows).joined(Self.records(rows).orderKey))
  }
}
