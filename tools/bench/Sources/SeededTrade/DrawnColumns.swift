import Dispatch

/// Columns that workers fill, each its own blocks of rows.
struct DrawnColumns {
  private(set) var senders: [Int32]
  private(set) var receivers: [Int32]
  private(set) var families: [Int16]
  private(set) var days: [Int32]
  private(set) var quantities: [Int64]
  private(set) var values: [Int64]
  private let count: Int

  init(count: Int) {
    self.count = count
    senders = []
    receivers = []
    families = []
    days = []
    quantities = []
    values = []
  }

  /// Fills all rows; each block of rows has random numbers of its own.
  mutating func draw(seed: UInt64, _ leg: @Sendable (inout SeededNumbers, Int) -> DrawnLeg) {
    let blockLength = 1 << 16
    let count = count
    senders = Places.fill(count) { senders in
      receivers = Places.fill(count) { receivers in
        families = Places.fill(count) { families in
          days = Places.fill(count) { days in
            quantities = Places.fill(count) { quantities in
              values = Places.fill(count) { values in
                let blocks = (count + blockLength - 1) / blockLength
                DispatchQueue.concurrentPerform(iterations: blocks) { block in
                  var random = SeededNumbers(seed: seed, block: block)
                  for row in (block * blockLength)..<min((block + 1) * blockLength, count) {
                    let drawn = leg(&random, row)
                    senders.set(drawn.sender, at: row)
                    receivers.set(drawn.receiver, at: row)
                    families.set(drawn.family, at: row)
                    days.set(drawn.day, at: row)
                    quantities.set(drawn.quantity, at: row)
                    values.set(drawn.value, at: row)
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}

/// An array under construction.
private struct Places<Element: BitwiseCopyable>: @unchecked Sendable {
  // Proof: workers write different places, and `fill` waits for all of them.
  private let places: UnsafeMutableBufferPointer<Element>

  static func fill(_ count: Int, _ body: (Places) -> Void) -> [Element] {
    [Element](unsafeUninitializedCapacity: count) { places, initialized in
      body(Places(places: places))
      initialized = count
    }
  }

  func set(_ element: Element, at index: Int) { places[index] = element }
}
