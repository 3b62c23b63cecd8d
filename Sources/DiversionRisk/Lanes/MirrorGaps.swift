import Foundation
import TradeModel

/// Mirror gaps: what the sender reports against what the receiver reports of the same stage.
///
/// log(1 + exports) − log(1 + imports), the imports 0 to 2 months later, whichever lag makes the gaps of
/// a stage vary least; less the median gap of the same chapter group, which carries freight,
/// insurance and what is always booked differently.
struct MirrorGaps {
  /// Goods are at most so many months on their way.
  static let longestLag = 2
  private var gaps: [OfficialStatistics.Stage: [Double?]] = [:]

  init(_ statistics: OfficialStatistics, chapters: (Int32) -> Int) {
    var byChapter: [Int: [Double]] = [:]
    for (stage, sent) in statistics.exports {
      guard let received = statistics.imports[stage] else { continue }
      let found = Self.gaps(sent, received)
      gaps[stage] = found
      byChapter[chapters(stage.item), default: []] += found.compactMap(\.self)
    }
    let usual = byChapter.mapValues(median)
    for (stage, series) in gaps {
      let level = usual[chapters(stage.item)] ?? 0
      gaps[stage] = series.map { $0.map { $0 - level } }
    }
  }

  /// The gap of a stage in a month, by the month's position; nil where either side is silent.
  func gap(_ stage: OfficialStatistics.Stage, at month: Int) -> Double? {
    guard let series = gaps[stage], series.indices.contains(month) else { return nil }
    return series[month]
  }

  private static func gaps(_ sent: [Double], _ received: [Double]) -> [Double?] {
    let candidates = (0...longestLag).map { lag in
      sent.indices.map { month -> Double? in
        let arrival = month + lag
        guard sent[month] > 0, arrival < received.count, received[arrival] > 0 else { return nil }
        return log(1 + sent[month]) - log(1 + received[arrival])
      }
    }
    func misfit(_ gaps: [Double?]) -> Double {
      // A stage that loses half of what is sent has a large gap at the right lag, but a steady one.
      let known = gaps.compactMap(\.self)
      let level = median(known)
      return known.isEmpty
        ? .infinity : known.reduce(0) { $0 + abs($1 - level) } / Double(known.count)
    }
    return candidates.min { misfit($0) < misfit($1) } ?? []
  }
}
