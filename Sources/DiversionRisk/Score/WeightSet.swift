public import TradeModel

/// Weights of evidence, in decibans, as a person can read and change them.
public struct WeightSet: Codable, Hashable, Sendable {
  /// Name and number of the set; part of every run.
  public var version: String
  /// Decibans added to the prior: what a fit found the base rate among exports to be; nil for none.
  public var shift: Double?
  /// Decibans from which a score is in each band.
  public var bands: Bands
  /// How much each group of related lines can add or take away.
  public var groups: [String: GroupLimits]
  /// The weights of each line, by code.
  public var lines: [String: LineWeights]

  /// Decibans from which a score is in a band; below `elevated` it is low.
  public struct Bands: Codable, Hashable, Sendable {
    /// From here on, elevated.
    public var elevated: Double
    /// From here on, high.
    public var high: Double
    /// From here on, critical.
    public var critical: Double

    /// The band of a score.
    public func band(of decibans: Double) -> RiskBand {
      if decibans >= critical { return .critical }
      if decibans >= high { return .high }
      return decibans >= elevated ? .elevated : .low
    }

    /// The decibans from which a score is in a band; nil for the lowest.
    public func least(of band: RiskBand) -> Double? {
      switch band {
      case .low: nil
      case .elevated: elevated
      case .high: high
      case .critical: critical
      }
    }
  }

  /// The least and the most that a group of lines can add together.
  public struct GroupLimits: Codable, Hashable, Sendable {
    /// The least, zero or below.
    public var least: Double
    /// The most, zero or above.
    public var most: Double
  }

  /// What a line weighs at each value of its measure.
  public struct LineWeights: Codable, Hashable, Sendable {
    /// The group in which it is capped.
    public var group: String
    /// Decibans below the first step.
    public var base: Double
    /// From which values of the measure on the line weighs what, rising in `from`.
    public var steps: [Step]

    /// One step of a weight.
    public struct Step: Codable, Hashable, Sendable {
      /// The value of the measure from which the step holds.
      public var from: Double
      /// What the line weighs there.
      public var decibans: Double
    }

    /// The weight at a value of the measure.
    public func decibans(at measure: Double) -> Double {
      steps.last { measure >= $0.from }?.decibans ?? base
    }

    /// The least and the most that the line can weigh.
    public var range: ClosedRange<Double> {
      let all = [base] + steps.map(\.decibans)
      return (all.min() ?? 0)...(all.max() ?? 0)
    }
  }

  /// What is wrong with the set, in words; empty where nothing is.
  ///
  /// - Parameter codes: the codes of all lines that the program has.
  /// - Returns: one sentence a fault.
  public func faults(expecting codes: [String]) -> [String] {
    var faults: [String] = []
    for code in codes where lines[code] == nil { faults.append("line \(code) has no weights") }
    for (code, line) in lines.sorted(by: { $0.key < $1.key }) {
      if !codes.contains(code) { faults.append("there is no line \(code)") }
      if groups[line.group] == nil {
        faults.append("line \(code): there is no group \(line.group)")
      }
      for (one, next) in zip(line.steps, line.steps.dropFirst()) where one.from >= next.from {
        faults.append("line \(code): steps must rise in `from`")
      }
      let weights = [line.base] + line.steps.map(\.decibans)
      if weights != weights.sorted(), weights != weights.sorted(by: >) {
        faults.append("line \(code): weights must rise or fall all the way")
      }
    }
    for (name, limits) in groups.sorted(by: { $0.key < $1.key })
    where limits.least > 0 || limits.most < 0 {
      faults.append("group \(name): least must be 0 or below, most 0 or above")
    }
    if bands.elevated > bands.high || bands.high > bands.critical {
      faults.append("bands must rise: elevated, high, critical")
    }
    return faults
  }
}
