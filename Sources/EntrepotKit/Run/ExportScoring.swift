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
/// The explanation of an export takes some kilobytes; it is compressed at once, so that memory stays
/// flat in the number of exports.
struct ExportScoring {
  /// The scores, parallel to the subjects.
  let scores: [ScoreSummary]
  /// Explanations as members of a gzip file, in the order of the subjects.
  let explanations: [[UInt8]]

  private static let pieceSize = 256

  private struct Piece {
    let scores: [ScoreSummary]
    let explanations: [UInt8]
  }

  init(_ subjects: [Subject], scorer: Scorer, in context: RiskContext) throws(RunError) {
    let pieces = Parallel.map(count: subjects.count, inPiecesOf: Self.pieceSize) { range in
      Result { () throws(RunError) in
        try Self.piece(subjects[range], scorer: scorer, in: context)
      }
    }
    var scores: [ScoreSummary] = []
    var explanations: [[UInt8]] = []
    for piece in pieces {
      let piece = try piece.get()
      scores += piece.scores
      explanations.append(piece.explanations)
    }
    // A file of no members is no gzip file.
    if explanations.isEmpty { explanations = [try GzipMember.compressed([])] }
    self.scores = scores
    self.explanations = explanations
  }

  private static func piece(
    _ subjects: ArraySlice<Subject>, scorer: Scorer, in context: RiskContext
  ) throws(RunError) -> Piece {
    var scores: [ScoreSummary] = []
    var json = JSONBytes()
    for subject in subjects {
      let assessment = scorer.assess(subject, in: context, detail: .brief)
      scores.append(ScoreSummary(assessment))
      guard let identity = context.details[Int32(subject.row)]?.identity else { continue }
      RouteJSON.append(assessment, of: identity, to: &json)
    }
    return Piece(scores: scores, explanations: try GzipMember.compressed(json.bytes))
  }
}
