/// Movements of goods between numbered nodes, one column for each fact; a leg's number is its index.
///
/// Node numbers, family numbers and day numbers should be dense (0, 1, 2 …): tables are sized by
/// them and sort keys are packed from them. Leg numbers also break ties between equal shares, so
/// a caller who wants a result that does not depend on the order of its input numbers its legs
/// in a canonical order first.
///
/// A leg *takes part* in attribution when it has a family (≥ 0), a quantity above zero, and two
/// different ends. The others keep their numbers and nothing is ever attributed to them.
public struct LegColumns: Sendable {
  /// The node that each leg leaves; 0 or more.
  public var sender: [Int32]
  /// The node that each leg reaches; 0 or more.
  public var receiver: [Int32]
  /// The family of goods of each leg; below zero for goods of no family.
  public var family: [Int16]
  /// The day on which each leg leaves its sender.
  public var departure: [Int32]
  /// The day on which the goods can be used at the receiver, never before `departure`.
  public var arrival: [Int32]
  /// The quantity of each leg in thousandths of the unit of account; 0 or more.
  public var quantity: [Int64]
  /// The class of dwell of each leg, which says how long its goods may stay where they arrive; empty
  /// while all legs are of class 0.
  public internal(set) var dwellClass: [UInt8] = []

  /// Makes empty columns with room for `legCount` legs.
  public init(reserving legCount: Int = 0) {
    sender = []
    receiver = []
    family = []
    departure = []
    arrival = []
    quantity = []
    sender.reserveCapacity(legCount)
    receiver.reserveCapacity(legCount)
    family.reserveCapacity(legCount)
    departure.reserveCapacity(legCount)
    arrival.reserveCapacity(legCount)
    quantity.reserveCapacity(legCount)
  }

  /// The number of legs.
  public var count: Int { quantity.count }

  /// Adds one leg; its number is the count of legs before it.
  public mutating func append(
    sender: Int32, receiver: Int32, family: Int16, departure: Int32, arrival: Int32,
    quantity: Int64, dwellClass: UInt8 = 0
  ) {
    if dwellClass > 0 || !self.dwellClass.isEmpty {
      fillDwellClasses()
      self.dwellClass.append(dwellClass)
    }
    self.sender.append(sender)
    self.receiver.append(receiver)
    self.family.append(family)
    self.departure.append(departure)
    self.arrival.append(arrival)
    self.quantity.append(quantity)
  }

  /// Makes room for more legs, so that adding these copies nothing.
  mutating func makeRoom(for more: Int) {
    sender.reserveCapacity(count + more)
    receiver.reserveCapacity(count + more)
    family.reserveCapacity(count + more)
    departure.reserveCapacity(count + more)
    arrival.reserveCapacity(count + more)
    quantity.reserveCapacity(count + more)
    if !dwellClass.isEmpty { dwellClass.reserveCapacity(count + more) }
  }

  /// Adds all legs of other columns.
  mutating func append(contentsOf other: LegColumns) {
    if !dwellClass.isEmpty || !other.dwellClass.isEmpty {
      fillDwellClasses()
      dwellClass += other.dwellClass
    }
    sender += other.sender
    receiver += other.receiver
    family += other.family
    departure += other.departure
    arrival += other.arrival
    quantity += other.quantity
    if !dwellClass.isEmpty { fillDwellClasses() }
  }

  /// Writes class 0 down for the legs that have none written yet.
  private mutating func fillDwellClasses() {
    dwellClass += repeatElement(0, count: count - dwellClass.count)
  }

  /// The class of dwell of a leg.
  public func dwellClass(of leg: Int32) -> Int {
    dwellClass.isEmpty ? 0 : Int(dwellClass[Int(leg)])
  }

  /// One more than the highest class of dwell of any leg.
  var dwellClassCount: Int { Int(dwellClass.max() ?? 0) + 1 }

  /// Asserts that the columns have one length and that every leg is well formed.
  public func checkInvariants() {
    assert(
      [sender.count, receiver.count, family.count, departure.count, arrival.count]
        .allSatisfy { $0 == quantity.count }, "columns of different lengths")
    assert(dwellClass.isEmpty || dwellClass.count == count, "a leg without a dwell class")
    for leg in 0..<count {
      assert(sender[leg] >= 0 && receiver[leg] >= 0, "leg \(leg): node below zero")
      assert(arrival[leg] >= departure[leg], "leg \(leg): arrives before it departs")
      assert(quantity[leg] >= 0, "leg \(leg): quantity below zero")
    }
  }

  /// Whether a leg can give or receive attributed quantity at all.
  public func takesPart(leg: Int) -> Bool {
    family[leg] >= 0 && quantity[leg] > 0 && sender[leg] != receiver[leg]
  }
}
