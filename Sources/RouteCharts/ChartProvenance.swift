public import TradeModel

/// A file that a drawing rests on.
public struct ChartSource: Hashable, Sendable {
  /// The file's name, without the folder it was in.
  public var name: String
  /// SHA-256 of its bytes, in hexadecimal.
  public var sha256: String

  /// A source by name and sum.
  public init(name: String, sha256: String) {
    self.name = name
    self.sha256 = sha256
  }
}

/// Where a drawing comes from; printed in its footer.
///
/// Carries no clock and no host, so that the same run gives the same bytes.
public struct ChartProvenance: Hashable, Sendable {
  /// The files that were read.
  public var sources: [ChartSource]
  /// The run, a hash of inputs, model and configuration.
  public var runID: String
  /// The version of the program.
  public var version: String
  /// The day as of which the data were seen.
  public var asOf: TradeDay
  /// The handling mark, such as `공무용 OFFICIAL`.
  public var handling: String?
  /// Remarks printed after the sources, such as `synthetic data`.
  public var notes: [String]

  /// A provenance from its parts.
  public init(
    sources: [ChartSource], runID: String, version: String, asOf: TradeDay,
    handling: String? = nil, notes: [String] = []
  ) {
    self.sources = sources
    self.runID = runID
    self.version = version
    self.asOf = asOf
    self.handling = handling
    self.notes = notes
  }
}
