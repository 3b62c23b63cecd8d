import PartyMatch
import TradeModel

/// How parties of an earlier run became those of this one: the same written parties under other keys.
///
/// A merger, a split or another key is a move of a party, not a new party.
struct PartyMoves {
  /// What happened to an earlier party.
  enum Kind: String {
    /// The party goes by another key.
    case renamed
    /// It became one with others.
    case merged
    /// Part of it became a party of its own, or went to another.
    case split
  }

  /// One move.
  struct Move: Hashable {
    /// The key in the earlier run.
    let from: String
    /// The key in this run.
    let to: String
    let kind: Kind
    /// Written parties that moved.
    let moved: Int
    /// Written parties of the earlier party that both runs know.
    let of: Int
    /// Judgements that decided about those that moved.
    let judgements: [String]
  }

  /// The moves, by key.
  private(set) var moves: [Move] = []
  private var successors: [String: String] = [:]

  static let header = ["party_before", "party", "move", "moved", "of", "name", "judgements"]

  /// No earlier run.
  init() {}

  /// Compares what two runs made of the written parties that both know.
  ///
  /// - Parameters:
  ///   - before: keys by written party in the earlier run.
  ///   - written: the written parties of this run.
  ///   - keys: for each its key, nil for one that no goods line names as known on the day.
  ///   - judgements: for each position, the judgements that decided.
  init(
    from before: [WrittenParty: String], to written: [WrittenParty], keys: [String?],
    judgements: [Int: [String]]
  ) {
    var shared: [String: [String: [Int]]] = [:]
    var origins: [String: Set<String>] = [:]
    for (position, party) in written.enumerated() {
      guard let key = keys[position], let old = before[party] else { continue }
      shared[old, default: [:]][key, default: []].append(position)
      origins[key, default: []].insert(old)
    }
    for (old, parts) in shared {
      let all = parts.values.reduce(0) { $0 + $1.count }
      for (key, positions) in parts where key != old {
        let isWhole = parts.count == 1
        let kind: Kind =
          !isWhole ? .split : origins[key, default: []].count > 1 ? .merged : .renamed
        if isWhole { successors[old] = key }
        moves.append(
          Move(
            from: old, to: key, kind: kind, moved: positions.count, of: all,
            judgements: Set(positions.flatMap { judgements[$0] ?? [] }).sorted()))
      }
    }
    moves.sort { ($0.from, $0.to) < ($1.from, $1.to) }
  }

  /// The key that an earlier party goes by as a whole; itself where it did not move.
  func key(of earlier: String) -> String { successors[earlier] ?? earlier }

  /// The table, with the names of the parties as now known.
  func table(_ book: PartyBook) -> CSVText {
    var table = CSVText(header: Self.header)
    for move in moves {
      table.add([
        move.from, move.to, move.kind.rawValue, String(move.moved), String(move.of),
        book.index(ofKey: move.to).map { book[$0].name },
        move.judgements.isEmpty ? nil : move.judgements.joined(separator: ";"),
      ])
    }
    return table
  }
}
