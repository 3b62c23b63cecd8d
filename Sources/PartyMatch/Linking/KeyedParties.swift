import TradeModel

/// Written parties with their reduced names and the keys that `NameIndex` gave them, in one order.
struct KeyedParties: Sendable {
  let written: [WrittenParty]
  /// The reduced names; empty where there is none.
  let names: [NormalisedName]
  var keys: [String] = []
  var reasons: [ResolutionReason] = []

  /// Reduces the names of written parties.
  init(_ written: [WrittenParty]) {
    self.written = written
    names = ParallelChunks.map(count: written.count, size: 4_096) { rows in
      rows.map { NormalisedName(written[$0].name ?? "") }
    }.flatMap(\.self)
  }

  /// Resolves every party by an index.
  mutating func resolve(by index: NameIndex) {
    let (parties, names) = (written, names)
    let found = ParallelChunks.map(count: parties.count, size: 4_096) { rows in
      rows.map { index.resolve(parties[$0], names[$0]) }
    }
    keys.reserveCapacity(parties.count)
    reasons.reserveCapacity(parties.count)
    for chunk in found {
      for (key, reason) in chunk {
        keys.append(key)
        reasons.append(reason)
      }
    }
  }
}
