import FlowGraph
import PartyMatch
import TradeModel

/// The risk that reaches the two parties of an export from others, over trade and shared contacts.
///
/// Un-normalised and capped: every link passes on the same share of risk, however many there are, so
/// that harmless trade dilutes nothing. The score of an export counts for its own two parties alone,
/// and what those two start with never counts for what they send one another: nothing feeds on itself.
struct PartyInfluence: Sendable {
  /// Why a party is risky before any risk is passed on.
  enum Reason: Sendable {
    case listed
    case confirmed
    /// The movement that scores highest on its own evidence, and its decibans.
    case scored(Int, Double)
  }

  /// The share of its risk that a party adds to each that it is linked with.
  ///
  /// It does not follow the network, or one more link would lower everybody's risk. Below one over the
  /// spectral radius, which is 16 to 33 in invented worlds of 200,000 rows.
  static let strength = 0.02
  /// Parties that are less likely to be risky pass nothing on.
  static let leastPrior = 0.05
  /// How many walks a sentence names.
  static let mostWalks = 3

  private struct Slot: Hashable {
    let pair: NodePair
    let era: Int
  }

  private let influence: PairInfluence
  private let risks: [Slot: Double]
  private let listings: ListingEras
  /// By inspections or scores, whatever the day; in thousandths.
  private let lasting: [Int32]
  private let isConfirmed: [Bool]
  private let highest: [(movement: Int, score: Double)?]

  /// Works out what reaches every export.
  ///
  /// - Parameters:
  ///   - subjects: every export that is scored.
  ///   - scores: their scores on their own evidence, in decibans.
  ///   - context: where to look.
  init(subjects: [Subject], scores: [Double], context: RiskContext) {
    let count = context.parties.parties.count
    var highest = [(movement: Int, score: Double)?](repeating: nil, count: count)
    for (subject, score) in zip(subjects, scores) {
      let movement = context.movement(of: subject)
      for party in [movement.shipper, movement.consignee] {
        let known = highest[Int(party.raw)]
        let isHigher =
          known.map { ($0.score, subject.movement) < (score, $0.movement) } ?? true
        if isHigher { highest[Int(party.raw)] = (subject.movement, score) }
      }
    }
    self.highest = highest
    let isConfirmed = (0..<count).map { number in
      !context.inspections.diverted(PartyIndex(raw: Int32(number)), besides: -1).isEmpty
    }
    self.isConfirmed = isConfirmed
    lasting = (0..<count).map { number in
      isConfirmed[number]
        ? PairInfluence.certain
        : Self.thousandths(highest[number].map { probability(ofDecibans: $0.score) } ?? 0)
    }
    listings = ListingEras(parties: count, lists: context.lists)
    // Routes begin with a movement, which need not have been declared for export.
    let asked =
      context.movements.indices.filter { context.flow.isOrigin[$0] } + subjects.map(\.movement)
    let (lasting, listings) = (lasting, listings)
    let slots = Set(
      asked.lazy.map { context.movements[$0] }.map { movement in
        Slot(pair: Self.pair(movement), era: listings.era(of: movement.date))
      })
    let pairs = Array(Set(slots.map(\.pair)))
    let numbers = Dictionary(uniqueKeysWithValues: zip(pairs, 0...))
    let influence = PairInfluence(
      in: Self.network(context), of: pairs,
      highest: lasting.indices.map { max(lasting[$0], listings.highest[$0]) },
      strength: Self.strength, cap: 1)
    self.influence = influence
    let eras = Dictionary(grouping: slots, by: \.era).sorted { $0.key < $1.key }
    let found = Parallel.map(count: eras.count) { place in
      let (era, slots) = eras[place]
      return influence.risks(
        ofPairs: slots.compactMap { numbers[$0.pair] },
        priors: lasting.indices.map { max(lasting[$0], listings.prior(of: $0, in: era)) })
    }
    var risks: [Slot: Double] = [:]
    for (era, values) in zip(eras, found) {
      for (slot, risk) in zip(era.value, values) { risks[slot] = risk }
    }
    self.risks = risks
  }

