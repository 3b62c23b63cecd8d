import PartyMatch
import TradeModel

/// How much of the goods that may be controlled and came into each country left it again, as recorded;
/// of goods that are counted in one unit.
struct CountryThroughput: Sendable {
  /// What the records show of one country.
  struct Throughput: Sendable {
    /// Thousandths of units of account that came in, and that left.
    var received: Int64 = 0
    var sent: Int64 = 0
    /// Distinct consignees there.
    var consignees: Set<PartyIndex> = []

    /// What left over what came in.
    var share: Double { Double(sent) / Double(received) }
  }

  private struct Place: Hashable {
    let country: CountryCode
    let unit: UnitOfAccount
  }

  private let places: [Place: Throughput]

  init(movements: [Movement]) {
    var places: [Place: Throughput] = [:]
    for movement in movements where movement.mayBeControlled {
      guard let quantity = movement.quantity?.thousandths, quantity > 0 else { continue }
      let to = Place(country: movement.to, unit: movement.unit)
      let from = Place(country: movement.from, unit: movement.unit)
      places[to, default: Throughput()].received += quantity
      places[to, default: Throughput()].consignees.insert(movement.consignee)
      places[from, default: Throughput()].sent += quantity
    }
    self.places = places
  }

  /// What is recorded of a country, of goods that are counted in a unit.
  func throughput(of country: CountryCode, in unit: UnitOfAccount) -> Throughput {
    places[Place(country: country, unit: unit)] ?? Throughput()
  }
}
