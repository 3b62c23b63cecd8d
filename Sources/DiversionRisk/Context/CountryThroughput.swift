import PartyMatch
import TradeModel

/// How much of the goods that may be controlled and came into each country left it again, as recorded.
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

  private let countries: [CountryCode: Throughput]

  init(movements: [Movement]) {
    var countries: [CountryCode: Throughput] = [:]
    for movement in movements where movement.mayBeControlled {
      guard let quantity = movement.quantity?.thousandths, quantity > 0 else { continue }
      countries[movement.to, default: Throughput()].received += quantity
      countries[movement.to, default: Throughput()].consignees.insert(movement.consignee)
      countries[movement.from, default: Throughput()].sent += quantity
    }
    self.countries = countries
  }

  /// What is recorded of a country.
  func throughput(of country: CountryCode) -> Throughput { countries[country] ?? Throughput() }
}
