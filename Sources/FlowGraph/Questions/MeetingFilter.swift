/// Which hubs have rows of one side, and about when: what it does not know of is surely not there.
///
/// A bit for a hash of family, node and span of days. Most arrivals in trade have no departure within
/// their dwell, and most departures no arrival: asking a table before sorting spares sorting those.
/// Two hubs can share a bit, so some rows are kept that meet nothing; that costs time and changes
/// nothing.
struct MeetingFilter: Sendable {
  private let words: [UInt64]
  /// By how much a hash is shifted to be the number of a bit.
  private let hashShift: UInt64
  /// Days fall into spans of two to the power of this.
  private let dayShift: Int

  /// Takes the rows of one side in; spans of days are about as long as `window`.
  ///
  /// Middle legs are taken in a second time under a name of their own where `marksMiddles`.
  init(of rows: borrowing Span<RouteRow>, window: Int, marksMiddles: Bool) {
    // A power of two of eight bits a row or more, so that few hubs share one.
    let bitCount = UInt64(max(64, rows.count &* 8)).nextPowerOfTwo
    hashShift = UInt64(bitCount.leadingZeroBitCount + 1)
    dayShift = UInt64(max(1, window)).nextPowerOfTwo.trailingZeroBitCount
    words = Self.marked(
      rows, in: Int(bitCount / 64), hashShift: hashShift, dayShift: dayShift,
      marksMiddles: marksMiddles)
  }

  private static func marked(
    _ rows: borrowing Span<RouteRow>, in wordCount: Int, hashShift: UInt64, dayShift: Int,
    marksMiddles: Bool
  ) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: wordCount)
    var marks = words.mutableSpan
    for index in rows.indices {
      let row = rows[index]
      let span = Int(row.day) &>> dayShift
      let bit = hash(row.hub, span) &>> hashShift
      marks[Int(bit &>> 6)] |= 1 &<< (bit & 63)
      guard marksMiddles, row.roles.contains(.middle) else { continue }
      let other = hash(row.hub | middleMark, span) &>> hashShift
      marks[Int(other &>> 6)] |= 1 &<< (other & 63)
    }
    return words
  }

  /// What tells middle legs of a hub from all its legs; above the bits of a hub.
  private static let middleMark: UInt64 = 1 &<< 63

  /// Whether the side may have rows of a hub, or only middle legs, from one day through another, which
  /// are no further apart than a window.
  func mayHave(_ hub: UInt64, from first: Int, through last: Int, onlyMiddles: Bool) -> Bool {
    let name = hub | (onlyMiddles ? Self.middleMark : 0)
    // Both spans are looked up in any case: which one it is nobody can guess.
    let bits = bit(Self.hash(name, first &>> dayShift)) | bit(Self.hash(name, last &>> dayShift))
    return bits == 1
  }

  private func bit(_ hash: UInt64) -> UInt64 {
    let bit = hash &>> hashShift
    return words[Int(bit &>> 6)] &>> (bit & 63) & 1
  }

  /// Multiplicative hashing (Knuth, *The Art of Computer Programming* 3, 6.4): the upper bits count.
  private static func hash(_ hub: UInt64, _ span: Int) -> UInt64 {
    let mixed = hub ^ (UInt64(bitPattern: Int64(span)) &* 0xD6E8_FEB8_6659_FD93)
    return (mixed ^ (mixed &>> 29)) &* 0x9E37_79B9_7F4A_7C15
  }
}

extension UInt64 {
  /// The least power of two that is no less; for numbers from 1 to 2^63.
  fileprivate var nextPowerOfTwo: UInt64 {
    self == 1 ? 1 : 1 &<< UInt64(64 - (self - 1).leadingZeroBitCount)
  }
}

/// Both sides of some families on routes on which families stay what they are, without rows that surely
/// meet nothing.
struct MeetingRows {
  private let arriving: MeetingFilter
  private let leaving: MeetingFilter
  private let question: RouteQuestion
  /// Whether a first leg may go on with a last leg.
  private let isDirect: Bool

  init(
    arriving: borrowing Span<RouteRow>, leaving: borrowing Span<RouteRow>, question: RouteQuestion
  ) {
    let windows = [question.dwell] + question.dwellOfFamily.values
    let window = windows.map { Int($0.maximum) - Int($0.minimum) + 1 }.max() ?? 1
    isDirect = question.legCounts.contains(2)
    self.arriving = MeetingFilter(of: arriving, window: window, marksMiddles: !isDirect)
    self.leaving = MeetingFilter(of: leaving, window: window, marksMiddles: !isDirect)
    self.question = question
  }

  /// Whether a row may have one of the other side within its dwell that it can be on a route with.
  func mayMeet(_ row: RouteRow, isArriving: Bool) -> Bool {
    let dwell = question.dwell(at: row.hub)
    let day = Int(row.day)
    let onlyMiddles = !isDirect && row.roles == .end
    return isArriving
      ? leaving.mayHave(
        row.hub, from: day + Int(dwell.minimum), through: day + Int(dwell.maximum),
        onlyMiddles: onlyMiddles)
      : arriving.mayHave(
        row.hub, from: day - Int(dwell.maximum), through: day - Int(dwell.minimum),
        onlyMiddles: onlyMiddles)
  }
}
