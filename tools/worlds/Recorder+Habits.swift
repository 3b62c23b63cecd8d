extension Recorder {
  /// What an office leaves out, how its clerks write names, and in which unit it counts.
  mutating func addHabits(_ row: inout FiledRow) {
    let movement = world.movements[Int(row.movement)]
    let shipper = world.directory.firms[Int(movement.shipper)]
    let consignee = world.directory.firms[Int(movement.consignee)]
    row.shipperSpelling = spelling(of: shipper, in: row.source)
    row.consigneeSpelling = spelling(of: consignee, in: row.source)
    row.wording = UInt8(random.below(250))
    leaveGaps(&row, shipper: shipper, consignee: consignee)
    countAsHere(&row, Good.all[Int(movement.declaredAs)])
    let style = random.fraction()
    if style < 0.012 {
      row.code = .dotted
    } else if style < 0.3, Good.all[Int(movement.declaredAs)].hs6.hasPrefix("0") {
      row.code = .lostZero
    }
  }

  private mutating func spelling(of firm: Firm, in source: Source) -> UInt8 {
    if firm.isRenamed, random.happens(0.3) { return UInt8(firm.spellings.count - 1) }
    let hasScript = Place.all[firm.place].hasScript
    var weights: [Double] = [50, 20, 6, 10, 6, 3]
    if hasScript {
      weights =
        firm.isKorean && source == .korea ? [25, 25, 5, 10, 30, 3, 2] : [50, 19, 6, 10, 6, 6, 3]
    }
    return UInt8(random.pick(weights: weights))
  }

  private mutating func leaveGaps(_ row: inout FiledRow, shipper: Firm, consignee: Firm) {
    var gaps: FiledRow.Gaps = []
    if !random.happens(knows(shipper, row.source)) { gaps.insert(.shipperID) }
    if !random.happens(knows(consignee, row.source)) { gaps.insert(.consigneeID) }
    let isCarrier = row.source == .billOfLading
    let shares: [(FiledRow.Gaps, Double)] = [
      (.shipperAddress, 0.55), (.consigneeAddress, isCarrier ? 0.25 : 0.45),
      (.description, isCarrier ? 0.1 : 0.2),
      (.model, 0.6), (.mode, 0.04), (.nature, isCarrier ? 0.75 : 0.1), (.departed, 0.5),
      (.arrived, 0.35),
      (.forwarder, isCarrier ? 0.1 : 0.35), (.endUser, 0.25), (.permit, 0.015), (.origin, 0.1),
    ]
    for (gap, share) in shares where random.happens(share) { gaps.insert(gap) }
    let movement = world.movements[Int(row.movement)]
    let saysControl = movement.permit >= 0 ? 0.92 : 0.35
    let good = Good.all[Int(movement.declaredAs)]
    if row.source != .korea || !Control.needsKoreanPermit(good, on: Int(row.day))
      || !random.happens(saysControl)
    {
      gaps.insert(.control)
    }
    row.gaps = gaps
  }

  /// How often an office has a company's registry number.
  private func knows(_ firm: Firm, _ source: Source) -> Double {
    guard firm.isRegistered else { return 0 }
    switch source {
    case .korea: return firm.isKorean ? 0.95 : 0.62
    case .singapore, .malaysia: return Place.all[firm.place].partnerSource == source ? 0.9 : 0.4
    case .billOfLading: return 0.15
    }
  }

  private mutating func countAsHere(_ row: inout FiledRow, _ good: Good) {
    let bulk = good.kilogramsPerPiece == 1 || good.usdPerPiece < 3
    let chance = random.fraction()
    if bulk && chance < 0.7 {
      row.quantity = row.kilograms
      row.unit = .kilogram
    } else if chance < 0.006 {
      row.unit = .kilogram  // the number is pieces all the same
    } else if chance < 0.012 {
      row.unit = .set
    } else if chance < 0.045 {
      row.unit = .unsaid
    }
    if random.happens(row.source == .billOfLading ? 0.3 : 0.04) {
      row.quantity = nil
      row.unit = .unsaid
    }
    if row.source == .billOfLading, let net = row.kilograms {
      row.kilograms = net * random.real(1.02...1.25)
    }
    if random.happens(row.source == .billOfLading ? 0.4 : 0.015) { row.value = nil }
    if random.happens(0.03) { row.kilograms = nil }
  }

  /// The figures of a filing that is amended later.
  mutating func spoil(_ row: inout FiledRow) {
    switch random.below(3) {
    case 0: row.quantity = row.quantity.map { $0 * 10 }
    case 1: row.value = row.value.map { $0 * random.real(0.5...1.6) }
    default: row.quantity = row.quantity.map { max(1, ($0 * random.real(0.6...1.4)).rounded()) }
    }
  }
}
