import DiversionRisk
import FlowGraph
import PartyMatch
import TradeModel

/// Who sent to whom, party by party, with the sums that a question wants.
struct AskedNetwork {
  /// What the links add up.
  enum Measure: Equatable {
    /// Cents of US dollars.
    case value
    /// Thousandths of a unit of account.
    case quantity(unit: String)
  }

  /// The movements as legs between parties; the quantity of each is what is measured.
  let legs: LegColumns
  let measure: Measure
  let network: PartyNetwork

  /// The network of some goods.
  ///
  /// - Parameters:
  ///   - trade: where to look.
  ///   - goods: which goods of the families.
  ///   - family: the code of one family; nil for all.
  ///   - byQuantity: whether quantities are added instead of values; wants one unit of account.
  ///   - isReversed: whether links run from who receives to who sends.
  /// - Throws: `RunError` for a family that is none, and for quantities of several units.
  init(
    _ trade: KnownTrade, goods: RouteInquiry.Goods, family: String?, byQuantity: Bool = false,
    isReversed: Bool = false
  ) throws(RunError) {
    let context = trade.context
    let families = context.catalogue.families
    if let family, context.catalogue.index(of: family) == nil {
      let known = families.map(\.code).joined(separator: ", ")
      throw RunError("--family \(family): is no family; there are \(known)")
    }
    let number = family.flatMap(context.catalogue.index(of:))
    let asked = context.movements.filter { movement in
      (number == nil || movement.family == number)
        && (goods == .families || movement.mayBeControlled)
    }
    let units = Set(asked.map { families[Int($0.family)].unitOfAccount }).sorted()
    if byQuantity, units.count > 1 {
      throw RunError(
        "--by quantity: goods are counted in \(units.joined(separator: ", ")); name a --family")
    }
    measure = byQuantity ? .quantity(unit: units.first ?? "") : .value
    var legs = LegColumns(reserving: asked.count)
    for movement in asked {
      let ends = (movement.shipper.raw, movement.consignee.raw)
      let amount =
        byQuantity ? movement.quantity?.thousandths ?? 0 : KnownTrade.cents(movement.value)
      legs.append(
        sender: isReversed ? ends.1 : ends.0, receiver: isReversed ? ends.0 : ends.1,
        family: movement.family, departure: movement.departure.raw, arrival: movement.arrival.raw,
        quantity: amount)
    }
    self.legs = legs
    network = PartyNetwork(of: legs, nodeCount: context.parties.parties.count)
  }

  /// A sum as it is printed.
  func text(_ sum: Int64) -> String {
    switch measure {
    case .value: InquiryFigures.count(sum / 100)
    case .quantity: InquiryFigures.thousandths(sum)
    }
  }

  /// A sum as JSON has it.
  func json(_ sum: Int64) -> JSONText {
    switch measure {
    case .value: .number(Double(sum) / 100)
    case .quantity: .number(Double(sum) / 1000)
    }
  }

  /// The head of a column of sums.
  var heading: String {
    switch measure {
    case .value: "USD>"
    case .quantity(let unit): unit + ">"
    }
  }

  /// The key of sums in JSON and CSV.
  var key: String { measure == .value ? "value_usd" : "quantity" }
}
