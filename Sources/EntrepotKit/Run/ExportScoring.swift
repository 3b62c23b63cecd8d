import DiversionRisk
import FlowGraph
import TradeModel

/// A score without the words behind it: what rankings and tables need of every export.
struct ScoreSummary {
  let decibans: Double
  let probability: Double
  let low: Double
  let high: Double
  let band: RiskBand
  /// The strongest lines that fired, in words.
  let reasons: String

  init(_ assessment: Assessment) {
    decibans = assessment.decibans
    probability = assessment.probability
    low = assessment.low
    high = assessment.high
    band = assessment.band
    reasons = assessment.topReasons()
  }
}

/// Scores every export and writes down why, a piece at a time on all cores.
///
/// The explanation of an export takes some kilobytes; it is compressed and written at once, so that
/// memory stays flat in the number of exports.
struct ExportScoring {
  let scorer: Scorer
  let context: RiskContext

  private static let pieceSize = 256
  /// Pieces whose explanations wait in memory for their turn.
  private static let piecesTogether = 64

  private struct Piece {
    let scores: [ScoreSummary]
    let explanations: [UInt8]
  }

  /// Scores exports.
  ///
  /// - Parameters:
  ///   - subjects: the exports.
  ///   - explanations: where to write why, as members of a gzip file in the order of the exports; nil
  ///     to write nothing.
  /// - Returns: the scores, parallel to the exports.
  /// - Throws: `RunError` where explanations cannot be compressed or written.
  func scores(
    of subjects: [Subject], explaining explanations: OutputFile?
  ) throws(RunError) -> [ScoreSummary] {
    var scores: [ScoreSummary] = []
    scores.reserveCapacity(subjects.count)
    let isExplained = explanations != nil
    let step = Self.pieceSize * Self.piecesTogether
    for start in stride(from: 0, to: subjects.count, by: step) {
      let together = subjects[start..<min(subjects.count, start + step)]
      let pieces = Parallel.map(count: together.count, inPiecesOf: Self.pieceSize) { range in
        Result { () throws(RunError) in
          try piece(
            together[start + range.lowerBound..<start + range.upperBound],
            isExplained: isExplained)
        }
      }
      for piece in pieces {
        let piece = try piece.get()
        scores += piece.scores
        try explanations?.write(piece.explanations)
      }
    }
    // A file of no members is no gzip file.
    if subjects.isEmpty { try explanations?.write(GzipMember.compressed([])) }
    return scores
  }

  private func piece(
    _ subjects: ArraySlice<Subject>, isExplained: Bool
  ) throws(RunError) -> Piece {
    var scores: [ScoreSummary] = []
    var json = JSONBytes()
    for subject in subjects {
      let assessment = scorer.assess(subject, in: context, detail: .brief)
      scores.append(ScoreSummary(assessment))
      guard isExplained, let identity = context.identity(of: Int32(subject.row)) else { continue }
      RouteJSON.append(assessment, of: identity, to: &json)
    }
    return Piece(
      scores: scores, explanations: isExplained ? try GzipMember.compressed(json.bytes) : [])
  }
}
