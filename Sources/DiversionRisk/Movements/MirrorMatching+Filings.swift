import PartyMatch
import TradeModel

extension MirrorMatching {
  /// What two filings of the same goods have in common.
  private struct Filing: Hashable {
    let source: Int16
    let kind: DeclarationKind
    let shipper: Int32
    let consignee: Int32
    let hs6: Int32
    let from: CountryCode
    let to: CountryCode
    let date: Int32
    let quantity: UInt64
    let weight: UInt64
    let value: UInt64
  }

  /// Rows of one source that say the same under two numbers: parties, goods, day and every amount.
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
      return sorted.dropFirst().map { other in
        MovementLink(one: sorted[0], other: other, reason: .filedTwice, misfit: 0)
      }
    }
    return pairs.sorted { one, other in
      records.orderKey[Int(one.other)] < records.orderKey[Int(other.other)]
    }
  }

  private func filing(_ row: Int) -> Filing {
    Filing(
      source: records.source[row], kind: records.kind[row], shipper: records.shipper[row].raw,
      consignee: records.consignee[row].raw, hs6: records.hs6[row], from: records.from[row],
      to: records.to[row], date: records.date[row], quantity: records.quantity[row].bitPattern,
      weight: records.weight[row].bitPattern, value: records.value[row].bitPattern)
  }
}
