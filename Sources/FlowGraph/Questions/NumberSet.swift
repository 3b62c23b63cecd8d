/// A set of numbered nodes, legs or families, one bit for each number.
public struct NumberSet: Sendable, Equatable {
  private var words: [UInt64]

  /// Makes the set of some numbers, none below zero.
  public init(_ members: some Sequence<Int>) {
    words = []
    for member in members { insert(member) }
  }

  /// Makes the set of the numbers below `count` that fulfil a condition.
  ///
  /// The condition is asked on all cores.
  public init(below count: Int, where isMember: @Sendable (Int) -> Bool) {
    let wordCount = (count + 63) / 64
    let pieces = Parallel.pieceCount(rows: wordCount)
    words = SlicedColumn<UInt64>.build(count: wordCount) { column in
      _ = Parallel.map(count: pieces) { piece in
        let rows = Parallel.rows(of: piece, in: pieces, count: wordCount)
        column.withSlice(rows) { words in
          for index in words.indices {
            let first = (rows.lowerBound + index) * 64
            var bits: UInt64 = 0
            for bit in 0..<min(64, count - first) where isMember(first + bit) {
              bits |= 1 &<< UInt64(bit)
            }
            words[index] = bits
          }
        }
      }
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

  /// The bits, of the lowest numbers first.
  var bits: [UInt64] { words }

  /// The members below a number, rising.
  func members(below end: Int) -> [Int] {
    var members: [Int] = []
    for word in words.indices {
      var bits = words[word]
      while bits != 0 {
        let member = word * 64 + bits.trailingZeroBitCount
        guard member < end else { return members }
        members.append(member)
        bits &= bits &- 1  // takes the lowest bit off
      }
    }
    return members
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
