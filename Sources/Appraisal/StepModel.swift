/// A score that is a sum of groups of step functions, each group cut to its limits.
///
/// This is the shape of a weight set without its words: lines have levels, of which a row reaches one
/// or none; what a group of lines adds is cut to what the group may add. Levels are in decibans.
public struct StepModel: Sendable, Equatable {
  /// One line: what it adds at each level.
  public struct Line: Sendable, Equatable {
    /// The number of its group.
    public var group: Int
    /// Decibans at each level, the lowest measure first.
    public var levels: [Double]
    /// Whether levels rise with the measure; they fall otherwise.
    public var rises: Bool

    /// A line; its direction is that of its first and last level.
    public init(group: Int, levels: [Double]) {
      self.group = group
      self.levels = levels
      rises = (levels.last ?? 0) >= (levels.first ?? 0)
    }
  }

  /// The lines, in a fixed order.
  public var lines: [Line]
  /// The least and the most that each group can add.
  public var limits: [ClosedRange<Double>]

  /// A model.
  public init(lines: [Line], limits: [ClosedRange<Double>]) {
    precondition(lines.allSatisfy { limits.indices.contains($0.group) }, "a line has a group")
    self.lines = lines
    self.limits = limits
  }

  /// What the lines of a row add, in decibans.
  ///
  /// - Parameter row: the level that each line reached, −1 where it could not be checked.
  /// - Returns: the sum, limits of groups honoured.
  public func decibans(of row: some Collection<Int8>) -> Double {
    groupSums(of: row).enumerated().reduce(0) { $0 + limits[$1.offset].clamp($1.element) }
  }

  /// What the lines of each group add before the limits.
  func groupSums(of row: some Collection<Int8>) -> [Double] {
    var sums = [Double](repeating: 0, count: limits.count)
    for (line, level) in zip(lines, row) where level >= 0 {
      sums[line.group] += line.levels[Int(level)]
    }
    return sums
  }

  /// The model with every group multiplied by a factor.
  public func scaled(by factors: [Double]) -> StepModel {
    precondition(factors.count == limits.count && factors.allSatisfy { $0 >= 0 }, "one a group")
    var scaled = self
    for number in lines.indices {
      let factor = factors[lines[number].group]
      scaled.lines[number].levels = lines[number].levels.map { $0 * factor }
    }
    scaled.limits = zip(limits, factors).map { limits, factor in
      limits.lowerBound * factor...limits.upperBound * factor
    }
    return scaled
  }
}

extension ClosedRange<Double> {
  /// The nearest number inside.
  func clamp(_ value: Double) -> Double {
    Swift.min(upperBound, Swift.max(lowerBound, value))
  }
}

/// Rows of known outcome, as levels of lines.
public struct StepSample: Sendable {
  /// The level each line reached in each row, row after row; −1 where it could not be checked.
  public private(set) var levels: [Int8] = []
  /// What was found.
  public private(set) var labels: [Bool] = []
  /// How many lines a row has.
  public let lineCount: Int

  /// An empty sample.
  public init(lineCount: Int) { self.lineCount = lineCount }

  /// Adds a row.
  public mutating func append(_ row: [Int8], label: Bool) {
    precondition(row.count == lineCount, "one level for each line")
    levels += row
    labels.append(label)
  }

  /// How many rows.
  public var count: Int { labels.count }
  /// How many positives.
  public var positives: Int { labels.count { $0 } }

  /// The levels of a row.
  public func row(_ number: Int) -> ArraySlice<Int8> {
    levels[number * lineCount..<(number + 1) * lineCount]
  }

  /// Some of the rows.
  public func rows(_ numbers: [Int]) -> StepSample {
    var part = StepSample(lineCount: lineCount)
    for number in numbers { part.append(Array(row(number)), label: labels[number]) }
    return part
  }
}
