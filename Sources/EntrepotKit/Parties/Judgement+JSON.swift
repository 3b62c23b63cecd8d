public import TradeModel

extension Judgement {
  /// The judgement as one line of JSON.
  public var jsonLine: String {
    func party(_ party: WrittenParty) -> JSONText {
      .object([
        ("id", .optional(party.id)), ("name", .optional(party.name)),
        ("country", .optional(party.country?.code)),
      ])
    }
    return JSONText.object([
      ("judgement_id", .string(id)), ("one", party(one)), ("other", party(other)),
      ("verdict", .string(verdict.rawValue)), ("judged_by", .string(judge)),
      ("judged_on", .string(day.description)), ("reason", .string(reason)),
      ("revoked_by", .optional(revocation?.by)),
      ("revoked_on", .optional(revocation?.on.description)),
      ("revocation_reason", .optional(revocation?.reason)),
    ]).line
  }
}

extension ScoreChange {
  /// The change as one line of JSON.
  public var jsonLine: String {
    JSONText.object([
      ("kind", .string(kind.rawValue)), ("key", .string(key)), ("name", .string(name)),
      ("decibans_before", .optional(before?.decibans)), ("decibans", .optional(after?.decibans)),
      ("band_before", .optional(before?.band.rawValue)), ("band", .optional(after?.band.rawValue)),
    ]).line
  }
}
