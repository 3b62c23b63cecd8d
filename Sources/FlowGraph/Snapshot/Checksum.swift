/// XXH64, a checksum that runs at the speed of memory.
///
/// It finds accidents, not forgeries. The algorithm is the published one, so that other programs
/// (`xxhsum -H1`) find the same numbers.
///
/// - SeeAlso: Collet, *xxHash fast digest algorithm*, specification 0.1.1.
enum Checksum {
  private static let primes: [5 of UInt64] = [
    0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63,
    0x27D4_EB2F_1656_67C5,
  ]

  /// The checksum of `bytes` with seed 0.
  static func of(_ bytes: RawSpan) -> UInt64 {
    // All arithmetic here is modulo 2^64 by definition.
    var hash: UInt64
    var place = 0
    if bytes.byteCount >= 32 {
      var first = primes[0] &+ primes[1]
      var second = primes[1]
      var third: UInt64 = 0
      var fourth = 0 &- primes[0]
      while place &+ 32 <= bytes.byteCount {
        first = mixed(first, word(bytes, place))
        second = mixed(second, word(bytes, place &+ 8))
        third = mixed(third, word(bytes, place &+ 16))
        fourth = mixed(fourth, word(bytes, place &+ 24))
        place &+= 32
      }
      hash = turned(first, 1) &+ turned(second, 7) &+ turned(third, 12) &+ turned(fourth, 18)
      for lane in [first, second, third, fourth] {
        hash = (hash ^ mixed(0, lane)) &* primes[0] &+ primes[3]
      }
    } else {
      hash = primes[4]
    }
    hash = hash &+ UInt64(bytes.byteCount)
    return finished(tail(of: bytes, from: place, into: hash))
  }

  private static func tail(of bytes: RawSpan, from start: Int, into began: UInt64) -> UInt64 {
    var hash = began
    var place = start
    while place &+ 8 <= bytes.byteCount {
      hash = turned(hash ^ mixed(0, word(bytes, place)), 27) &* primes[0] &+ primes[3]
      place &+= 8
    }
    if place &+ 4 <= bytes.byteCount {
      let half = UInt64(
        unsafe UInt32(
          littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt32.self)))
      hash = turned(hash ^ (half &* primes[0]), 23) &* primes[1] &+ primes[2]
      place &+= 4
    }
    while place < bytes.byteCount {
      let byte = unsafe UInt64(bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self))
      hash = turned(hash ^ (byte &* primes[4]), 11) &* primes[0]
      place &+= 1
    }
    return hash
  }

  private static func finished(_ hash: UInt64) -> UInt64 {
    var hash = (hash ^ hash &>> 33) &* primes[1]
    hash = (hash ^ hash &>> 29) &* primes[2]
    return hash ^ hash &>> 32
  }

  private static func word(_ bytes: RawSpan, _ place: Int) -> UInt64 {
    // Any bits are a number, and the span checks its bounds.
    unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
  }

  private static func mixed(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    turned(lane &+ word &* primes[1], 31) &* primes[0]
  }

  private static func turned(_ word: UInt64, _ bits: UInt64) -> UInt64 {
    word &<< bits | word &>> (64 &- bits)
  }
}
