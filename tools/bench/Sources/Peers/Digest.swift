/// SHA-256, for the digests by which answers of engines are compared.
enum Digest {
  private static let begin = roots(of: 8) { $0.squareRoot() }
  private static let keys = roots(of: 64) { cubeRoot($0) }

  /// The digest of `bytes` in hexadecimal digits.
  static func sha256(_ bytes: [UInt8]) -> String {
    var padded = bytes + [0x80]
    while padded.count % 64 != 56 { padded.append(0) }
    let bits = UInt64(bytes.count) * 8
    padded += (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
    var state = begin
    let keys = self.keys
    for start in stride(from: 0, to: padded.count, by: 64) {
      compress(padded[start..<(start + 64)], keys: keys, into: &state)
    }
    return state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  private static func compress(
    _ block: ArraySlice<UInt8>, keys: [UInt32], into state: inout [UInt32]
  ) {
    var words = [UInt32](repeating: 0, count: 64)
    for index in 0..<16 {
      let place = block.startIndex + index * 4
      words[index] = block[place..<(place + 4)].reduce(0) { $0 << 8 | UInt32($1) }
    }
    for index in 16..<64 {
      let first = words[index - 15]
      let second = words[index - 2]
      let mixed = turned(first, 7) ^ turned(first, 18) ^ first >> 3
      let other = turned(second, 17) ^ turned(second, 19) ^ second >> 10
      words[index] = words[index - 16] &+ mixed &+ words[index - 7] &+ other
    }
    var work = state
    for index in 0..<64 {
      let last = turned(work[4], 6) ^ turned(work[4], 11) ^ turned(work[4], 25)
      let choice = (work[4] & work[5]) ^ (~work[4] & work[6])
      let one = work[7] &+ last &+ choice &+ keys[index] &+ words[index]
      let first = turned(work[0], 2) ^ turned(work[0], 13) ^ turned(work[0], 22)
      let majority = (work[0] & work[1]) ^ (work[0] & work[2]) ^ (work[1] & work[2])
      for place in (1..<8).reversed() { work[place] = work[place - 1] }
      work[0] = one &+ first &+ majority
      work[4] = work[4] &+ one
    }
    for index in 0..<8 { state[index] = state[index] &+ work[index] }
  }

  private static func turned(_ word: UInt32, _ bits: UInt32) -> UInt32 {
    word >> bits | word << (32 - bits)
  }

  /// The first 32 bits of the fractions of roots of the first primes.
  private static func roots(of count: Int, _ root: (Double) -> Double) -> [UInt32] {
    (2...311).filter { number in (2..<number).allSatisfy { number % $0 != 0 } }.prefix(count)
      .map { prime in
        let value = root(Double(prime))
        return UInt32((value - value.rounded(.down)) * 0x1p32)
      }
  }

  /// By Newton's method; a double holds the 35 bits that are needed.
  private static func cubeRoot(_ value: Double) -> Double {
    var root = value
    for _ in 0..<100 { root -= (root * root * root - value) / (3 * root * root) }
    return root
  }
}
