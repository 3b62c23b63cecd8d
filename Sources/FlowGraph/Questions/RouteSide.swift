/// One side of all hubs that a question is about: rows by family, node, day and leg number.
struct RouteSide: Sendable {
  let legs: [Int32]
  let days: [Int32]
  let quantities: [Int64]
  let roles: [LegRoles]
  /// Family and node of each run of rows, rising.
  let hubs: [UInt64]
  /// Rows of run `run` are at `offsets[run]..<offsets[run + 1]`.
  let offsets: [Int32]

  /// The number of rows.
  var count: Int { legs.count }

  /// The rows of a run.
  func rows(of run: Int) -> Range<Int> { Int(offsets[run])..<Int(offsets[run + 1]) }

  /// Sorts those rows that are wanted; they are listed by rising leg number.
  init(sorting rows: borrowing Span<RouteRow>, where isWanted: (RouteRow) -> Bool) {
    let order = Self.order(of: rows, where: isWanted)
    let places = order.span
    self.init(count: places.count) { rows[Int(places[$0])] }
  }

  /// Takes columns that are already sorted.
  init(
    legs: [Int32], days: [Int32], quantities: [Int64], roles: [LegRoles], hubs: [UInt64],
    offsets: [Int32]
  ) {
    self.legs = legs
    self.days = days
    self.quantities = quantities
    self.roles = roles
    self.hubs = hubs
    self.offsets = offsets
  }

  /// All of some sides as one; the hubs of each come after those of the one before.
  static func joined(_ sides: [RouteSide]) -> RouteSide {
    if sides.count == 1 { return sides[0] }
    var offsets: [Int32] = []
    offsets.reserveCapacity(sides.reduce(1) { $0 + $1.hubs.count })
    var count = 0
    for side in sides {
      for start in side.offsets.dropLast() { offsets.append(start + Int32(count)) }
      count += side.count
      precondition(count < Int(Int32.max), "row numbers are Int32: too many legs")
    }
    offsets.append(Int32(count))
    return RouteSide(
      legs: Parallel.joined(sides.map { $0.legs }), days: Parallel.joined(sides.map { $0.days }),
      quantities: Parallel.joined(sides.map { $0.quantities }),
      roles: Parallel.joined(sides.map { $0.roles }),
      hubs: Parallel.joined(sides.map { $0.hubs }), offsets: offsets)
  }

  private init(count: Int, row: (Int) -> RouteRow) {
    precondition(count < Int(Int32.max), "row numbers are Int32: too many legs")
    var hubs: [UInt64] = []
    var offsets: [Int32] = []
    var legs: [Int32] = []
    var days: [Int32] = []
    var roles: [LegRoles] = []
    legs.reserveCapacity(count)
    days.reserveCapacity(count)
    roles.reserveCapacity(count)
    var last = UInt64.max
    quantities = [Int64](capacity: count) { quantities in
      for index in 0..<count {
        let row = row(index)
        if row.hub != last {
          hubs.append(row.hub)
          offsets.append(Int32(truncatingIfNeeded: index))
          last = row.hub
        }
        legs.append(row.leg)
        days.append(row.day)
        roles.append(row.roles)
        quantities.append(row.quantity)
      }
    }
    offsets.append(Int32(count))
    self.hubs = hubs
    self.offsets = offsets
    self.legs = legs
    self.days = days
    self.roles = roles
  }

  /// The places of wanted rows by hub and day; rows alike in both keep their order.
  static func order(
    of rows: borrowing Span<RouteRow>, where isWanted: (RouteRow) -> Bool = { _ in true }
  ) -> [Int32] {
    let extent = Extent(of: rows)
    let placeBits = rows.count.bitLength
    let nodeBits = (extent.lastNode &- extent.firstNode).bitLength
    // Filings come by day as a rule, and then days need no sorting.
    let dayBits = extent.isByDay ? 0 : (extent.lastDay - extent.firstDay).bitLength
    let familyBits = (extent.lastFamily &- extent.firstFamily).bitLength
    var words: [UInt64]
    if nodeBits + dayBits + familyBits + placeBits <= 64 {
      words = Self.kept(rows.count) { place in
        let row = rows[place]
        let day = dayBits == 0 ? 0 : UInt64(Int(row.day) - extent.firstDay)
        let node = (row.hub & 0xFFFF_FFFF) &- extent.firstNode
        let family = (row.hub &>> 32) &- extent.firstFamily
        let key = (family &<< UInt64(nodeBits) | node) &<< UInt64(dayBits) | day
        return (key &<< UInt64(placeBits) | UInt64(place), isWanted(row))
      }
      RadixSort.sort(&words, bits: placeBits..<(placeBits + nodeBits + dayBits + familyBits))
    } else {
      // By day first, then by hub: the sort keeps the order of equals.
      words = rows.indices.filter { isWanted(rows[$0]) }.map {
        UInt64(Int(rows[$0].day) - extent.firstDay) &<< UInt64(placeBits) | UInt64($0)
      }
      RadixSort.sort(&words, bits: placeBits..<(placeBits + dayBits))
      let mask = UInt64(1) &<< UInt64(placeBits) &- 1
      for shift in [UInt64(0), 32] {
        for index in words.indices {
          let place = words[index] & mask
          let half = rows[Int(place)].hub &>> shift & 0xFFFF_FFFF
          words[index] = half &<< UInt64(placeBits) | place
        }
        RadixSort.sort(&words, bits: placeBits..<(placeBits + 32))
      }
    }
    let mask = UInt64(1) &<< UInt64(placeBits) &- 1
    return words.map { Int32(truncatingIfNeeded: $0 & mask) }
  }

  /// The words of wanted places.
  private static func kept(
    _ count: Int, _ word: (Int) -> (word: UInt64, isWanted: Bool)
  ) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: count)
    var kept = 0
    var slots = words.mutableSpan
    for place in 0..<count {
      let (word, isWanted) = word(place)
      // Written in any case: whether a row is wanted is a guess that a processor often gets wrong.
      slots[kept] = word
      kept &+= isWanted ? 1 : 0  // at most the number of places
    }
    words.removeLast(count - kept)
    return words
  }

  /// The span of numbers in some rows.
  private struct Extent {
    var firstDay = 0
    var lastDay = 0
    var firstNode: UInt64 = 0
    var lastNode: UInt64 = 0
    var firstFamily: UInt64 = 0
    var lastFamily: UInt64 = 0
    var isByDay = true

    init(of rows: borrowing Span<RouteRow>) {
      guard !rows.isEmpty else { return }
      let first = rows[0]
      var days = (least: first.day, most: first.day)
      var nodes = (least: UInt64.max, most: UInt64(0))
      var families = nodes
      var last = first.day
      for index in rows.indices {
        let day = rows[index].day
        let node = rows[index].hub & 0xFFFF_FFFF
        let family = rows[index].hub &>> 32
        days = (min(days.least, day), max(days.most, day))
        nodes = (min(nodes.least, node), max(nodes.most, node))
        families = (min(families.least, family), max(families.most, family))
        if day < last { isByDay = false }
        last = day
      }
      (firstDay, lastDay) = (Int(days.least), Int(days.most))
      (firstNode, lastNode) = nodes
      (firstFamily, lastFamily) = families
    }
  }
}
