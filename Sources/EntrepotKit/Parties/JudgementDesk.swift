import DiversionRisk
import Foundation
import PartyMatch
public import TradeModel
import TradeStore

/// Where people decide who is who: names parties, shows what a judgement would change, records it
/// and takes it back.
public struct JudgementDesk {
  private let store: TradeStore
  private let database: String

  /// Opens a database that a run kept.
  public init(database: String) throws {
    guard FileManager.default.fileExists(atPath: database) else {
      throw RunError(
        "\(database): is not there; name the database that `entrepot run … --database` kept")
    }
    self.database = database
    store = try TradeStore(path: database)
  }

  /// The last day declared: the day from which a judgement counts unless another is given.
  public func lastDay() throws -> TradeDay {
    guard let day = try store.lastDay() else {
      throw RunError("\(database): has no declarations; run a trade folder into it first")
    }
    return day
  }

  /// Every judgement on record, by day and number.
  public func judgements() throws -> [Judgement] {
    try store.judgements()
  }

  /// The judgement of a number.
  public func judgement(_ id: String) throws -> Judgement {
    guard let found = try judgements().first(where: { $0.id == id }) else {
      throw JudgementConflict.unknown(id: id)
    }
    return found
  }

  /// The written party that a person means: by identifier, by party key, by name, or by `CC:name`
  /// where several countries have the name.
  public func party(_ text: String) throws -> WrittenParty {
    let written = try store.writtenParties()
    let registry = try store.registers(asOf: lastDay()).parties
    if written.contains(where: { $0.id == text }) || registry.contains(where: { $0.id == text }) {
      return WrittenParty(id: text)
    }
    var found = named(text, written: written, registry: registry)
    if found.isEmpty {
      let book = PartyBook(
        resolving: written, registry: registry, judgements: try store.judgements(asOf: lastDay()))
      let members = zip(written, book.indices).filter { book[$0.1].key == text }.map(\.0)
      // A party goes by its key as a whole, so any of its names will do; always the same one.
      found = members.map(Self.subject).min { $0.reference < $1.reference }.map { [$0] } ?? []
    }
    guard let first = found.first else {
      throw RunError(
        "\(database): knows nobody called \"\(text)\"; give an identifier, a party key of "
          + "resolution.csv, or a name as a declaration writes it")
    }
    guard found.count == 1 else {
      throw RunError(
        "\(found.count) parties are called \"\(text)\"; name one of them: "
          + found.map(\.reference).sorted().prefix(8).joined(separator: ", "))
    }
    return first
  }

  /// Everybody of a name, each once; `CC:` in front asks for one country.
  private func named(
    _ text: String, written: [WrittenParty], registry: [Party]
  ) -> [WrittenParty] {
    let parts = text.split(separator: ":", maxSplits: 1)
    let country = parts.count == 2 ? CountryCode(parts[0]) : nil
    let name = NormalisedName(country == nil ? text : String(parts[1]))
    guard !name.text.isEmpty else { return [] }
    let registered = registry.filter { party in
      (country == nil || party.country == country)
        && ([party.name] + party.aliases).contains { NormalisedName($0) == name }
    }.map { WrittenParty(id: $0.id) }
    let filed = written.filter { party in
      (country == nil || party.country == country)
        && party.name.map { NormalisedName($0) == name } ?? false
    }.map(Self.subject)
    var seen: Set<[String?]> = []
    return (registered + filed.sorted { $0.reference < $1.reference }).filter { party in
      seen.insert([
        party.id, party.id == nil ? name.text : nil, party.country?.code,
      ]).inserted
    }
  }

  /// What a judgement on a written party speaks of.
  private static func subject(_ party: WrittenParty) -> WrittenParty {
    party.id.map { WrittenParty(id: $0) }
      ?? WrittenParty(name: party.name, country: party.country)
  }

  /// What another set of judgements would change.
  ///
  /// - Parameters:
  ///   - change: changes the judgements that count.
  ///   - asOf: the day as known on which everything is judged.
  ///   - settings: what to look for.
  /// - Returns: every score that would differ, and what a person should know.
  /// - Throws: `StoreError` for a database that cannot be read, `RunError` for settings that do not
  ///   fit it.
  public func changes(
    by change: ([Judgement]) -> [Judgement], asOf: TradeDay, settings: AnalysisSettings
  ) throws -> (changes: [ScoreChange], warnings: [String]) {
    let judgements = try store.judgements(asOf: asOf)
    let weights = try WeightSet.named(settings.weights)
    func analysis(_ judgements: [Judgement]) throws -> Analysis {
      try Analyst(
        store: store, settings: settings, weights: weights, asOf: asOf,
        clock: StageClock { _ in }, judgements: judgements
      ).analyse()
    }
    let before = try analysis(judgements)
    let after = try analysis(change(judgements).filter { $0.counts(on: asOf) })
    return (
      ScoreChange.changes(from: before, to: after),
      after.context.parties.outcomes.compactMap(\.warning)
    )
  }

  /// A judgement of two parties as a person names them; it has no number yet.
  ///
  /// - Throws: `RunError` for a name that nobody or more than one has, and where nothing tells the
  ///   two apart.
  public func judgement(
    on one: String, and other: String, _ verdict: Verdict, by judge: String, on day: TradeDay,
    why reason: String
  ) throws -> Judgement {
    let judgement = Judgement(
      id: "", one: try party(one), other: try party(other), verdict: verdict, judge: judge,
      day: day, reason: reason)
    guard judgement.isOfTwo else {
      throw RunError(
        "\(one) and \(other): are one identifier, or one name in one country; nothing tells them "
          + "apart")
    }
    return judgement
  }

  /// Records a judgement and gives it its number.
  public func record(_ judgement: Judgement) throws -> Judgement {
    try store.record(judgement, at: Date.now.ISO8601Format())
  }

  /// Takes a judgement back.
  public func revoke(_ id: String, _ revocation: Revocation) throws {
    try store.revoke(id, revocation, at: Date.now.ISO8601Format())
  }
}
