/// Whether probabilities happen as often as they say, by equal parts of a ranking.
public struct CalibrationTable: Sendable {
  /// One part of the ranking.
  public struct Part: Sendable, Equatable {
    /// How many rows.
    public let count: Int
    /// How many positives there were.
    public let observed: Int
    /// How many the probabilities add up to.
    public let expected: Double
    /// Observed over expected; nil where nothing was expected.
    public var ratio: Double? { expected > 0 ? Double(observed) / expected : nil }
  }

  /// From the lowest probabilities to the highest.
  public let parts: [Part]
  /// Mean squared distance of probability and label (Brier, 1950).
  public let brier: Double
  /// Mean distance of probability and frequency over fifteen equal parts.
  public let expectedError: Double

  /// Splits rows into equal parts by probability; the earlier parts take what is over.
  public init(probabilities: [Double], labels: [Bool], parts count: Int = 10) {
    precondition(probabilities.count == labels.count, "one label for each probability")
    let order = probabilities.indices.sorted { one, other in
      probabilities[one] != probabilities[other]
        ? probabilities[one] < probabilities[other] : one < other
    }
    parts = Self.split(order, into: count).map { rows in
      Part(
        count: rows.count, observed: rows.count { labels[$0] },
        expected: rows.reduce(0) { $0 + probabilities[$1] })
    }
    let total = Double(max(1, labels.count))
    brier =
      zip(probabilities, labels).reduce(0) { sum, row in
        let distance = row.0 - (row.1 ? 1 : 0)
        return sum + distance * distance
      } / total
    expectedError =
      Self.split(order, into: 15).reduce(0) { sum, rows in
        let expected = rows.reduce(0) { $0 + probabilities[$1] }
        return sum + abs(Double(rows.count { labels[$0] }) - expected)
      } / total
  }

  private static func split(_ order: [Int], into count: Int) -> [ArraySlice<Int>] {
    let (size, over) = order.count.quotientAndRemainder(dividingBy: count)
    var start = 0
    return (0..<count).map { part in
      let end = start + size + (part < over ? 1 : 0)
      defer { start = end }
      return order[start..<end]
    }
  }
}
