/// SplitMix64: the same numbers from the same seed on every platform and release.
///
/// - SeeAlso: Steele, Lea and Flood, *Fast splittable pseudorandom number generators*, 2014.
public struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A stream of its own for each seed.
  public init(seed: UInt64) { state = seed }

  /// The next sixty-four bits.
  public mutating func next() -> UInt64 {
    // Wrapping is what this generator is defined by.
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A whole number from zero to below a bound, each as likely.
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "a choice needs something to choose from")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