  /// The risk that reaches the parties of a movement from others, 0 to 1; nil for goods that are not
  /// looked at.
  func risk(reaching movement: Movement) -> Double? {
    risks[Slot(pair: Self.pair(movement), era: listings.era(of: movement.date))]
  }

  /// The strongest ways by which it came, each from the party that it began with.
  func walks(reaching movement: Movement) -> [InfluenceWalk] {
    let era = listings.era(of: movement.date)
    return influence.strongestWalks(to: Self.pair(movement), count: Self.mostWalks) { party in
      max(lasting[Int(party)], listings.prior(of: Int(party), in: era))
    }
  }

  /// Why a party is risky on a day.
  func reason(_ party: PartyIndex, on day: TradeDay) -> Reason {
    let place = Int(party.raw)
    if isConfirmed[place] { return .confirmed }
    let listed = listings.prior(of: place, in: listings.era(of: day))
    guard listed < lasting[place], let best = highest[place] else { return .listed }
    return .scored(best.movement, best.score)
  }

  /// A probability as a prior.
  fileprivate static func thousandths(_ probability: Double) -> Int32 {
    probability < leastPrior ? 0 : Int32((probability * Double(PairInfluence.certain)).rounded())
  }

  private static func pair(_ movement: Movement) -> NodePair {
    NodePair(movement.consignee.raw, movement.shipper.raw)
  }

  /// Who trades goods that may be controlled with whom, and who shares what with whom.
  private static func network(_ context: RiskContext) -> PartyNetwork {
    var legs = LegColumns(reserving: context.movements.count)
    func link(_ one: PartyIndex, _ other: PartyIndex, _ day: Int32) {
      legs.append(
        sender: one.raw, receiver: other.raw, family: -1, departure: day, arrival: day, quantity: 0)
    }
    for movement in context.movements where movement.mayBeControlled {
      link(movement.shipper, movement.consignee, movement.date.raw)
    }
    for number in context.parties.parties.indices {
      let party = PartyIndex(raw: Int32(number))
      for neighbour in context.links.neighbours(of: party) where party < neighbour.party {
        link(party, neighbour.party, context.asOf.raw)
      }
    }
    return PartyNetwork(of: legs, nodeCount: context.parties.parties.count)
  }
}

/// Who was listed when, as stretches of days in which nobody's listing changes.
private struct ListingEras: Sendable {
  /// The first day of every era but the first.
  private let starts: [TradeDay]
  private let priors: [[Int: Int32]]
  /// The most that each party ever is, in thousandths.
  let highest: [Int32]

  init(parties: Int, lists: ListScreen) {
    let hits = (0..<parties).compactMap { number in
      let hits = lists.hits(PartyIndex(raw: Int32(number)))
      return hits.isEmpty ? nil : (party: number, hits: hits)
    }
    let days = hits.flatMap { $0.hits.flatMap { [$0.entry.designatedOn, $0.entry.delistedOn] } }
    starts = Set(days.compactMap(\.self)).sorted()
    // Any day before the first will do.
    let samples = [starts.first.map { TradeDay(raw: $0.raw - 1) } ?? TradeDay(raw: 0)] + starts
    priors = samples.map { day in
      var priors: [Int: Int32] = [:]
      for (party, hits) in hits {
        let certainty = hits.filter { $0.entry.isListed(on: day) }.map(\.certainty).max() ?? 0
        let prior = PartyInfluence.thousandths(certainty)
        if prior > 0 { priors[party] = prior }
      }
      return priors
    }
    var highest = [Int32](repeating: 0, count: parties)
    for era in priors { for (party, prior) in era { highest[party] = max(highest[party], prior) } }
    self.highest = highest
  }

  func era(of day: TradeDay) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func prior(of party: Int, in era: Int) -> Int32 { priors[era][party] ?? 0 }
}
