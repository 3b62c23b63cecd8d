import FlowGraph
public import PartyMatch
public import TradeModel

/// Everything that rules may look at: records, movements, flow, parties and registers, all as known
/// on one day.
///
/// A class, because every finding holds on to it until somebody reads its words.
public final class RiskContext: Sendable {
  /// Every goods line known.
  public let records: RecordColumns
  /// What goods lines of the families, and others that findings cite, were filed as.
  private let filed: FiledRows
  /// The movements of goods of the families.
  public let movements: [Movement]
  /// Pairs of goods lines of any goods that record one movement, or may.
  public let movementLinks: [MovementLink]
  /// For each row of `records`, its movement; -1 for none.
  public let movementOfRow: [Int32]
  /// Who supplied whom.
  public let flow: RouteFlow
  /// Families and controls.
  public let catalogue: GoodsCatalogue
  /// Who is who.
  public let parties: PartyBook
  /// What the analysis looks for.
  public let settings: AnalysisSettings
  /// The day as known on which everything is judged.
  public let asOf: TradeDay
  let facts: [MovementFacts]
  let trade: ControlledTrade
  let pairs: PairTrade
  let finalBuyers: FinalBuyers
  let lists: ListScreen
  let links: PartyLinks
  let permits: PermitLedger
  let inspections: InspectionHistory
  let withdrawals: [PartyIndex: [Int32]]
  let feeds: PartnerFeeds
  let concern: Set<CountryCode>
  let permitTrouble: PermitTrouble
  let forwarders: ForwarderNames
  let companions: CompanionTrade
  /// What official statistics say of lanes.
  public let lanes: LaneEstimates
  let demand: CountryDemand
  /// How much of it exporters send to consignees in general.
  let usualShares: UsualShares
  let throughput: CountryThroughput
  let onwardRecords: OnwardRecords
  let pairBounds: PairBounds
  /// What lines of evidence ask of every party again and again.
  private let knownParties: [KnownParty]
  /// Whether each movement ends in a destination of concern, or with a party that resides in one.
  private let reachesConcern: [Bool]
  /// What other exports of the same parties scored; nil until `Scorer.spreading` has worked it out.
  let neighbours: NeighbourRisk?
  /// What risk reached the parties of exports from others; nil until then as well.
  let influence: PartyInfluence?

