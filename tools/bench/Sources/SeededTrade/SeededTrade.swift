import Dispatch
import FlowGraph

/// Legs drawn from a seed, in the proportions of the peers' generator: a few large parties and many
/// small ones, hubs with specialities, five years of days.
///
/// Numbers come from integer arithmetic and multiplications alone, so the legs are the same on every
/// machine and for any number of cores.
public struct SeededTrade: Sendable {
  /// The legs.
  public private(set) var legs = LegColumns()
  /// The value of each leg.
  public private(set) var values: [Int64]
  /// The number of parties.
  public let partyCount: Int
  /// The number of families of goods.
  public let familyCount: Int

  /// Draws legs on all cores.
  public init(
    legCount: Int, seed: UInt64, families: Int = 64, days: Range<Int> = 0..<1_826,
    parties: Int? = nil
  ) {
    let partyCount = parties ?? max(400, legCount / 15)
    self.partyCount = partyCount
    familyCount = families
    var columns = DrawnColumns(count: legCount)
    let sizes = TradeSizes(partyCount: partyCount, familyCount: families)
    columns.draw(seed: seed) { random, leg in
      let day = days.lowerBound + days.count * leg / legCount
      return DrawnLeg(random: &random, day: Int32(day), sizes: sizes)
    }
    legs.sender = columns.senders
    legs.receiver = columns.receivers
    legs.family = columns.families
    legs.departure = columns.days
    legs.arrival = columns.days
    legs.quantity = columns.quantities
    values = columns.values
  }

  /// Routes of some legs from class 0 over class 1 to class 2, within 60 days and a ratio.
  public func question(legs: Int, families: NumberSet? = nil) -> RouteQuestion {
    question(legs: legs...legs, families: families)
  }

  /// Whether each leg leaves class 0, and whether each reaches class 2.
  public var ends: (origins: [Bool], destinations: [Bool]) {
    (
      legs.sender.map { PartyClass(of: Int($0)) == .exporter },
      legs.receiver.map { PartyClass(of: Int($0)) == .destination }
    )
  }

  /// Routes of some numbers of legs from class 0 over class 1 to class 2.
  public func question(legs: ClosedRange<Int>, families: NumberSet? = nil) -> RouteQuestion {
    var question = RouteQuestion(
      dwell: DwellWindow(minimum: 0, maximum: 60),
      transforms: FamilyTransforms(familyCount: familyCount), legCounts: legs)
    question.from = NumberSet(below: partyCount) { PartyClass(of: $0) == .exporter }
    question.via = NumberSet(below: partyCount) { PartyClass(of: $0) == .hub }
    question.to = NumberSet(below: partyCount) { PartyClass(of: $0) == .destination }
    question.ratio = QuantityRatio(from: .init(1, over: 2), through: .init(11, over: 10))
    question.families = families
    return question
  }
}

/// What a party is, by its number.
enum PartyClass: Int {
  case exporter, hub, destination, other

  /// Of every twenty parties five are exporters, four hubs, six at destinations, five elsewhere.
  private static let firsts = [0, 5, 9, 15, 20]

  init(of party: Int) {
    switch party % 20 {
    case ..<5: self = .exporter
    case ..<9: self = .hub
    case ..<15: self = .destination
    default: self = .other
    }
  }

  /// A party of this class; low ranks are drawn far more often than high ones.
  func party(_ random: inout SeededNumbers, sizes: TradeSizes) -> Int32 {
    let size = size
    let members = sizes.members[rawValue]
    let rank = random.skewed(below: members.count, root: members.root)
    return Int32(rank / size * 20 + Self.firsts[rawValue] + rank % size)
  }

  /// How many of twenty parties are of this class.
  var size: Int { Self.firsts[rawValue + 1] - Self.firsts[rawValue] }

  /// Who sends to whom, in hundredths.
  static let pairs: [(share: Int, from: PartyClass, to: PartyClass)] = [
    (18, .exporter, .hub), (16, .hub, .destination), (8, .hub, .hub), (14, .exporter, .destination),
    (12, .exporter, .other), (8, .hub, .other), (8, .destination, .hub), (8, .destination, .other),
    (4, .destination, .exporter), (2, .other, .exporter), (2, .other, .destination),
  ]
}

/// How many parties and families there are to draw from.
struct TradeSizes: Sendable {
  typealias Members = (count: Int, root: Double)

  let members: [Members]
  let families: Members

  init(partyCount: Int, familyCount: Int) {
    members = [PartyClass.exporter, .hub, .destination, .other].map { kind in
      let count = max(2, partyCount / 20 * kind.size)
      return (count, SeededNumbers.root(of: count))
    }
    families = (familyCount, SeededNumbers.root(of: familyCount))
  }
}

/// One leg before it is written into columns.
struct DrawnLeg {
  var sender: Int32
  var receiver: Int32
  var family: Int16
  var day: Int32
  var quantity: Int64
  var value: Int64

  init(random: inout SeededNumbers, day: Int32, sizes: TradeSizes) {
    var draw = random.number(below: 100)
    var kind = 0
    while draw >= PartyClass.pairs[kind].share {
      draw -= PartyClass.pairs[kind].share
      kind += 1
    }
    let pair = PartyClass.pairs[kind]
    sender = pair.from.party(&random, sizes: sizes)
    var receiver = pair.to.party(&random, sizes: sizes)
    while receiver == sender { receiver = pair.to.party(&random, sizes: sizes) }
    self.receiver = receiver
    self.day = day
    if random.number(below: 10) < 6 {
      let specialist = pair.to == .hub ? receiver : sender
      let choice = Int(specialist) &* 7_919 &+ random.number(below: 4) &* 104_729
      family = Int16(choice % sizes.families.count)
    } else {
      family = Int16(
        random.skewed(below: sizes.families.count, root: sizes.families.root))
    }
    let scale = Int64(1) << Int64(3 + random.number(below: 9))
    quantity = 1 + Int64(random.number(below: Int(scale)))
    value = quantity * Int64(1 + random.number(below: 60))
  }
}

/// SplitMix64.
struct SeededNumbers {
  private var state: UInt64

  init(seed: UInt64, block: Int) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(block) &* 0xD1B5_4A32_D192_ED03
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state &>> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed &>> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed &>> 31
  }

  mutating func number(below end: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(end)).high)
  }

  /// A number with density 1 / (n + 1)^0.9, nearly; `root` is the tenth root of `end` and one.
  mutating func skewed(below end: Int, root: Double) -> Int {
    // The inverse of the distribution is a tenth power of a straight line.
    let place = 1 + (root - 1) * Double(next() >> 11) * 0x1p-53
    return min(end - 1, max(0, Int(Self.power(place)) - 1))
  }

  /// The tenth root of a number and one, by Newton's method.
  static func root(of number: Int) -> Double {
    var root = 10.0
    for _ in 0..<60 { root -= (power(root) - Double(number + 1)) / (10 * power(root) / root) }
    return root
  }

  private static func power(_ number: Double) -> Double {
    let square = number * number
    let fourth = square * square
    return fourth * fourth * square
  }
}
