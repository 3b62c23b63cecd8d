/// Issues export permits and keeps the ledger that permits.csv is written from.
struct PermitOffice {
  private(set) var permits: [Permit] = []
  private var valid: [Bearer: Int32] = [:]

  struct Permit {
    var number: String
    var good: Int
    var exporter: Int32
    var consignee: Int32
    var endUser: Int32
    var destination: Int
    var pieces: Int
    var from: Int
    var until: Int
  }

  /// Who may send what to whom, in which year.
  private struct Bearer: Hashable {
    var exporter: Int32
    var consignee: Int32
    var code: String
    var year: Int
  }

  /// The permit under which a movement goes, issued now if there is none yet.
  mutating func permit(for movement: Movement, _ random: inout RandomSource) -> Int32 {
    let good = Int(movement.good)
    let day = Int(movement.day)
    let bearer = Bearer(
      exporter: movement.shipper, consignee: movement.consignee,
      code: Good.all[good].control ?? "", year: WorldDay.civil(day).year)
    if let known = valid[bearer], permits[Int(known)].until >= day, permits[Int(known)].from <= day
    {
      return known
    }
    let from = day - random.whole(2...40)
    let issued = issue(
      good: good, movement: movement, pieces: 0, from: from, until: from + 365, &random)
    valid[bearer] = issued
    return issued
  }

  /// Issues one permit with everything said; `pieces` 0 means: as much as will be drawn, and some.
  mutating func issue(
    good: Int, movement: Movement, pieces: Int, from: Int, until: Int, _ random: inout RandomSource
  ) -> Int32 {
    let year = WorldDay.civil(from).year % 100
    permits.append(
      Permit(
        number: "EP\(WorldDay.twoDigits(year))-\(FiledRow.scattered(permits.count))",
        good: good, exporter: movement.shipper, consignee: movement.consignee,
        endUser: movement.endUser >= 0 ? movement.endUser : movement.consignee,
        destination: Int(movement.destination), pieces: pieces, from: from, until: until))
    return Int32(permits.count - 1)
  }

  /// Writes the quantities of permits whose holders asked for what they would need.
  mutating func settle(_ movements: [Movement], _ random: inout RandomSource) {
    var drawn = [Int](repeating: 0, count: permits.count)
    for movement in movements where movement.permit >= 0 && movement.status.movesGoods {
      drawn[Int(movement.permit)] += Int(movement.pieces)
    }
    for permit in permits.indices where permits[permit].pieces == 0 {
      // One in forty honest holders ships a little more than asked for.
      let room = random.happens(0.025) ? random.real(0.85...0.98) : random.real(1...1.6)
      permits[permit].pieces = max(1, Int((Double(drawn[permit]) * room).rounded(.up)))
    }
  }
}
