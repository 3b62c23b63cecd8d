/// SplitMix64: the same numbers from the same seed, everywhere.
public struct SplitMix {
  private var state: UInt64

  /// The numbers of a seed.
  public init(state: UInt64) { self.state = state }

  /// The next number, at least 0 and below `limit`.
  public mutating func below(_ limit: Int) -> Int {
    // Wrapping is what this generator is defined by.
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
  }
}
