import TradeModel

/// Rows of `judgements.csv`: what people decided about who is who.
struct JudgementRows: RecordTable {
  private let id: Column
  private let one, other: PartyColumns
  private let verdict, judge, day, reason: Column
  private let revokedBy, revokedOn, revocationReason: Column

  init(_ columns: inout ColumnFinder) {
    id = columns.optional("judgement_id")
    let (oneID, oneName) = columns.either("one_id", or: "one_name")
    one = PartyColumns(id: oneID, name: oneName, country: columns.optional("one_country"))
    let (otherID, otherName) = columns.either("other_id", or: "other_name")
    other = PartyColumns(id: otherID, name: otherName, country: columns.optional("other_country"))
    verdict = columns.required("verdict")
    judge = columns.required("judged_by")
    day = columns.required("judged_on")
    reason = columns.required("reason")
    revokedBy = columns.optional("revoked_by")
    revokedOn = columns.optional("revoked_on")
    revocationReason = columns.optional("revocation_reason")
  }

  func record(in row: borrowing Row, repairs: inout Repairs) throws(RowFault) -> TradeRecord {
    var judgement = Judgement(
      id: row.text(id) ?? "", one: try party(one, in: row), other: try party(other, in: row),
      verdict: try row.requiredChoice(verdict, else: .unknownVerdict),
      judge: try row.requiredText(judge), day: try row.requiredDay(day),
      reason: try row.requiredText(reason))
    if let taken = try row.day(revokedOn) {
      judgement.revocation = Revocation(
        by: row.text(revokedBy) ?? judgement.judge, on: taken,
        reason: row.text(revocationReason) ?? "")
    }
    return .judgement(judgement)
  }

  /// One of the two; unlike in a declaration, nobody need know its country.
  private func party(
    _ columns: PartyColumns, in row: borrowing Row
  ) throws(RowFault) -> WrittenParty {
    let party = try columns.party(in: row)
    guard party.id != nil || party.name != nil else {
      throw RowFault(.missing, columns.name.position < 0 ? columns.id : columns.name)
    }
    return party
  }
}
