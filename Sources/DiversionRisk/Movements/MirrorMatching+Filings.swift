import PartyMatch
import TradeModel

extension MirrorMatching {
  /// Values of two filings of the same goods differ by no more, as a natural logarithm.
  static let refiledValueTolerance = 0.05

  /// What two filings of the same goods have in common.
  private struct Filing: Hashable {
    let source: Int16
    let kind: DeclarationKind
    let shipper: Int32
    let consignee: Int32
    let from: CountryCode
    let to: CountryCode
    let date: Int32
    let quantity: UInt64
    let weight: UInt64
  }

  /// Rows of one source that say the same under two numbers: parties, day and amounts.
  ///
  /// Each row is paired with the first of its kind, by identity, so that three filings are two pairs.
  func repeatedFilings() -> [MovementLink] {
    var groups: [Filing: [Int32]] = [:]
    for row in 0..<records.count where records.movesGoods(row) && records.kind[row] != .transit {
      // Two of three amounts at least, or the day alone would make one of many small parcels.
      let known = [records.quantity[row], records.weight[row], records.value[row]]
      guard known.count(where: { !$0.isNaN }) > 1 else { continue }
      groups[filing(row), default: []].append(Int32(row))
    }
    let pairs = groups.values.filter { $0.count > 1 }.flatMap { rows in
      let sorted = rows.sorted { records.orderKey[Int($0)] < records.orderKey[Int($1)] }
      return sorted.dropFirst().compactMap { refiled(sorted[0], as: $0) }
    }
    return pairs.sorted { one, other in
      records.orderKey[Int(one.other)] < records.orderKey[Int(other.other)]
    }
  }

  private func refiled(_ first: Int32, as other: Int32) -> MovementLink? {
    let value = abs(logarithm(records.value[Int(first)] / records.value[Int(other)]))
    guard value.isNaN || value < Self.refiledValueTolerance else { return nil }
    return MovementLink(
      one: first, other: other, reason: .filedTwice, misfit: value.isNaN ? 0 : value)
  }

  private func filing(_ row: Int) -> Filing {
    Filing(
      source: records.source[row], kind: records.kind[row], shipper: records.shipper[row].raw,
      consignee: records.consignee[row].raw, from: records.from[row], to: records.to[row],
      date: records.date[row], quantity: records.quantity[row].bitPattern,
      weight: records.weight[row].bitPattern)
  }
}
