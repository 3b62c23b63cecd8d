import PartyMatch
import TradeModel

/// Which small importers feed each buyer in a destination of concern.
struct FinalBuyers: Sendable {
  /// A feeder with more lots of such goods than this is a distributor, not a front.
  static let mostLots = 8
  private let feeders: [PartyIndex: [PartyIndex]]

  init(movements: [Movement], trade: ControlledTrade, reachesConcern: [Bool]) {
    var feeders: [PartyIndex: Set<PartyIndex>] = [:]
    for (number, movement) in movements.enumerated()
    where movement.mayBeControlled && reachesConcern[number] {
      let profile = trade.profile(of: movement.shipper)
      if !profile.fromOrigin.isEmpty, profile.lots <= Self.mostLots {
        feeders[movement.consignee, default: []].insert(movement.shipper)
      }
    }
    self.feeders = feeders.mapValues { $0.sorted() }
  }

  /// Parties with few lots of such goods from countries of origin that sent some to a buyer.
  func feeders(of buyer: PartyIndex) -> [PartyIndex] { feeders[buyer] ?? [] }
}
