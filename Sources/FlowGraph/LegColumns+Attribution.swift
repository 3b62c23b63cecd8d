extension LegColumns {
  /// Attributes what went out of every node to what had come in: the flow graph of legs.
  ///
  /// At each node, lots stay open for the days of `window`; every outgoing leg draws on them,
  /// its own family first, then by rising penalty, and on the oldest lot first. Legs of one node,
  /// family and day share in proportion. The rest of an outgoing leg has an unknown source, the
  /// rest of an incoming leg an unknown sink; neither appears in the graph.
  ///
  /// With one family at a node this is a maximum flow. The result depends on leg numbers only in
  /// ties between legs of one node, family, day and quantity, and never on the number of cores.
  ///
  /// - Complexity: O(legs × key bits / 11) time; beside these columns about 12 bytes a leg, and 33 an
  ///   edge.
  /// - SeeAlso: <doc:Attribution>
  public func attribution(within window: DwellWindow, transforms: FamilyTransforms) -> LegGraph {
    attribution(within: DwellWindows(window), transforms: transforms)
  }

  /// Attributes where windows differ by leg: every outgoing leg draws first on what must leave first.
  ///
  /// Lots of one deadline are drawn upon in order of arrival. Legs of one node, family, day and dwell
  /// class share in proportion.
  ///
  /// - Complexity: as with one window; each draw looks at the first open lot of every class.
  /// - SeeAlso: <doc:Attribution>
  public func attribution(within windows: DwellWindows, transforms: FamilyTransforms) -> LegGraph {
    attribution(within: windows, transforms: transforms, drawn: [])
  }

  /// Attributes what is left after quantities `drawn` of each leg had gone on before.
  func attribution(
    within windows: DwellWindows, transforms: FamilyTransforms, drawn: [Int64]
  ) -> LegGraph {
    checkInvariants()
    windows.check(self)
    let plan = PartPlan(of: self)
    let table = TransformTable(transforms)
    precondition(
      family.allSatisfy { Int($0) < transforms.familyCount },
      "a leg has a family outside 0..<\(transforms.familyCount)")
    let bins = LegBins(legCount: count)
    var parts: [LegBins.SortedDraws] = []
    parts.reserveCapacity(plan.count)
    for half in plan.halves {
      let partition = HubPartition(of: self, plan: plan, parts: half)
      parts += Parallel.map(count: partition.count) { part in
        var sweep = HubSweep(
          of: self, partition: partition, part: part, windows: windows, drawn: drawn)
        sweep.sweep(transforms: table)
        return bins.sorted(sweep.draws)
      }
    }
    return LegGraph(joining: parts, bins: bins, families: family, transforms: table)
  }
}
