/// A chain of legs, each drawing on the one before, and the quantity that went all the way.
public struct FlowRoute: Sendable, Equatable {
  /// The leg numbers, from origin to destination; 2 or more, all different.
  public let legs: [Int32]
  /// The quantity in thousandths, above zero.
  public let quantity: Int64

  /// Makes a route of some legs with a quantity.
  public init(legs: [Int32], quantity: Int64) {
    self.legs = legs
    self.quantity = quantity
  }
}
