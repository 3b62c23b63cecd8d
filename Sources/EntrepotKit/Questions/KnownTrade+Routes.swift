import DiversionRisk
import FlowGraph
import PartyMatch
import TradeModel

extension KnownTrade: RouteSource {
  var settings: AnalysisSettings { context.settings }

  var families: [AskedFamily] { context.catalogue.families.map(AskedFamily.init) }

  var legCount: Int { context.movements.count }

  func places() -> RoutePlaces {
    let legs = context.flow.legs
    let count = Int(max(legs.sender.max() ?? -1, legs.receiver.max() ?? -1)) + 1
    var parties = [PartyIndex](repeating: PartyIndex(raw: -1), count: count)
    var countries = [CountryCode?](repeating: nil, count: count)
    for (leg, movement) in context.movements.enumerated() {
      let (sender, receiver) = (Int(legs.sender[leg]), Int(legs.receiver[leg]))
      (parties[sender], countries[sender]) = (movement.shipper, movement.from)
      (parties[receiver], countries[receiver]) = (movement.consignee, movement.to)
    }
    return RoutePlaces(parties: parties, countries: countries)
  }

  func movement(_ leg: Int32) -> AskedMovement {
    let movement = context.movements[Int(leg)]
    return AskedMovement(
      identity: context.identity(of: movement.record), date: movement.date,
      shipper: AskedParty(context.parties[movement.shipper]),
      consignee: AskedParty(context.parties[movement.consignee]), from: movement.from,
      to: movement.to, code: context.code(of: movement.record), family: movement.family,
      quantity: movement.quantity, isEstimated: movement.isEstimated, value: movement.value)
  }

  func departures() -> [Int32] { context.movements.map(\.departure.raw) }

  func codes() -> [String?] { context.movements.map { context.code(of: $0.record) } }

  func worths(by ranking: RouteInquiry.Ranking) throws -> LegNumbers {
    let movements = context.movements
    switch ranking {
    case .value: return LegNumbers(movements.map { Self.cents($0.value) })
    case .quantity: return LegNumbers(context.flow.legs.quantity)
    case .score: return LegNumbers(try movementScores().map { Int64(($0 * 1000).rounded()) })
    }
  }

  /// Cents of a value; 0 where it is unknown.
  ///
  /// Bounded, so that the sum of all rows is a whole number.
  static func cents(_ value: Double) -> Int64 {
    value.isNaN ? 0 : Int64(min(value * 100, 1e13).rounded())
  }

  func routes(answering question: RouteQuestion) -> RouteSpace {
    context.flow.legs.routes(answering: question)
  }
}
