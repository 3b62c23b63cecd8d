import PartyMatch

/// Whom weights of evidence took for one party, and who may be one, as `party-identities.csv`.
struct PartyIdentityTable {
  static let header = [
    "party", "other", "answer", "probability", "decibans", "name", "other_name",
    "merged_into", "lines",
  ]

  /// The table.
  let table: CSVText

  /// Collects what a book weighed.
  init(_ book: PartyBook) {
    var table = CSVText(header: Self.header)
    func name(_ key: String) -> String { book.index(ofKey: key).map { book[$0].name } ?? key }
    let same = book.weighed.map { identity in
      [
        identity.one, identity.other, "same", identity.oneName, identity.otherName, identity.party,
      ]
    }
    let possible = book.possible.map { edge in
      [edge.one, edge.other, "possible", name(edge.one), name(edge.other), ""]
    }
    let decisions = book.weighed.map(\.decision) + book.possible.map(\.decision)
    let rows = zip(same + possible, decisions).sorted { one, other in
      one.0.lexicographicallyPrecedes(other.0)
    }
    for (cells, decision) in rows {
      table.add([
        cells[0], cells[1], cells[2], RunWriter.number(decision.probability),
        RunWriter.number(decision.decibans), cells[3], cells[4], cells[5],
        MatchReport.lines(decision),
      ])
    }
    self.table = table
  }
}
