import PartyMatch
import TradeModel

/// Finds the goods lines that record one movement: the export of one country and the import of
/// another, or either and a bill of lading.
///
/// Two rows of different sources mirror each other when their countries agree, their parties agree
/// (or one party and the subheading), the import follows the export within `longestVoyage` days, and
/// weight, else quantity, else value agrees. The closest pairs are taken first, and a movement has
/// at most one row of each source, so that equal shipments on equal days pair one to one.
///
/// A class, because copying two dozen columns for every closure that looks at one is slow.
final class MirrorMatching {
  /// Most days from the acceptance of the export to that of the import.
  static let longestVoyage: Int32 = 16
  /// Days by which two records of the same side, or a bill of lading, may lie apart.
  static let filingSlack: Int32 = 3
  /// Greatest difference of weight or quantity, as a natural logarithm.
  static let amountTolerance = 0.12

  /// The logarithm of gross over net weight that packing explains.
  static let packing = -0.02...0.34

  let records: RecordColumns
  private var parent: [Int32]
  private var sourcesSeen: [Int32: Set<Int16>] = [:]
  private var links: [MovementLink] = []
  /// Master bills whose goods house bills record.
  private var masters: Set<Int32> = []

  /// For each row of the table, the first row of its movement; the row itself where it stands alone.
  static func movements(in records: RecordColumns) -> [Int32] {
    matches(in: records).roots
  }

  /// The same, with the pairs of rows that record one movement or may, in the order in which they were
  /// found, and with the master bills among the rows.
  static func matches(in records: RecordColumns) -> Matches {
    let matching = MirrorMatching(records)
    let bothParties = matching.candidates(strict: false) { row in
      Key(
        shipper: records.shipper[row].raw, consignee: records.consignee[row].raw, hs6: -1,
        from: records.from[row], to: records.to[row])
    }
    let consigneeOnly = matching.candidates(strict: true) { row in
      Key(
        shipper: -1, consignee: records.consignee[row].raw, hs6: records.hs6[row],
        from: records.from[row], to: records.to[row])
    }
    let shipperOnly = matching.candidates(strict: true) { row in
      Key(
        shipper: records.shipper[row].raw, consignee: -1, hs6: records.hs6[row],
        from: records.from[row], to: records.to[row])
    }
    matching.join(bothParties, because: .bothParties)
    matching.join(consigneeOnly, because: .consigneeAndItem)
    matching.join(shipperOnly, because: .shipperAndItem)
    for link in matching.masterBills() {
      // A master bill of several house bills is told once with the first of them.
      if matching.masters.insert(link.other).inserted { matching.unite(link.one, link.other) }
      matching.links.append(link)
    }
    for link in matching.repeatedFilings() {
      if link.isCountedOnce { matching.unite(link.one, link.other) }
      matching.links.append(link)
    }
    return Matches(
      roots: (0..<Int32(records.count)).map { matching.root($0) }, links: matching.links,
      masters: matching.masters)
  }

  /// What was found.
  struct Matches {
    /// For each row, the first row of its movement.
    let roots: [Int32]
    /// Pairs of rows.
    let links: [MovementLink]
    /// Rows that are master bills of other rows.
    let masters: Set<Int32>
  }

  private struct Key: Hashable {
    let shipper: Int32
    let consignee: Int32
    let hs6: Int32
    let from: CountryCode
    let to: CountryCode
  }

  private struct Pair {
    let one: Int32
    let other: Int32
    let cost: Double
  }

  private init(_ records: RecordColumns) {
    self.records = records
    parent = Array(0..<Int32(records.count))
  }

  /// Pairs of one group that may be one movement, whichever group they fall in.
  private func candidates(strict: Bool, by key: (Int) -> Key) -> [Pair] {
    var groups: [Key: [Int32]] = [:]
    for row in 0..<records.count where records.movesGoods(row) && records.kind[row] != .transit {
      groups[key(row), default: []].append(Int32(row))
    }
    var pairs: [Pair] = []
    for rows in groups.values where rows.count > 1 {
      let sorted = rows.sorted { records.date[Int($0)] < records.date[Int($1)] }
      guard Set(sorted.map { records.source[Int($0)] }).count > 1 else { continue }
      for (position, one) in sorted.enumerated() {
        for other in sorted[(position + 1)...] {
          guard records.date[Int(other)] - records.date[Int(one)] <= Self.longestVoyage else {
            break
          }
          if let cost = cost(Int(one), Int(other), strict: strict) {
            pairs.append(Pair(one: one, other: other, cost: cost))
          }
        }
      }
    }
    return pairs.sorted { one, other in
      if one.cost != other.cost { return one.cost < other.cost }
      let (first, second) = (keys(of: one), keys(of: other))
      return first.0 != second.0 ? first.0 < second.0 : first.1 < second.1
    }
  }

