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
  init(of rows: [RouteRow], window: Int) {
    // A power of two of eight bits a row or more, so that few hubs share one.
    let bitCount = UInt64(max(64, rows.count &* 8)).nextPowerOfTwo
    hashShift = UInt64(bitCount.leadingZeroBitCount + 1)
    dayShift = UInt64(max(1, window)).nextPowerOfTwo.trailingZeroBitCount
    words = Self.marked(
      rows, in: Int(bitCount / 64), hashShift: hashShift, dayShift: dayShift)
  }

  private static func marked(
    _ rows: [RouteRow], in wordCount: Int, hashShift: UInt64, dayShift: Int
  ) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: wordCount)
    var marks = words.mutableSpan
    let rows = rows.span
    for index in rows.indices {
      let bit = hash(rows[index].hub, Int(rows[index].day) &>> dayShift) &>> hashShift
      marks[Int(bit &>> 6)] |= 1 &<< (bit & 63)
    }
    return words
  }

  /// Whether the side may have rows of a hub from one day through another, which are no further apart
  /// than a window.
  func mayHave(_ hub: UInt64, from first: Int, through last: Int) -> Bool {
    // Both spans are looked up in any case: which one it is nobody can guess.
    let bits = bit(Self.hash(hub, first &>> dayShift)) | bit(Self.hash(hub, last &>> dayShift))
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

/// Both sides of the routes of a question on which families stay what they are, without rows that
/// surely meet nothing.
struct MeetingRows: Sendable {
  private let arriving: MeetingFilter
  private let leaving: MeetingFilter
  private let question: RouteQuestion

  init(of rows: RouteRows, question: RouteQuestion) {
    let windows = [question.dwell] + question.dwellOfFamily.values
    let window = windows.map { Int($0.maximum) - Int($0.minimum) + 1 }.max() ?? 1
    let filters = Parallel.map(count: 2) {
      MeetingFilter(of: $0 == 0 ? rows.arriving : rows.leaving, window: window)
    }
    arriving = filters[0]
    leaving = filters[1]
    self.question = question
  }

  /// Whether a row may have one of the other side within its dwell.
  func mayMeet(_ row: RouteRow, isArriving: Bool) -> Bool {
    let dwell = question.dwell(at: row.hub)
    let day = Int(row.day)
    return isArriving
      ? leaving.mayHave(row.hub, from: day + Int(dwell.minimum), through: day + Int(dwell.maximum))
      : arriving.mayHave(row.hub, from: day - Int(dwell.maximum), through: day - Int(dwell.minimum))
  }
}
