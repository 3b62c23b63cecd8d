@testable import FlowGraph

/// SplitMix64: small, seeded, the same on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

/// Small random trades of the shapes that tests need.
struct RandomTrade {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  /// Legs among a few nodes, with self-loops, goods of no family and empty legs among them.
  mutating func legs(
    nodes: Int, families: Int, days: Int, count: Int, longestVoyage: Int = 2,
    largestQuantity: Int = 20
  ) -> LegColumns {
    var legs = LegColumns(reserving: count)
    for _ in 0..<count {
      let departure = Int32(number(0...(days - 1)))
      legs.append(
        sender: Int32(number(0...(nodes - 1))), receiver: Int32(number(0...(nodes - 1))),
        family: Int16(number(0...19) == 0 ? -1 : number(0...(families - 1))),
        departure: departure, arrival: departure + Int32(number(0...longestVoyage)),
        quantity: Int64(number(0...9) == 0 ? 0 : number(1...largestQuantity)))
    }
    return legs
  }

  /// Legs into and out of node 0 only, each with an other end of its own.
  mutating func hub(
    incoming: Int, outgoing: Int, families: Int = 1, days: Int = 8, largestQuantity: Int = 9
  ) -> LegColumns {
    var legs = LegColumns()
    for other in 1..<(incoming + outgoing + 1) {
      let day = Int32(number(0...(days - 1)))
      let comesIn = other <= incoming
      legs.append(
        sender: comesIn ? Int32(other) : 0, receiver: comesIn ? 0 : Int32(other),
        family: Int16(number(0...(families - 1))), departure: day, arrival: day,
        quantity: Int64(number(1...largestQuantity)))
    }
    return legs
  }

  /// A window of at most `longest` days.
  mutating func window(longest: Int) -> DwellWindow {
    let minimum = number(0...2)
    return DwellWindow(minimum: Int32(minimum), maximum: Int32(minimum + number(0...longest)))
  }

  /// Windows of some classes, each of at most `longest` days.
  mutating func windows(classes: Int, longest: Int) -> DwellWindows {
    DwellWindows(byClass: (0..<classes).map { _ in window(longest: longest) })
  }

  /// The same legs, each of one of some dwell classes.
  mutating func dealt(_ legs: LegColumns, classes: Int) -> LegColumns {
    var dealt = LegColumns(reserving: legs.count)
    for leg in 0..<legs.count {
      dealt.append(leg: leg, of: legs, dwellClass: UInt8(number(0...(classes - 1))))
    }
    return dealt
  }

  /// Some transforms between families, with three penalties.
  mutating func transforms(families: Int, count: Int) -> FamilyTransforms {
    var transforms = FamilyTransforms(familyCount: families)
    for _ in 0..<count {
      transforms.allow(
        from: Int16(number(0...(families - 1))), to: Int16(number(0...(families - 1))),
        penalty: UInt8(number(1...3)))
    }
    return transforms
  }

  /// A random order of 0..<count.
  mutating func order(_ count: Int) -> [Int] {
    Array(0..<count).shuffled(using: &generator)
  }
}

extension LegColumns {
  /// The legs in another order: leg `order[i]` of these becomes leg `i`.
  func reordered(_ order: [Int]) -> LegColumns {
    var legs = LegColumns(reserving: count)
    for leg in order { legs.append(leg: leg, of: self) }
    return legs
  }

  mutating func append(leg: Int, of other: LegColumns, dwellClass: UInt8? = nil) {
    append(
      sender: other.sender[leg], receiver: other.receiver[leg], family: other.family[leg],
      departure: other.departure[leg], arrival: other.arrival[leg], quantity: other.quantity[leg],
      dwellClass: dwellClass ?? UInt8(other.dwellClass(of: Int32(leg))))
  }
}

/// Who passed how much on to whom through which hub.
struct PartyPair: Hashable {
  var from: Int32
  var hub: Int32
  var to: Int32
}

extension LegGraph {
  /// The attributed quantity of every pair of counterparties at every hub.
  func totals(of legs: LegColumns) -> [PartyPair: Int64] {
    var totals: [PartyPair: Int64] = [:]
    for edge in 0..<edgeCount {
      let incoming = Int(source[edge])
      let outgoing = Int(target[edge])
      let pair = PartyPair(
        from: legs.sender[incoming], hub: legs.receiver[incoming], to: legs.receiver[outgoing])
      totals[pair, default: 0] += quantity[edge]
    }
    return totals
  }
}