  /// The identity keys of a pair, the smaller first: breaks ties whatever the order of rows.
  private func keys(of pair: Pair) -> (UInt64, UInt64) {
    let (one, other) = (records.orderKey[Int(pair.one)], records.orderKey[Int(pair.other)])
    return one < other ? (one, other) : (other, one)
  }

  /// How ill two rows fit, or nil where they cannot be one movement.
  ///
  /// `one` is not the later.
  private func cost(_ one: Int, _ other: Int, strict: Bool) -> Double? {
    guard records.source[one] != records.source[other],
      let lag = lag(one, other),
      let misfit = misfit(one, other, strict: strict)
    else { return nil }
    return misfit + 0.005 * Double(abs(lag))
  }

  /// Days from export to import, or between two records of one side; nil where out of the window.
  private func lag(_ one: Int, _ other: Int) -> Int32? {
    let importsFirst = records.kind[one] == .import
    let importsSecond = records.kind[other] == .import
    let days = records.date[other] - records.date[one]
    let hasBill = isBillOfLading(one) || isBillOfLading(other)
    if importsFirst == importsSecond {
      // Two exports of one movement are a customs row and a bill of lading, never two customs rows.
      return hasBill ? days : nil
    }
    let lag = importsFirst ? -days : days
    let least = hasBill ? -Self.filingSlack : 0
    return lag >= least ? lag : nil
  }

  func isBillOfLading(_ row: Int) -> Bool { records.bills[Int32(row)] != nil }

  /// Whether another source recorded the movement of a row.
  func hasCounterpart(_ row: Int32) -> Bool { (sourcesSeen[root(row)]?.count ?? 1) > 1 }

  private func misfit(_ one: Int, _ other: Int, strict: Bool) -> Double? {
    let weight = weightMisfit(one, other)
    // Amounts are compared within a dimension: kilograms beside pieces say nothing.
    let quantity =
      records.unit[one] == records.unit[other]
      ? Self.logRatio(records.quantity[one], records.quantity[other]) : nil
    let value = Self.logRatio(records.value[one], records.value[other])
    if strict {
      guard records.hs6[one] == records.hs6[other], value ?? 0 < 0.3 else { return nil }
    }
    let tolerance = strict ? 0.08 : Self.amountTolerance
    switch (weight, quantity, value) {
    case (let weight?, _, _): if weight >= tolerance { return nil }
    case (nil, let quantity?, let value): if quantity >= 0.12 || value ?? 0 > 0.5 { return nil }
    case (nil, nil, let value?): if value >= 0.25 { return nil }
    case (nil, nil, nil): return nil
    }
    return (weight ?? 0.06) + 0.3 * min(quantity ?? 0.1, 0.3) + 0.2 * (value ?? 0.1)
  }

  /// How far the weights are apart; nil where nothing is known of both.
  ///
  /// A bill of lading often states the gross weight only. Beside a net weight it fits where packing
  /// explains the difference, and then as well as weights that are not known.
  private func weightMisfit(_ one: Int, _ other: Int) -> Double? {
    if let net = Self.logRatio(records.weight[one], records.weight[other]) { return net }
    if let gross = Self.logRatio(records.grossWeight[one], records.grossWeight[other]) {
      return gross
    }
    let packing = [(one, other), (other, one)].lazy.map { [records] gross, net in
      logarithm(records.grossWeight[gross] / records.weight[net])
    }.first { !$0.isNaN }
    return packing.map { Self.packing.contains($0) ? 0.06 : .infinity }
  }

  static func logRatio(_ one: Double, _ other: Double) -> Double? {
    one.isNaN || other.isNaN ? nil : abs(logarithm(one / other))
  }

  private func join(_ pairs: [Pair], because reason: MovementLink.Reason) {
    for pair in pairs {
      let (one, other) = (root(pair.one), root(pair.other))
      if one == other { continue }
      let firstSources = sourcesSeen[one] ?? [records.source[Int(one)]]
      let secondSources = sourcesSeen[other] ?? [records.source[Int(other)]]
      guard firstSources.isDisjoint(with: secondSources) else { continue }
      links.append(
        MovementLink(one: pair.one, other: pair.other, reason: reason, misfit: pair.cost))
      unite(one, other)
    }
  }

  /// Makes one movement of those of two rows.
  private func unite(_ one: Int32, _ other: Int32) {
    let (one, other) = (root(one), root(other))
    guard one != other else { return }
    let (kept, joined) = one < other ? (one, other) : (other, one)
    let sources = [kept, joined].map { sourcesSeen[$0] ?? [records.source[Int($0)]] }
    parent[Int(joined)] = kept
    sourcesSeen[joined] = nil
    sourcesSeen[kept] = sources[0].union(sources[1])
  }

  private func root(_ row: Int32) -> Int32 {
    var row = row
    while parent[Int(row)] != row {
      parent[Int(row)] = parent[Int(parent[Int(row)])]
      row = parent[Int(row)]
    }
    return row
  }
}
