import TradeModel

@testable import DiversionRisk

/// A small trade, of which a test states only what matters.
///
/// Parties are their names; days count from 1 January 2025. Goods are of one family under one Korean
/// control, which covers what costs 5,000 US dollars a piece or more.
struct Fixture {
  var declarations: [Declaration] = []
  var registry: [Party] = []
  var families = [Fixture.chips]
  var controls = [Fixture.control("EC1", family: "chips")]
  var permits: [Permit] = []
  var listed: [ListedParty] = []
  var outcomes: [Outcome] = []
  var countryFlows: [CountryFlow] = []
  var settings = AnalysisSettings()
  var asOf = Fixture.day(400)
  /// Whether stated end users and forwarders are among the written parties, as in a database.
  var resolvesEverybody = false

  static let chips = Family(
    code: "chips", hsPrefixes: ["847330"], unitOfAccount: "chip", unitsPerPiece: 1)
  /// Eight chips each, which they are taken apart into.
  static let servers: Family = {
    var family = Family(
      code: "servers", hsPrefixes: ["847180"], unitOfAccount: "chip", unitsPerPiece: 8)
    family.becomes = ["chips"]
    return family
  }()

  static func control(
    _ code: String, family: String, jurisdiction: String = "KR", from day: Int? = nil
  ) -> Control {
    var control = Control(controlCode: code, jurisdiction: jurisdiction)
    control.family = family
    control.minimumUnitValueUSD = 5_000
    control.inForceFrom = day.map(Self.day)
    return control
  }

  static func day(_ number: Int) -> TradeDay { TradeDay(raw: 20_089) + number }

  static func country(_ code: String) -> CountryCode {
    guard let country = CountryCode(code) else { preconditionFailure("no country \(code)") }
    return country
  }

  /// Hanul sends Merlion in Singapore ten pieces on day 0, which sends some on to Golden in Hong Kong
  /// on day 10.
  static func chain(sentOn pieces: Double = 10) -> Fixture {
    var trade = Fixture()
    trade.ship("E1")
    trade.sendOn("O1", pieces: pieces)
    return trade
  }

  /// An export from Korea.
  mutating func ship(
    _ id: String, _ shipper: String = "Hanul", _ consignee: String = "Merlion",
    from: String = "KR", to: String = "SG", day: Int = 0, pieces: Double? = 10,
    price: Double? = 20_000, _ change: (inout Declaration) -> Void = { _ in }
  ) {
    let (start, end) = (Self.country(from), Self.country(to))
    var row = Declaration(
      identity: DeclarationIdentity(source: from, declarationID: id, line: 1), kind: .export,
      date: Self.day(day), shipper: WrittenParty(id: shipper, name: shipper, country: start),
      consignee: WrittenParty(id: consignee, name: consignee, country: end), from: start, to: end,
      hsCode: "847330")
    row.quantity = pieces
    row.quantityUnit = "C62"
    row.netWeightKilograms = pieces.map { $0 * 2 }
    row.valueUSD = price.map { $0 * (pieces ?? 1) }
    change(&row)
    declarations.append(row)
  }

  /// An onward movement from Singapore to Hong Kong.
  mutating func sendOn(
    _ id: String, _ shipper: String = "Merlion", _ consignee: String = "Golden",
    from: String = "SG", to: String = "HK", day: Int = 10, pieces: Double? = 10,
    price: Double? = 20_000, _ change: (inout Declaration) -> Void = { _ in }
  ) {
    ship(
      id, shipper, consignee, from: from, to: to, day: day, pieces: pieces, price: price, change)
  }

  /// The import record of a movement, some days later, in the country of destination.
  mutating func arrive(
    _ id: String, of sent: String, after days: Int = 5,
    _ change: (inout Declaration) -> Void = { _ in }
  ) {
    guard var row = declarations.first(where: { $0.identity.declarationID == sent }) else { return }
    row.identity = DeclarationIdentity(
      source: row.destinationCountry.code, declarationID: id, line: 1)
    row.kind = .import
    row.date = row.date + days
    change(&row)
    declarations.append(row)
  }

  /// Enough trade of others to learn what goods of a description weigh and cost.
  mutating func learn(_ description: String, _ count: Int = 20, price: Double = 20_000) {
    for number in 1...count {
      ship("L\(number)", "Bulk", "Depot", from: "US", to: "MX", day: -number, price: price) {
        $0.goodsDescription = description
      }
    }
  }

  /// An entry of the registry.
  mutating func register(_ name: String, _ change: (inout Party) -> Void = { _ in }) {
    var party = Party(id: name, name: name)
    change(&party)
    registry.append(party)
  }

  /// A permit for Hanul's goods, `P1` unless said otherwise.
  mutating func permit(_ number: String = "P1", _ change: (inout Permit) -> Void = { _ in }) {
    var permit = Permit(permitNumber: number)
    change(&permit)
    permits.append(permit)
  }

  /// An entry of list `EL`.
  mutating func list(
    _ name: String, in country: String? = nil, _ change: (inout ListedParty) -> Void = { _ in }
  ) {
    var entry = ListedParty(listID: "EL", entryID: "7", name: name)
    entry.country = country.map(Self.country)
    change(&entry)
    listed.append(entry)
  }

  /// What an inspection found of a declaration.
  mutating func inspect(_ id: String, _ outcome: InspectionOutcome) {
    for row in declarations where row.identity.declarationID == id {
      outcomes.append(Outcome(identity: row.identity, outcome: outcome, decidedOn: Self.day(300)))
    }
  }
}
