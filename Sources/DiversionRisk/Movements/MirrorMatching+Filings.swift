import PartyMatch
import TradeModel

extension MirrorMatching {
  /// Values of two filings of the same goods on one day differ by no more, as a natural logarithm.
  static let refiledValueTolerance = 0.05
  /// The same for filings on different days, which have more to prove.
  static let laterValueTolerance = 0.005
  /// More equal filings than this within the slack are a habit, not a slip.
  static let mostRefilings = 8

  /// What two filings of the same goods have in common, with one amount.
  private struct Filing: Hashable {
    let source: Int16
    let kind: DeclarationKind
    let shipper: Int32
    let consignee: Int32
    let from: CountryCode
    let to: CountryCode
    let line: Int32
    let isWeight: Bool
    let amount: UInt64
  }

  private struct Pair: Hashable {
    let first: Int32
    let other: Int32
  }

  /// Rows of one source that say the same under two numbers: parties, amounts, and nearly the day.
  ///
  /// Each row is paired with the first of its kind, so that three filings are two pairs.
  func repeatedFilings() -> [MovementLink] {
    var found: [Pair: (misfit: Double, isHabit: Bool)] = [:]
    for rows in equalFilings() {
      let sorted = rows.sorted { one, other in
        let (first, second) = (records.date[Int(one)], records.date[Int(other)])
        return first != second
          ? first < second : records.orderKey[Int(one)] < records.orderKey[Int(other)]
      }
      var start = 0
      while start < sorted.count {
        let first = sorted[start]
        let end =
          sorted[start...].firstIndex {
            records.date[Int($0)] - records.date[Int(first)] > Self.filingSlack
          } ?? sorted.endIndex
        let others = sorted[(start + 1)..<end]
        if (1...Self.mostRefilings).contains(others.count) {
          for other in others {
            guard let misfit = misfit(ofFiling: first, and: other) else { continue }
            // The same amounts at other times are what these two parties always ship; a pair is met
            // once by quantity and once by weight, in any order.
            let pair = Pair(first: first, other: other)
            found[pair] = (misfit, found[pair]?.isHabit == true || sorted.count > 2)
          }
        }
        start = end
      }
    }
    return links(of: found)
  }

  /// Groups of rows that have quantity or weight in common, with whatever else a filing repeats.
  private func equalFilings() -> [[Int32]] {
    var groups: [Filing: [Int32]] = [:]
    for row in 0..<records.count where records.movesGoods(row) && records.kind[row] != .transit {
      for (isWeight, amount) in [(false, records.quantity[row]), (true, records.weight[row])]
      where !amount.isNaN {
        let filing = Filing(
          source: records.source[row], kind: records.kind[row], shipper: records.shipper[row].raw,
          consignee: records.consignee[row].raw, from: records.from[row], to: records.to[row],
          line: records.line[row], isWeight: isWeight, amount: amount.bitPattern)
        groups[filing, default: []].append(Int32(row))
      }
    }
    return groups.values.filter { $0.count > 1 }
  }

  /// How far two filings are apart; nil where they disagree or too little is known of both.
  private func misfit(ofFiling one: Int32, and other: Int32) -> Double? {
    let (first, second) = (Int(one), Int(other))
    let days = abs(records.date[first] - records.date[second])
    var agreeing = 0
    if records.unit[first] == records.unit[second],
      let apart = Self.logRatio(records.quantity[first], records.quantity[second])
    {
      guard apart == 0 else { return nil }
      agreeing += 1
    }
    if let apart = Self.logRatio(records.weight[first], records.weight[second]) {
      guard apart == 0 else { return nil }
      agreeing += 1
    }
    let value = Self.logRatio(records.value[first], records.value[second])
    if let value {
      guard value < (days == 0 ? Self.refiledValueTolerance : Self.laterValueTolerance) else {
        return nil
      }
      agreeing += 1
    }
    // Two amounts at least, or the day alone would make one of many small parcels.
    return agreeing > 1 ? (value ?? 0) + 0.005 * Double(days) : nil
  }

  private func links(of found: [Pair: (misfit: Double, isHabit: Bool)]) -> [MovementLink] {
    found.compactMap { pair, found -> MovementLink? in
      let counterparts = [pair.first, pair.other].count(where: hasCounterpart)
      // What others recorded twice happened twice.
      guard counterparts < 2 else { return nil }
      let isSameDay = records.date[Int(pair.first)] == records.date[Int(pair.other)]
      let reason: MovementLink.Reason =
        found.isHabit
        ? .filedOften
        : isSameDay ? (counterparts == 1 ? .filedTwiceSeenOnce : .filedTwice) : .filedAgain
      return MovementLink(
        one: pair.first, other: pair.other, reason: reason, misfit: found.misfit)
    }.sorted { one, other in
      let (first, second) = (records.orderKey[Int(one.other)], records.orderKey[Int(other.other)])
      return first != second
        ? first < second : records.orderKey[Int(one.one)] < records.orderKey[Int(other.one)]
    }
  }
}
