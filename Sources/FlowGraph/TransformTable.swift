/// `FamilyTransforms` laid out flat for the sweep.
struct TransformTable: Sendable {
  let familyCount: Int
  /// Whether every family can only leave as itself.
  let isIdentity: Bool
  /// All penalties in rising order.
  let penalties: [UInt8]
  private var offsets: [Int32] = [0]
  private var originFamilies: [Int16] = []
  private var originPenalties: [UInt8] = []

  init(_ transforms: FamilyTransforms) {
    familyCount = transforms.familyCount
    isIdentity = transforms.isIdentity
    penalties = transforms.penalties
    for origins in transforms.origins {
      originFamilies += origins.map(\.family)
      originPenalties += origins.map(\.penalty)
      offsets.append(Int32(originFamilies.count))
    }
  }

  /// Indices of the transforms that make `family`.
  func origins(of family: Int) -> Range<Int> {
    Int(offsets[family])..<Int(offsets[family + 1])
  }

  /// Indices of the transforms of one penalty that make `family`, by rising family of origin.
  func origins(of family: Int, penalty: UInt8) -> Range<Int> {
    let all = origins(of: family)
    var start = all.lowerBound
    while start < all.upperBound, originPenalties[start] < penalty { start += 1 }
    var end = start
    while end < all.upperBound, originPenalties[end] == penalty { end += 1 }
    return start..<end
  }

  /// The family from which the transform at `origin` starts.
  func family(of origin: Int) -> Int { Int(originFamilies[origin]) }

  /// The penalty between two families that the sweep has found compatible.
  func penalty(from: Int16, to: Int16) -> UInt8 {
    guard from != to else { return 0 }
    for origin in origins(of: Int(to)) where originFamilies[origin] == from {
      return originPenalties[origin]
    }
    preconditionFailure("families \(from) and \(to) are not compatible")
  }
}

/// Where the lots of each strand, which is of one family and dwell class, lie at the hub being swept.
struct StrandRuns {
  private let classCount: Int
  private var heads: [Int]
  private var ends: [Int]
  private var present: [Int] = []

  init(strandCount: Int, classCount: Int) {
    self.classCount = classCount
    heads = Array(repeating: 0, count: strandCount)
    ends = Array(repeating: 0, count: strandCount)
  }

  /// The strands of a family, by dwell class.
  func strands(of family: Int) -> Range<Int> {
    (family * classCount)..<((family + 1) * classCount)
  }

  /// The first lot of a strand that may still be drawn upon.
  func head(of strand: Int) -> Int { heads[strand] }

  /// One past the last lot of a strand.
  func end(of strand: Int) -> Int { ends[strand] }

  mutating func setHead(_ lot: Int, of strand: Int) { heads[strand] = lot }

  /// Forgets the hub.
  mutating func clear() {
    for strand in present {
      heads[strand] = 0
      ends[strand] = 0
    }
    present.removeAll(keepingCapacity: true)
  }

  /// Notes where each strand's lots lie.
  mutating func note(_ lots: BucketedLegs, _ lotRange: Range<Int>, _ layout: HubKeyLayout) {
    for lot in lotRange {
      let strand = layout.strand(of: lots.keys[lot])
      if ends[strand] == 0 {
        heads[strand] = lot
        present.append(strand)
      }
      ends[strand] = lot + 1
    }
  }

  /// Notes where each family's lots lie; true when some demand could draw on another family.
  ///
  /// Asked only where there is one dwell class, so that strands are families.
  mutating func mixes(
    _ lots: BucketedLegs, _ lotRange: Range<Int>, _ demands: BucketedLegs,
    _ demandRange: Range<Int>, _ layout: HubKeyLayout, _ transforms: TransformTable
  ) -> Bool {
    note(lots, lotRange, layout)
    return demandRange.contains { demand in
      transforms.origins(of: layout.strand(of: demands.keys[demand])).contains { origin in
        ends[transforms.family(of: origin)] > 0
      }
    }
  }
}