  /// Draws everything together that rules need; each table is made once.
  ///
  /// - Parameters:
  ///   - records: every goods line known.
  ///   - filed: what goods lines of the families, and those of `companions`, were filed as.
  ///   - table: what `MovementTable` made of the records.
  ///   - catalogue: families and controls.
  ///   - parties: who is who.
  ///   - registers: permits, lists, outcomes, registry, official statistics.
  ///   - companions: what `CompanionTrade` found in the records.
  ///   - settings: what the analysis looks for.
  ///   - asOf: the day.
  public init(
    records: RecordColumns, filed: FiledRows, movements table: MovementTable,
    catalogue: GoodsCatalogue, parties: PartyBook, registers: RiskRegisters,
    companions: CompanionTrade, settings: AnalysisSettings, asOf: TradeDay
  ) {
    self.records = records
    self.filed = filed
    movements = table.movements
    movementLinks = table.links
    movementOfRow = table.movementOfRow
    self.catalogue = catalogue
    self.parties = parties
    self.companions = companions
    self.settings = settings
    self.asOf = asOf
    let concern = Set(settings.destinationsOfConcern)
    self.concern = concern
    let movements = table.movements
    let facts = filed.facts(of: movements)
    self.facts = facts
    // Lists and statistics know nothing of the flow, and the flow nothing of them.
    let ((lists, links, statistics, lanes), flow) = Parallel.both {
      let statistics = OfficialStatistics(registers.countryFlows, catalogue: catalogue)
      return (
        ListScreen(
          listed: registers.listed, parties: parties,
          weighing: Self.partiesInTrade(movements, facts: facts)),
        PartyLinks(parties: parties, registry: registers.registry), statistics,
        LaneEstimates(statistics, catalogue: catalogue, origins: settings.origins, asOf: asOf)
      )
    } _: {
      RouteFlow(movements: movements, catalogue: catalogue, settings: settings)
    }
    self.flow = flow
    self.lists = lists
    self.links = links
    self.lanes = lanes
    trade = ControlledTrade(movements: movements, parties: parties, concern: concern, flow: flow)
    let reachesConcern = Self.reaching(concern, movements, parties)
    self.reachesConcern = reachesConcern
    knownParties = parties.parties.map(KnownParty.init)
    pairs = PairTrade(movements: movements, flow: flow, reachesConcern: reachesConcern)
    finalBuyers = FinalBuyers(movements: movements, trade: trade, reachesConcern: reachesConcern)
    permits = PermitLedger(permits: registers.permits, movements: movements, facts: facts)
    permitTrouble = PermitTrouble(
      movements: movements, facts: facts, permits: permits, catalogue: catalogue, parties: parties)
    inspections = InspectionHistory(
      outcomes: registers.outcomes, filed: filed, records: records,
      movementOfRow: table.movementOfRow, flow: flow, movements: movements)
    withdrawals = Self.withdrawals(in: records, filed: filed, origins: settings.origins)
    feeds = PartnerFeeds(records: records, movements: movements, asOf: asOf)
    forwarders = ForwarderNames(movements: movements, parties: parties)
    demand = CountryDemand(statistics)
    usualShares = UsualShares(
      movements: movements, origins: settings.origins, pairs: pairs, demand: demand)
    throughput = CountryThroughput(movements: movements)
    onwardRecords = OnwardRecords(
      records: records, movements: movements, flow: flow, asOf: asOf)
    (pairBounds, neighbours, influence) = (PairBounds(), nil, nil)
  }

  /// The same context with what other exports scored, and how far that reached.
  init(_ context: RiskContext, neighbours: NeighbourRisk?, influence: PartyInfluence?) {
    records = context.records
    filed = context.filed
    movements = context.movements
    movementOfRow = context.movementOfRow
    flow = context.flow
    catalogue = context.catalogue
    parties = context.parties
    settings = context.settings
    asOf = context.asOf
    facts = context.facts
    knownParties = context.knownParties
    reachesConcern = context.reachesConcern
    trade = context.trade
    pairs = context.pairs
    finalBuyers = context.finalBuyers
    lists = context.lists
    links = context.links
    movementLinks = context.movementLinks
    permits = context.permits
    inspections = context.inspections
    withdrawals = context.withdrawals
    feeds = context.feeds
    concern = context.concern
    permitTrouble = context.permitTrouble
    forwarders = context.forwarders
    companions = context.companions
    lanes = context.lanes
    demand = context.demand
    usualShares = context.usualShares
    throughput = context.throughput
    onwardRecords = context.onwardRecords
    // Bounds rest on the flow alone: what one pass over the exports worked out serves the next.
    pairBounds = context.pairBounds
    self.neighbours = neighbours
    self.influence = influence
  }

  /// Whether a movement ends in a destination of concern, or with a party that resides in one.
  func reachesConcern(_ movement: Int) -> Bool { reachesConcern[movement] }

  /// The identity of a row of goods of the families, or of one that findings cite; nil for others.
  public func identity(of row: Int32) -> DeclarationIdentity? {
    filed.identity(of: row, in: records)
  }

  /// The code of such a row as filed, 6 to 10 digits.
  public func code(of row: Int32) -> String? { filed.code(of: row) }

  /// The identities of some rows, each once, in order.
  func citations(of rows: [Int32]) -> [DeclarationIdentity] {
    var cited: [DeclarationIdentity] = []
    for (position, row) in rows.enumerated() where !rows[..<position].contains(row) {
      if let identity = identity(of: row) { cited.append(identity) }
    }
    return cited
  }

  /// The name of a party as a sentence should have it.
  func name(_ party: PartyIndex) -> String { known(party).name }

