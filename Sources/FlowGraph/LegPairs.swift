/// Some pairs of an incoming and an outgoing leg of a hub, of which bounds are asked.
///
/// ```swift
/// let fromHanbit = LegPairs(from: [12, 13], to: [40, 41])  // all four pairs
/// let steps = LegPairs(listed: [(12, 40), (13, 41)])  // these two and no other
/// ```
public struct LegPairs: Sendable, Equatable {
  /// The group of each incoming leg that is in some pair; legs of one group are in the same pairs.
  let inGroups: [Int32: Int32]
  /// The group of each outgoing leg that is in some pair.
  let outGroups: [Int32: Int32]
  /// Which group of incoming legs is paired with which group of outgoing legs.
  private let joined: Set<UInt64>

  /// All pairs of one of `inLegs` with one of `outLegs`.
  public init(from inLegs: [Int32], to outLegs: [Int32]) {
    inGroups = Dictionary(inLegs.map { ($0, 0) }, uniquingKeysWith: { first, _ in first })
    outGroups = Dictionary(outLegs.map { ($0, 0) }, uniquingKeysWith: { first, _ in first })
    joined = [Self.key(0, 0)]
  }

  /// The listed pairs and no others.
  public init(listed pairs: [(inLeg: Int32, outLeg: Int32)]) {
    var inGroups: [Int32: Int32] = [:]
    var outGroups: [Int32: Int32] = [:]
    var joined: Set<UInt64> = []
    for pair in pairs {
      let from = inGroups[pair.inLeg] ?? Int32(inGroups.count)
      let to = outGroups[pair.outLeg] ?? Int32(outGroups.count)
      inGroups[pair.inLeg] = from
      outGroups[pair.outLeg] = to
      joined.insert(Self.key(from, to))
    }
    self.inGroups = inGroups
    self.outGroups = outGroups
    self.joined = joined
  }

  /// Whether a pair of legs is one of them.
  public func contains(inLeg: Int32, outLeg: Int32) -> Bool {
    guard let from = inGroups[inLeg], let to = outGroups[outLeg] else { return false }
    return joins(from, to)
  }

  /// Whether pairs of legs of two groups are among them; -1 stands for legs in no pair.
  func joins(_ inGroup: Int32, _ outGroup: Int32) -> Bool {
    inGroup >= 0 && outGroup >= 0 && joined.contains(Self.key(inGroup, outGroup))
  }

  private static func key(_ inGroup: Int32, _ outGroup: Int32) -> UInt64 {
    UInt64(inGroup) << 32 | UInt64(outGroup)
  }
}
