/// A quantity that a leg going out draws from a leg that came in.
struct LegDraw: Sendable {
  var source: Int32
  var target: Int32
  var quantity: Int64
}

/// The sweep over the hubs of one part: demands draw on open lots day by day.
///
/// Per hub and day, first every family's demand draws on lots of its own family; then, for each
/// penalty in rising order, every family's demand (lower family first) draws on lots that a
/// transform of that penalty allows. Within one of these steps a demand draws on the oldest lot
/// first, and on the lower family among lots of one day. The oldest lot is the one that expires
/// first, because one window holds for all.
struct HubSweep {
  /// What came in; lots are drawn down.
  private var lots: BucketedLegs
  /// What went out; demands are filled.
  private var demands: BucketedLegs
  private var lotCrowds: Crowds
  private var demandCrowds: Crowds
  /// The draws so far.
  private(set) var draws: [LegDraw] = []
  private let senders: [Int32]
  private let receivers: [Int32]
  private let layout: HubKeyLayout
  private let minimum: Int
  private let maximum: Int

  /// Makes the sweep over one part; `drawn` is what had been drawn from each leg before, if any.
  init(
    of columns: LegColumns, partition: HubPartition, part: Int, window: DwellWindow,
    drawn: [Int64] = []
  ) {
    lots = BucketedLegs(of: columns, partition: partition, part: part, side: .arriving)
    if !drawn.isEmpty { lots.takeOff(drawn) }
    demands = BucketedLegs(of: columns, partition: partition, part: part, side: .leaving)
    lotCrowds = Crowds(bucketCount: lots.count)
    demandCrowds = Crowds(bucketCount: demands.count)
    senders = columns.sender
    receivers = columns.receiver
    layout = partition.layout
    minimum = Int(window.minimum)
    maximum = Int(window.maximum)
  }

  /// Sweeps every hub of the part.
  mutating func sweep(transforms: TransformTable) {
    var lot = 0
    var demand = 0
    var families = FamilyRuns(familyCount: transforms.familyCount)
    while lot < lots.count && demand < demands.count {
      let hub = layout.node(of: lots.keys[lot])
      let other = layout.node(of: demands.keys[demand])
      let lotEnd = hub <= other ? endOfHub(lots, from: lot) : lot
      let demandEnd = other <= hub ? endOfHub(demands, from: demand) : demand
      if hub == other {
        let lotRange = lot..<lotEnd
        let demandRange = demand..<demandEnd
        if transforms.isIdentity
          || !families.mixes(lots, lotRange, demands, demandRange, layout, transforms)
        {
          sweepSeparateFamilies(lotRange, demandRange)
        } else {
          sweepMixedFamilies(demandRange, families: &families, transforms: transforms)
        }
        families.clear()
      }
      lot = lotEnd
      demand = demandEnd
    }
  }

  private func endOfHub(_ side: BucketedLegs, from start: Int) -> Int {
    let hub = layout.node(of: side.keys[start])
    var end = start + 1
    while end < side.count, layout.node(of: side.keys[end]) == hub { end += 1 }
    return end
  }

  /// Sweeps a hub at which every family leaves as itself.
  private mutating func sweepSeparateFamilies(_ lotRange: Range<Int>, _ demandRange: Range<Int>) {
    var lot = lotRange.lowerBound
    for demand in demandRange {
      let key = demands.keys[demand]
      let family = layout.hubAndFamily(of: key)
      let day = layout.dayOffset(of: key)
      // Lots of earlier families and expired lots of this one will never be drawn upon again.
      while lot < lotRange.upperBound,
        layout.hubAndFamily(of: lots.keys[lot]) < family
          || (layout.hubAndFamily(of: lots.keys[lot]) == family
            && layout.dayOffset(of: lots.keys[lot]) + maximum < day)
      {
        lot += 1
      }
      while demands.remaining[demand] > 0, lot < lotRange.upperBound,
        layout.hubAndFamily(of: lots.keys[lot]) == family,
        layout.dayOffset(of: lots.keys[lot]) + minimum <= day
      {
        // A lot may have been emptied before the sweep began.
        if lots.remaining[lot] > 0 { draw(lot: lot, demand: demand) }
        if lots.remaining[lot] == 0 { lot += 1 }
      }
    }
  }

  /// Sweeps a hub at which some family can leave as another.
  private mutating func sweepMixedFamilies(
    _ demandRange: Range<Int>, families: inout FamilyRuns, transforms: TransformTable
  ) {
    let byDay = demandsByDay(demandRange)
    var start = 0
    while start < byDay.count {
      let day = layout.dayOffset(of: demands.keys[byDay[start]])
      var end = start + 1
      while end < byDay.count, layout.dayOffset(of: demands.keys[byDay[end]]) == day { end += 1 }
      for demand in byDay[start..<end] {
        let family = layout.family(of: demands.keys[demand])
        while demands.remaining[demand] > 0,
          let lot = openLot(of: family, on: day, families: &families)
        {
          draw(lot: lot, demand: demand)
        }
      }
      for penalty in transforms.penalties {
        for demand in byDay[start..<end] {
          fill(demand, on: day, penalty: penalty, families: &families, transforms: transforms)
        }
      }
      start = end
    }
  }

