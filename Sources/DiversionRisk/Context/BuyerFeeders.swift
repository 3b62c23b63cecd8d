import PartyMatch

/// Who feeds the buyers in destinations of concern, and with whose goods.
///
/// A feeder is a consignee through which goods of an exporter came to such a buyer, by attribution or by
/// a route.
struct BuyerFeeders: Sendable {
  /// What chance would make of it that consignees of an exporter feed some buyers: what it is among those
  /// who feed buyers with goods of others only, the strangers.
  struct Chance {
    /// Other consignees of the exporter that feed any buyer.
    let others: Int
    /// Strangers that feed any buyer.
    let strangers: Int
    /// Strangers that feed the buyers asked about.
    let feeding: Int

    /// The share of the strangers who do; 0 where there are none.
    var share: Double { strangers == 0 ? 0 : Double(feeding) / Double(strangers) }

    /// Expected among the others, if they chose buyers as the strangers do.
    var expected: Double { Double(others) * share }
  }

  private struct Supply: Hashable {
    let exporter, buyer: PartyIndex
  }

  private let bySupply: [Supply: Set<PartyIndex>]
  private let ofBuyer: [PartyIndex: Set<PartyIndex>]
  private let ofExporter: [PartyIndex: Set<PartyIndex>]
  /// Of each exporter: the fed buyers to whom it sells directly.
  private let customers: [PartyIndex: [PartyIndex]]
  /// Who feeds any buyer.
  private let count: Int

  /// Sorts out who feeds whom.
  ///
  /// - Parameter pairs: each exporter, a consignee of his, and the buyers that got goods of this trade;
  ///   each pair once.
  /// - Complexity: linear in the buyers of all pairs.
  init(_ pairs: [(shipper: PartyIndex, consignee: PartyIndex, buyers: [PartyIndex])]) {
    var bySupply: [Supply: Set<PartyIndex>] = [:]
    var ofBuyer: [PartyIndex: Set<PartyIndex>] = [:]
    var ofExporter: [PartyIndex: Set<PartyIndex>] = [:]
    for pair in pairs where !pair.buyers.isEmpty {
      ofExporter[pair.shipper, default: []].insert(pair.consignee)
      for buyer in pair.buyers {
        let supply = Supply(exporter: pair.shipper, buyer: buyer)
        bySupply[supply, default: []].insert(pair.consignee)
        ofBuyer[buyer, default: []].insert(pair.consignee)
      }
    }
    customers = Dictionary(
      grouping: pairs.filter { ofBuyer[$0.consignee] != nil }, by: \.shipper
    ).mapValues { $0.map(\.consignee) }
    count = ofBuyer.values.reduce(into: Set()) { $0.formUnion($1) }.count
    self.bySupply = bySupply
    self.ofBuyer = ofBuyer
    self.ofExporter = ofExporter
  }

  /// Consignees of an exporter through which its goods came to a buyer.
  func feeders(of buyer: PartyIndex, from exporter: PartyIndex) -> Set<PartyIndex> {
    bySupply[Supply(exporter: exporter, buyer: buyer)] ?? []
  }

  /// What chance would make of it that consignees of an exporter feed the same buyers.
  ///
  /// - Parameters:
  ///   - exporter: whose consignees.
  ///   - consignee: the one that is left out; what it does says nothing of the others.
  ///   - buyers: buyers in destinations of concern.
  /// - Returns: the counts that it rests on.
  /// - Complexity: linear in the feeders of the buyers.
  func chance(
    of exporter: PartyIndex, besides consignee: PartyIndex, feeding buyers: [PartyIndex]
  ) -> Chance {
    let own = ofExporter[exporter] ?? []
    var feeding: Set<PartyIndex> = []
    for buyer in buyers { feeding.formUnion(ofBuyer[buyer] ?? []) }
    return Chance(
      others: own.count - (own.contains(consignee) ? 1 : 0), strangers: count - own.count,
      feeding: feeding.subtracting(own).count)
  }

  /// What chance would make of it that a consignee feeds somebody to whom its exporter sells directly.
  func chanceOfCustomer(of exporter: PartyIndex, besides consignee: PartyIndex) -> Chance {
    chance(of: exporter, besides: consignee, feeding: customers[exporter] ?? [])
  }
}
