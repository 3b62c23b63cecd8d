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

/// Where the lots of each family lie at the hub being swept.
struct FamilyRuns {
  private var heads: [Int]
  private var ends: [Int]
  private var present: [Int] = []

  init(familyCount: Int) {
    heads = Array(repeating: 0, count: familyCount)
    ends = Array(repeating: 0, count: familyCount)
  }

  /// The first lot of a family that may still be drawn upon.
  func head(of family: Int) -> Int { heads[family] }

  /// One past the last lot of a family.
  func end(of family: Int) -> Int { ends[family] }

  mutating func setHead(_ lot: Int, of family: Int) { heads[family] = lot }

  /// Forgets the hub.
  mutating func clear() {
    for family in present {
      heads[family] = 0
      ends[family] = 0
    }
    present.removeAll(keepingCapacity: true)
  }

  /// Notes where each family's lots lie; true when some demand could draw on another family.
  mutating func mixes(
    _ lots: BucketedLegs, _ lotRange: Range<Int>, _ demands: BucketedLegs,
    _ demandRange: Range<Int>, _ layout: HubKeyLayout, _ transforms: TransformTable
  ) -> Bool {
    for lot in lotRange {
      let family = layout.family(of: lots.keys[lot])
      if ends[family] == 0 {
        heads[family] = lot
        present.append(family)
      }
      ends[family] = lot + 1
    }
    return demandRange.contains { demand in
      transforms.origins(of: layout.family(of: demands.keys[demand])).contains { origin in
        ends[transforms.family(of: origin)] > 0
      }
    }
  }
}