  /// Demands, which are listed by family, then day, by day, then family.
  private func demandsByDay(_ demandRange: Range<Int>) -> [Int] {
    var words = demandRange.map {
      UInt64(layout.dayOffset(of: demands.keys[$0])) &<< 31 | UInt64($0)
    }
    if words.count < 64 {
      words.sort()  // whole words sort as their days do, because places rise
    } else {
      RadixSort.sort(&words, bits: 31..<(31 + Int(layout.dayBits)))
    }
    return words.map { Int($0 & 0x7FFF_FFFF) }
  }

  /// Fills a demand from other families by transforms of one penalty.
  private mutating func fill(
    _ demand: Int, on day: Int, penalty: UInt8, families: inout FamilyRuns,
    transforms: TransformTable
  ) {
    let origins = transforms.origins(of: layout.family(of: demands.keys[demand]), penalty: penalty)
    while demands.remaining[demand] > 0 {
      var oldest: (day: Int, lot: Int)?
      for origin in origins {
        guard let lot = openLot(of: transforms.family(of: origin), on: day, families: &families)
        else { continue }
        let arrival = layout.dayOffset(of: lots.keys[lot])
        // Origins of one penalty are listed by rising family, so the first among equals stays.
        if oldest.map({ arrival < $0.day }) ?? true { oldest = (arrival, lot) }
      }
      guard let oldest else { return }
      draw(lot: oldest.lot, demand: demand)
    }
  }

  /// The oldest lot of a family that can be drawn upon on `day`.
  private func openLot(of family: Int, on day: Int, families: inout FamilyRuns) -> Int? {
    var lot = families.head(of: family)
    let end = families.end(of: family)
    while lot < end,
      lots.remaining[lot] == 0 || layout.dayOffset(of: lots.keys[lot]) + maximum < day
    {
      lot += 1
    }
    families.setHead(lot, of: family)
    guard lot < end, layout.dayOffset(of: lots.keys[lot]) + minimum <= day else { return nil }
    return lot
  }

  /// Draws as much as lot and demand allow and shares it among their legs.
  private mutating func draw(lot: Int, demand: Int) {
    let amount = min(lots.remaining[lot], demands.remaining[demand])
    if lots.isSingle(lot) && demands.isSingle(demand) {
      draws.append(
        LegDraw(
          source: lots.legs[Int(lots.offsets[lot])],
          target: demands.legs[Int(demands.offsets[demand])], quantity: amount))
    } else {
      lotCrowds.layOut(lot, of: lots, counterparties: senders)
      demandCrowds.layOut(demand, of: demands, counterparties: receivers)
      shareAmongGroups(amount, lot: lot, demand: demand)
    }
    lots.remaining[lot] -= amount
    demands.remaining[demand] -= amount
  }

  private mutating func shareAmongGroups(_ amount: Int64, lot: Int, demand: Int) {
    let rows = lotCrowds.groups(of: lot)
    let columns = demandCrowds.groups(of: demand)
    if rows.count == 1 && columns.count == 1 {
      pass(amount, lotGroup: rows.lowerBound, demandGroup: columns.lowerBound)
    } else {
      let shares = CrossShares.split(
        amount, rows: lotCrowds.groupRemaining[rows],
        columns: demandCrowds.groupRemaining[columns])
      for share in shares { pass(share.quantity, lotGroup: share.row, demandGroup: share.column) }
    }
    lotCrowds.passEmptyGroups(of: lot)
    demandCrowds.passEmptyGroups(of: demand)
  }

  /// Passes a quantity from the legs of one counterparty to those of another.
  private mutating func pass(_ amount: Int64, lotGroup: Int, demandGroup: Int) {
    lotCrowds.groupRemaining[lotGroup] -= amount
    demandCrowds.groupRemaining[demandGroup] -= amount
    let rows = lotCrowds.members(of: lotGroup)
    let columns = demandCrowds.members(of: demandGroup)
    if rows.count == 1 && columns.count == 1 {
      pass(amount, lotMember: rows.lowerBound, demandMember: columns.lowerBound)
    } else {
      let shares = CrossShares.split(
        amount, rows: lotCrowds.legRemaining[rows], columns: demandCrowds.legRemaining[columns])
      for share in shares {
        pass(share.quantity, lotMember: share.row, demandMember: share.column)
      }
    }
    lotCrowds.passEmptyLegs(of: lotGroup)
    demandCrowds.passEmptyLegs(of: demandGroup)
  }

  private mutating func pass(_ amount: Int64, lotMember: Int, demandMember: Int) {
    lotCrowds.legRemaining[lotMember] -= amount
    demandCrowds.legRemaining[demandMember] -= amount
    draws.append(
      LegDraw(
        source: lotCrowds.leg(at: lotMember), target: demandCrowds.leg(at: demandMember),
        quantity: amount))
  }
}
