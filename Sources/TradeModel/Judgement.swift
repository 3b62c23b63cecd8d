/// What a person decided about two written parties.
public enum Verdict: String, Sendable, CaseIterable {
  /// They are one party.
  case same
  /// They are two parties.
  case different
  /// Nobody can tell yet: they are not merged, and stay an open question.
  case unsure
}

/// That a judgement no longer counts; the judgement itself stays on record.
public struct Revocation: Hashable, Sendable {
  /// Who took it back.
  public var by: String
  /// The first day on which it no longer counts.
  public var on: TradeDay
  /// Why.
  public var reason: String

  /// A revocation with the person, the day and the reason.
  public init(by person: String, on day: TradeDay, reason: String) {
    by = person
    on = day
    self.reason = reason
  }
}

/// A person's decision on whether two written parties are one; it wins over the machine.
///
/// It is about what is written, an identifier or a name in a country, and not about party keys: it
/// says the same when the rules of matching change.
public struct Judgement: Hashable, Sendable {
  /// The number under which it is kept.
  public var id: String
  /// One of the two, by its identifier, else by name and country.
  public var one: WrittenParty
  /// The other.
  public var other: WrittenParty
  /// What was decided.
  public var verdict: Verdict
  /// Who decided.
  public var judge: String
  /// The first day on which it counts.
  public var day: TradeDay
  /// Why.
  public var reason: String
  /// When and why it was taken back; nil while it stands.
  public var revocation: Revocation?

  /// A judgement that stands.
  public init(
    id: String, one: WrittenParty, other: WrittenParty, verdict: Verdict, judge: String,
    day: TradeDay, reason: String
  ) {
    self.id = id
    self.one = one
    self.other = other
    self.verdict = verdict
    self.judge = judge
    self.day = day
    self.reason = reason
  }

  /// Whether it counts on a day: from its own day on, until the day of its revocation.
  public func counts(on asOf: TradeDay) -> Bool {
    day <= asOf && (revocation.map { asOf < $0.on } ?? true)
  }
}

extension WrittenParty {
  /// How a person writes it down: the identifier, else `CC:name`.
  public var reference: String {
    id ?? (country.map { $0.code + ":" } ?? "") + (name ?? "")
  }
}