  /// What is known of a party in short.
  func known(_ party: PartyIndex) -> KnownParty { knownParties[Int(party.raw)] }

  /// A movement's date, parties and countries are those of the subject's.
  func movement(of subject: Subject) -> Movement {
    movements[subject.movement]
  }

  /// What the goods line of a subject's movement says besides goods, parties and places.
  func facts(of subject: Subject) -> MovementFacts {
    facts[subject.movement]
  }

  /// The goods lines that stand for some movements, no more than a sentence can cite.
  func cited(_ movements: some Sequence<Int32>) -> [Int32] {
    movements.prefix(PairBounds.citedMovements).map { self.movements[Int($0)].record }
  }
}

/// What lines of evidence ask most of a party: the whole of it is two dozen references to copy.
struct KnownParty: Sendable {
  /// The name as a sentence should have it.
  let name: String
  /// Whether the registry has it.
  let isRegistered: Bool
  /// The kind that the registry says it is.
  let kind: PartyKind?
  /// Its line of business there.
  let industry: String?

  init(_ party: ResolvedParty) {
    name = party.name
    isRegistered = party.registered != nil
    kind = party.registered?.kind
    industry = party.registered?.industry
  }
}

/// The registers that a context is made from.
public struct RiskRegisters: Sendable {
  /// Permits known.
  public var permits: [Permit]
  /// Listed parties known.
  public var listed: [ListedParty]
  /// Findings of inspections known.
  public var outcomes: [Outcome]
  /// The registry of parties.
  public var registry: [Party]
  /// Monthly official statistics.
  public var countryFlows: [CountryFlow]

  /// Registers as known on the as-of day.
  public init(
    permits: [Permit], listed: [ListedParty], outcomes: [Outcome], registry: [Party],
    countryFlows: [CountryFlow] = []
  ) {
    self.permits = permits
    self.listed = listed
    self.outcomes = outcomes
    self.registry = registry
    self.countryFlows = countryFlows
  }
}

extension RiskContext {
  /// Withdrawn export lines of goods of the families, by consignee.
  private static func withdrawals(
    in records: RecordColumns, filed: FiledRows, origins: [CountryCode]
  ) -> [PartyIndex: [Int32]] {
    var rows: [PartyIndex: [Int32]] = [:]
    for row in filed.rows
    where records.status[Int(row)] == .withdrawn && records.kind[Int(row)] == .export
      && origins.contains(records.from[Int(row)])
    {
      rows[records.consignee[Int(row)], default: []].append(row)
    }
    return rows
  }
}

extension RiskContext {
  /// Whether each movement ends in one of some countries, or with a party that resides in one.
  private static func reaching(
    _ concern: Set<CountryCode>, _ movements: [Movement], _ parties: PartyBook
  ) -> [Bool] {
    movements.map { movement in
      concern.contains(movement.to)
        || parties[movement.consignee].country.map(concern.contains) ?? false
    }
  }

  /// Whoever sends, receives, finally uses, or arranges movements of goods of the families.
  private static func partiesInTrade(
    _ movements: [Movement], facts: [MovementFacts]
  ) -> Set<PartyIndex> {
    var parties = Set(movements.map(\.consignee)).union(movements.map(\.shipper))
    parties.formUnion(facts.compactMap(\.endUser))
    parties.formUnion(facts.compactMap(\.forwarderParty))
    return parties
  }

  /// Whether a party bears the name of a listed one, on a day or on the as-of day.
  public func isListed(_ party: PartyIndex, on day: TradeDay? = nil) -> Bool {
    lists.hits(party, on: day ?? asOf).first?.isSure ?? false
  }

  /// The list entries that a party is or may be on the as-of day, the most certain first, each with
  /// the listed name that agrees and the probability.
  public func listings(
    of party: PartyIndex
  ) -> [(entry: ListedParty, listedName: String, probability: Double)] {
    lists.hits(party, on: asOf).map { ($0.entry, $0.listedName, $0.certainty) }
  }
}
