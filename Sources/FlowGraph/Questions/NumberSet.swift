/// A set of numbered nodes, legs or families, one bit for each number.
public struct NumberSet: Sendable, Equatable {
  private var words: [UInt64]

  /// Makes the set of some numbers, none below zero.
  public init(_ members: some Sequence<Int>) {
    words = []
    for member in members { insert(member) }
  }

  /// Makes the set of the numbers below `count` that fulfil a condition.
  public init(below count: Int, where isMember: (Int) -> Bool) {
    words = [UInt64](repeating: 0, count: (count + 63) / 64)
    for word in words.indices {
      var bits: UInt64 = 0
      for bit in 0..<min(64, count - word * 64) where isMember(word * 64 + bit) {
        bits |= 1 &<< UInt64(bit)
      }
      words[word] = bits
    }
  }

  /// Adds one number.
  public mutating func insert(_ member: Int) {
    precondition(member >= 0, "a set of numbers holds none below zero, got \(member)")
    while words.count <= member / 64 { words.append(0) }
    words[member / 64] |= 1 << UInt64(member % 64)
  }

  /// Whether a number is in the set.
  public func contains(_ member: Int) -> Bool {
    let word = member >> 6
    return word >= 0 && word < words.count && words[word] &>> UInt64(member & 63) & 1 == 1
  }

  /// One more than the highest number that the table has a bit for.
  var capacity: Int { words.count * 64 }

  /// Adds a bit to the byte of every member.
  func mark(_ bit: UInt8, in bytes: inout [UInt8]) {
    var bytes = bytes.mutableSpan
    for word in words.indices where words[word] != 0 {
      let bits = words[word]
      for place in 0..<64 {
        bytes[word * 64 + place] |= UInt8(truncatingIfNeeded: bits &>> UInt64(place) & 1) &* bit
      }
    }
  }

  /// The lowest number in the set.
  var first: Int? {
    words.firstIndex { $0 != 0 }.map { $0 * 64 + words[$0].trailingZeroBitCount }
  }

  /// The highest number in the set.
  var last: Int? {
    words.lastIndex { $0 != 0 }.map { $0 * 64 + 63 - words[$0].leadingZeroBitCount }
  }

  /// How many numbers are in the set.
  public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Two sets are equal when they have the same members, however far their tables reach.
  public static func == (first: NumberSet, second: NumberSet) -> Bool {
    let common = min(first.words.count, second.words.count)
    return first.words[..<common] == second.words[..<common]
      && first.words[common...].allSatisfy { $0 == 0 }
      && second.words[common...].allSatisfy { $0 == 0 }
  }
}
