import FlowGraph
public import TradeModel

extension Scorer {
  /// Scores many subjects on all cores; the answer does not depend on how many there are.
  public func assess(_ subjects: [Subject], in context: RiskContext) -> [Assessment] {
    parallel(subjects) { assess($0, in: context) }
  }

  /// The scores of many subjects in decibans, without words.
  public func scores(of subjects: [Subject], in context: RiskContext) -> [Double] {
    parallel(subjects) { score(of: $0, in: context) }
  }

  /// What every line measures of many subjects, in the order of `EvidenceLines.codes`.
  public func measures(of subjects: [Subject], in context: RiskContext) -> [[Double?]] {
    parallel(subjects) { measures(of: $0, in: context) }
  }

  /// Does something for every subject, on all cores, results in the order of the subjects.
  private func parallel<Result: Sendable>(
    _ subjects: [Subject], _ work: @Sendable (Subject) -> Result
  ) -> [Result] {
    Parallel.map(count: subjects.count, inPiecesOf: 256) { subjects[$0].map(work) }
      .flatMap(\.self)
  }
}
