import DiversionRisk
import PartyMatch
public import TradeModel

/// How a judgement would change the score of an export, a route or a party.
public struct ScoreChange: Hashable, Sendable {
  /// What has a score.
  public enum Kind: String, Sendable {
    case declaration
    case route
    case party
  }

  /// A score on one side of the change.
  public struct Score: Hashable, Sendable {
    /// The score.
    public let decibans: Double
    /// Its band.
    public let band: RiskBand
  }

  /// What has the score.
  public let kind: Kind
  /// `SOURCE/ID/LINE`, route id or party key.
  public let key: String
  /// The names of its parties.
  public let name: String
  /// The score as it is; nil where there is none.
  public let before: Score?
  /// The score as it would be; nil where there would be none.
  public let after: Score?

  /// How far the score moves, in decibans; infinite where it appears or goes.
  public var size: Double {
    guard let before, let after else { return .infinity }
    return abs(after.decibans - before.decibans)
  }

  /// Every score that differs between two analyses: declarations, routes, parties, and of each the
  /// largest change first.
  static func changes(from one: Analysis, to other: Analysis) -> [ScoreChange] {
    let sides: [(Analysis) -> [Entry]] = [exports, routes, parties]
    return sides.flatMap { entries in
      let before = Dictionary(uniqueKeysWithValues: entries(one).map { ($0.key, $0) })
      let after = Dictionary(uniqueKeysWithValues: entries(other).map { ($0.key, $0) })
      return Set(before.keys).union(after.keys).compactMap { key -> ScoreChange? in
        let (old, new) = (before[key], after[key])
        guard old?.score != new?.score, let entry = new ?? old else { return nil }
        return ScoreChange(
          kind: entry.kind, key: key, name: entry.name, before: old?.score, after: new?.score)
      }.sorted { one, other in
        one.size != other.size ? one.size > other.size : one.key < other.key
      }
    }
  }

  private struct Entry {
    let kind: Kind
    let key: String
    let name: String
    let score: Score?
  }

  private static func exports(of analysis: Analysis) -> [Entry] {
    let context = analysis.context
    return analysis.exports.map { export in
      let movement = context.movements[export.subject.movement]
      return Entry(
        kind: .declaration, key: export.identity.description,
        name: context.parties[movement.shipper].name + " → "
          + context.parties[movement.consignee].name,
        score: Score(decibans: export.score.decibans, band: export.score.band))
    }
  }

  private static func routes(of analysis: Analysis) -> [Entry] {
    analysis.routes.map { route in
      Entry(
        kind: .route, key: route.routeID,
        name: route.parties.map(\.name).joined(separator: " → "),
        score: Score(decibans: route.assessment.decibans, band: route.assessment.band))
    }
  }

  private static func parties(of analysis: Analysis) -> [Entry] {
    analysis.parties.map { scored in
      let party = analysis.context.parties[scored.party]
      return Entry(
        kind: .party, key: party.key, name: party.name,
        score: scored.score.map { Score(decibans: $0.decibans, band: $0.band) })
    }
  }
}
