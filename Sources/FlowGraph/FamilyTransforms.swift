/// Which family of goods may leave a node as which other family, and how far-fetched that is.
///
/// Quantities of all families that may turn into each other are in one unit of account (a
/// conversion is applied before legs are made), so a transform is always one to one. A family
/// may always leave as itself; that has penalty 0 and comes before every transform.
public struct FamilyTransforms: Sendable, Equatable {
  /// A family from which another may be made.
  struct Origin: Sendable, Equatable {
    var penalty: UInt8
    var family: Int16
  }

  /// The number of families; family numbers are below it.
  public let familyCount: Int
  /// For every family the other families it may be made from, by penalty, then by number.
  private(set) var origins: [[Origin]]
  /// Whether every family can only leave as itself.
  private(set) var isIdentity = true

  /// Makes a table of `familyCount` families with no transforms.
  public init(familyCount: Int) {
    precondition(
      familyCount >= 0 && familyCount <= Int(Int16.max) + 1,
      "families are numbered 0 to \(Int16.max), got a count of \(familyCount)")
    self.familyCount = familyCount
    origins = Array(repeating: [], count: familyCount)
  }

  /// Allows goods of family `from` to leave a node as family `to`; repeated calls replace.
  ///
  /// A lower penalty is drawn upon first. Allowing a family to become itself changes nothing.
  public mutating func allow(from: Int16, to: Int16, penalty: UInt8) {
    precondition(
      from >= 0 && Int(from) < familyCount && to >= 0 && Int(to) < familyCount,
      "transform \(from) → \(to) names a family outside 0..<\(familyCount)")
    guard from != to else { return }
    isIdentity = false
    origins[Int(to)].removeAll { $0.family == from }
    let place =
      origins[Int(to)].firstIndex { ($0.penalty, $0.family) > (penalty, from) }
      ?? origins[Int(to)].count
    origins[Int(to)].insert(Origin(penalty: penalty, family: from), at: place)
  }

  /// The penalty for goods of family `from` that leave as family `to`, or nil when they cannot.
  public func penalty(from: Int16, to: Int16) -> UInt8? {
    guard from != to else { return 0 }
    guard to >= 0, Int(to) < familyCount else { return nil }
    return origins[Int(to)].first { $0.family == from }?.penalty
  }

  /// All penalties that a transform has, in rising order.
  var penalties: [UInt8] { Set(origins.joined().map(\.penalty)).sorted() }
}
