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
/// transform of that penalty allows. Within one of these steps a demand draws first on the lot that
/// expires first, then on the older and on the lower family. Where one window holds for all, the lot
/// that expires first is the oldest.
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
  private let windows: [DwellWindow]

  /// Makes the sweep over one part; `drawn` is what had been drawn from each leg before, if any.
  init(
    of columns: LegColumns, partition: HubPartition, part: Int, windows: DwellWindows,
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
    self.windows = windows.byClass
  }

  /// Sweeps every hub of the part.
  mutating func sweep(transforms: TransformTable) {
    var lot = 0
    var demand = 0
    var strands = StrandRuns(
      strandCount: transforms.familyCount * layout.classCount, classCount: layout.classCount)
    while lot < lots.count && demand < demands.count {
      let hub = layout.node(of: lots.keys[lot])
      let other = layout.node(of: demands.keys[demand])
      let lotEnd = hub <= other ? endOfHub(lots, from: lot) : lot
      let demandEnd = other <= hub ? endOfHub(demands, from: demand) : demand
      if hub == other {
        let lotRange = lot..<lotEnd
        let demandRange = demand..<demandEnd
        if layout.classCount == 1
          && (transforms.isIdentity
            || !strands.mixes(lots, lotRange, demands, demandRange, layout, transforms))
        {
          sweepSeparateFamilies(lotRange, demandRange)
        } else {
          if layout.classCount > 1 { strands.note(lots, lotRange, layout) }
          sweepMixedStrands(demandRange, strands: &strands, transforms: transforms)
        }
        strands.clear()
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

  /// Sweeps a hub at which every family leaves as itself, within one window.
  private mutating func sweepSeparateFamilies(_ lotRange: Range<Int>, _ demandRange: Range<Int>) {
    let minimum = Int(windows[0].minimum)
    let maximum = Int(windows[0].maximum)
    var lot = lotRange.lowerBound
    for demand in demandRange {
      let key = demands.keys[demand]
      let family = layout.hubAndStrand(of: key)
      let day = layout.dayOffset(of: key)
      // Lots of earlier families and expired lots of this one will never be drawn upon again.
      while lot < lotRange.upperBound,
        layout.hubAndStrand(of: lots.keys[lot]) < family
          || (layout.hubAndStrand(of: lots.keys[lot]) == family
            && layout.dayOffset(of: lots.keys[lot]) + maximum < day)
      {
        lot += 1
      }
      while demands.remaining[demand] > 0, lot < lotRange.upperBound,
        layout.hubAndStrand(of: lots.keys[lot]) == family,
        layout.dayOffset(of: lots.keys[lot]) + minimum <= day
      {
        // A lot may have been emptied before the sweep began.
        if lots.remaining[lot] > 0 { draw(lot: lot, demand: demand) }
        if lots.remaining[lot] == 0 { lot += 1 }
      }
    }
  }

  /// Sweeps a hub at which some family can leave as another, or at which windows differ.
  private mutating func sweepMixedStrands(
    _ demandRange: Range<Int>, strands: inout StrandRuns, transforms: TransformTable
  ) {
    let byDay = demandsByDay(demandRange)
    var start = 0
    while start < byDay.count {
      let day = layout.dayOffset(of: demands.keys[byDay[start]])
      var end = start + 1
      while end < byDay.count, layout.dayOffset(of: demands.keys[byDay[end]]) == day { end += 1 }
      for demand in byDay[start..<end] {
        let family = layout.strand(of: demands.keys[demand])
        while demands.remaining[demand] > 0,
          let open = openLot(of: family, on: day, strands: &strands)
        {
          draw(lot: open.lot, demand: demand)
        }
      }
      for penalty in transforms.penalties {
        for demand in byDay[start..<end] {
          fill(demand, on: day, penalty: penalty, strands: &strands, transforms: transforms)
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
    _ demand: Int, on day: Int, penalty: UInt8, strands: inout StrandRuns,
    transforms: TransformTable
  ) {
    let origins = transforms.origins(of: layout.strand(of: demands.keys[demand]), penalty: penalty)
    while demands.remaining[demand] > 0 {
      var first: OpenLot?
      for origin in origins {
        guard
          let open = openLot(of: transforms.family(of: origin), on: day, strands: &strands)
        else { continue }
        // Origins of one penalty are listed by rising family, so the first among equals stays.
        if first.map(open.precedes) ?? true { first = open }
      }
      guard let first else { return }
      draw(lot: first.lot, demand: demand)
    }
  }

  /// A lot that can be drawn upon.
  private struct OpenLot {
    var lot: Int
    var arrival: Int
    var deadline: Int

    func precedes(_ other: OpenLot) -> Bool {
      (deadline, arrival) < (other.deadline, other.arrival)
    }
  }

  /// Of the lots of a family that can be drawn upon on `day`, the one that expires first.
  ///
  /// Within a strand that is the oldest, so only the first open lot of each is looked at.
  private func openLot(of family: Int, on day: Int, strands: inout StrandRuns) -> OpenLot? {
    var first: OpenLot?
    for (dwellClass, strand) in strands.strands(of: family).enumerated() {
      let minimum = Int(windows[dwellClass].minimum)
      let maximum = Int(windows[dwellClass].maximum)
      var lot = strands.head(of: strand)
      let end = strands.end(of: strand)
      while lot < end,
        lots.remaining[lot] == 0 || layout.dayOffset(of: lots.keys[lot]) + maximum < day
      {
        lot += 1
      }
      strands.setHead(lot, of: strand)
      guard lot < end else { continue }
      let arrival = layout.dayOffset(of: lots.keys[lot])
      guard arrival + minimum <= day else { continue }
      let open = OpenLot(lot: lot, arrival: arrival, deadline: arrival + maximum)
      if first.map(open.precedes) ?? true { first = open }
    }
    return first
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
