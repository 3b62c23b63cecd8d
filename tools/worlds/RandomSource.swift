/// A seeded stream of chance: xoshiro256** filled from SplitMix64.
///
/// Written out here because the same seed must give the same world on every platform and release,
/// which the standard library does not promise for its shuffles and ranges.
struct RandomSource {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  init(seed: UInt64) {
    var mixer = SplitMix(state: seed)
    state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
  }

  /// A stream of its own for one purpose, so that adding a draw elsewhere does not move this one.
  init(seed: UInt64, purpose: UInt64) {
    var mixer = SplitMix(state: seed &* 0x9E37_79B9_7F4A_7C15 ^ purpose)
    self.init(seed: mixer.next())
  }

  mutating func bits() -> UInt64 {
    let result = rotate(state.1 &* 5, by: 7) &* 9  // all arithmetic here is modulo 2^64
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotate(state.3, by: 45)
    return result
  }

  /// Even over 0 ..< 1.
  mutating func fraction() -> Double {
    Double(bits() >> 11) * 0x1p-53
  }

  mutating func happens(_ probability: Double) -> Bool {
    fraction() < probability
  }

  mutating func below(_ count: Int) -> Int {
    precondition(count > 0, "a choice needs something to choose from")
    return Int(bits().multipliedFullWidth(by: UInt64(count)).high)
  }

  mutating func whole(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  mutating func real(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + fraction() * (range.upperBound - range.lowerBound)
  }

  mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[below(choices.count)]
  }

  /// Index of a choice, each as likely as its weight.
  mutating func pick(weights: [Double]) -> Int {
    var left = fraction() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      left -= weight
      if left < 0 { return index }
    }
    return weights.count - 1
  }

  mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, below(last + 1))
    }
  }

  private func rotate(_ value: UInt64, by count: UInt64) -> UInt64 {
    value << count | value >> (64 &- count)
  }
}

/// Steele, Lea and Flood's SplitMix64: turns any seed, also 0, into well-mixed words.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}
