/// Deals the departure days of a hub's outgoing legs out anew, within family and period.
struct ChanceShuffle: Sendable {
  /// Days on which periods begin, rising; days before the first are a period too.
  private let periodStarts: [Int32]
  private let seed: UInt64

  init(periodStarts: [Int32], seed: UInt64) {
    precondition(
      zip(periodStarts, periodStarts.dropFirst()).allSatisfy { $0 < $1 },
      "the days on which periods begin must rise")
    self.periodStarts = periodStarts
    self.seed = seed
  }

  /// The groups within which the legs of one hub exchange days: by family, then period.
  func groups(of legs: [Int32], in columns: LegColumns) -> [[Int]] {
    var groups: [UInt64: [Int]] = [:]
    for (place, leg) in legs.enumerated() {
      let family = UInt64(UInt16(bitPattern: columns.family[Int(leg)]))
      let period = UInt64(period(of: columns.departure[Int(leg)]))
      groups[family << 32 | period, default: []].append(place)
    }
    return groups.sorted { $0.key < $1.key }.map(\.value)
  }

  private func period(of day: Int32) -> Int {
    var low = 0
    var high = periodStarts.count
    while low < high {
      let middle = (low + high) / 2
      if periodStarts[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The days of a hub's legs in one round; hubs and rounds know nothing of each other.
  func days(_ days: [Int32], groups: [[Int]], hub: Int32, round: Int) -> [Int32] {
    var generator = ChanceGenerator(seed: seed, hub: hub, round: round)
    var shuffled = days
    for group in groups where group.count > 1 {
      // Fisher and Yates, from the end.
      for last in stride(from: group.count - 1, to: 0, by: -1) {
        let other = generator.number(below: last + 1)
        shuffled.swapAt(group[last], group[other])
      }
    }
    return shuffled
  }
}

/// SplitMix64, seeded by what the numbers are for.
private struct ChanceGenerator {
  private var state: UInt64

  init(seed: UInt64, hub: Int32, round: Int) {
    state = seed
    state = next() ^ UInt64(UInt32(bitPattern: hub))
    state = next() ^ UInt64(round)
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// A number below `count`, all equally likely (Lemire's method).
  mutating func number(below count: Int) -> Int {
    let count = UInt64(count)
    var product = next().multipliedFullWidth(by: count)
    if product.low < count {
      let least = (0 &- count) % count
      while product.low < least { product = next().multipliedFullWidth(by: count) }
    }
    return Int(product.high)
  }
}
