import DiversionRisk
import PartyMatch
import TradeModel
import TradeStore

/// The lists of several days, each as it would have been: nothing of a later day is known on it.
///
/// The store is read from the files once; every day then sees of it what was there by then.
struct Replay {
  /// An export as it was scored on a day.
  struct Scored {
    let identity: DeclarationIdentity
    /// Day of acceptance.
    let shipped: TradeDay
    let exporter: String
    let consignee: String
    let isAlert: Bool
  }

  /// What one day's run would have said.
  struct Day {
    let asOf: TradeDay
    /// Every scored export, best first.
    let exports: [Scored]
    /// Alerts that nobody had decided on by then, best first.
    let open: [DeclarationIdentity]
    /// The open alerts that the places of a day were enough for, those of random controls left out.
    let listed: [DeclarationIdentity]

    /// How many exports are alerts, decided on or not.
    var alerts: Int { exports.count { $0.isAlert } }
  }

  /// What inspections found of an export in the end.
  struct Finding {
    let isDiverted: Bool
    /// When it was first decided on.
    let decidedOn: TradeDay
  }

  private(set) var days: [Day]
  /// Every outcome of the folder, whenever it was decided.
  let findings: [DeclarationIdentity: Finding]

  /// Days that were worked out, and what was found.
  init(days: [Day], findings: [DeclarationIdentity: Finding]) {
    self.days = days
    self.findings = findings
  }

  /// Replays the days.
  init(
    _ dates: [TradeDay], of store: TradeStore, settings: AnalysisSettings, weights: WeightSet,
    progress: (String) -> Void
  ) throws {
    days = []
    findings = Self.findings(try store.registers(asOf: .lastOfAll).outcomes)
    let controls = Int((Double(settings.capacityPerDay) * settings.randomControlShare).rounded())
    for date in dates {
      progress("as of \(date)")
      let ranking = try Analyst(
        store: store, settings: settings, weights: weights, asOf: date,
        clock: StageClock { _ in }
      ).rank()
      days.append(
        Self.day(
          ranking, alertBand: settings.alertBand,
          places: max(0, settings.capacityPerDay - controls)))
    }
  }

  /// The last outcome of each export, and the day of the first.
  private static func findings(_ outcomes: [Outcome]) -> [DeclarationIdentity: Finding] {
    var findings: [DeclarationIdentity: Finding] = [:]
    for outcome in outcomes {
      let first = findings[outcome.identity]?.decidedOn ?? outcome.decidedOn
      findings[outcome.identity] = Finding(
        isDiverted: outcome.outcome == .diverted, decidedOn: min(first, outcome.decidedOn))
    }
    return findings
  }

  private static func day(_ ranking: ExportRanking, alertBand: RiskBand, places: Int) -> Day {
    let parties = ranking.context.parties
    let settled = Set(ranking.registers.outcomes.map(\.identity))
    let exports = ranking.exports.map { export in
      let movement = ranking.context.movements[export.subject.movement]
      return Scored(
        identity: export.identity,
        shipped: TradeDay(raw: ranking.context.records.date[export.subject.row]),
        exporter: parties[movement.shipper].key, consignee: parties[movement.consignee].key,
        isAlert: ranking.scorer.band(of: export.decibans) >= alertBand)
    }
    let open = exports.filter { $0.isAlert && !settled.contains($0.identity) }.map(\.identity)
    return Day(
      asOf: ranking.context.asOf, exports: exports, open: open,
      listed: Array(open.prefix(places)))
  }
}

extension TradeDay {
  /// Later than any day that a file can name.
  fileprivate static let lastOfAll = TradeDay(year: 2999, month: 12, day: 31) ?? TradeDay(raw: .max)
}
