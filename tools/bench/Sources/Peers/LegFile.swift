import FlowGraph
import Foundation

/// The legs of a peer data folder: FlowGraph's columns and what else the questions need.
///
/// Leg numbers are declaration numbers less one, node numbers are party numbers, and families are
/// headings of four digits.
struct LegFile: Sendable {
  var legs = LegColumns()
  /// The six digits of the goods of each leg.
  var goods: [Int32]
  /// The value of each leg in US dollars.
  var values: [Int64]

  static let controlled: [Int32] = [847_150, 847_180, 847_330, 854_231, 854_232, 854_239]

  /// Reads legs.csv on all cores: lines are counted first, so that each piece knows its first leg.
  init(path: String) throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    let text = LineText(bytes)
    let pieces = text.pieces(32)
    let counts = Slots<Int>.fill(pieces.count) { counts in
      DispatchQueue.concurrentPerform(iterations: pieces.count) { piece in
        counts.set(text.lineCount(in: pieces[piece]), at: piece)
      }
    }
    var firsts = [0]
    for count in counts { firsts.append(firsts[firsts.count - 1] + count) }
    let count = firsts[pieces.count]
    let starts = firsts
    goods = []
    values = []
    // Workers write into the arrays themselves: a second copy would cost as much as reading.
    legs.sender = Slots.fill(count) { senders in
      legs.receiver = Slots.fill(count) { receivers in
        legs.family = Slots.fill(count) { families in
          legs.departure = Slots.fill(count) { days in
            legs.quantity = Slots.fill(count) { quantities in
              goods = Slots.fill(count) { goods in
                values = Slots.fill(count) { values in
                  let rows = RowSlots(
                    senders: senders, receivers: receivers, families: families, days: days,
                    goods: goods, quantities: quantities, values: values)
                  DispatchQueue.concurrentPerform(iterations: pieces.count) { piece in
                    text.read(pieces[piece], into: rows, from: starts[piece])
                  }
                }
              }
            }
          }
        }
      }
    }
    legs.arrival = legs.departure
  }

  /// Whether goods are controlled.
  static func isControlled(_ goods: Int32) -> Bool {
    switch goods {
    case 847_150, 847_180, 847_330, 854_231, 854_232, 854_239: true
    default: false
    }
  }

  /// Whether each leg is of controlled goods.
  var isControlled: [Bool] { goods.map(Self.isControlled) }

  /// The legs of controlled goods.
  var controlledLegs: NumberSet {
    let goods = goods
    return NumberSet(below: goods.count) { Self.isControlled(goods[$0]) }
  }

  /// The legs with their values in the place of quantities: what networks are summed by.
  var valued: LegColumns {
    var valued = legs
    valued.quantity = values
    return valued
  }
}

/// The columns of all lines while workers fill them.
private struct RowSlots: Sendable {
  let senders: Slots<Int32>
  let receivers: Slots<Int32>
  let families: Slots<Int16>
  let days: Slots<Int32>
  let goods: Slots<Int32>
  let quantities: Slots<Int64>
  let values: Slots<Int64>
}

/// The bytes of legs.csv, whose last line ends with a line feed.
private struct LineText: Sendable {
  private let bytes: Data

  init(_ bytes: Data) { self.bytes = bytes }

  /// Ranges of whole lines after the header, of about equal length.
  func pieces(_ count: Int) -> [Range<Int>] {
    bytes.withUnsafeBytes { bytes in
      let starts =
        (0..<count).map { piece in
          var place = bytes.count * piece / count
          while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
          return min(place + 1, bytes.count)
        } + [bytes.count]
      return zip(starts, starts.dropFirst()).map { $0..<$1 }
    }
  }

  func lineCount(in range: Range<Int>) -> Int {
    bytes.withUnsafeBytes { bytes in
      var count = 0
      for byte in bytes[range] where byte == UInt8(ascii: "\n") { count &+= 1 }
      return count
    }
  }

  /// Reads whole lines: declaration, day, two parties, two countries, goods, quantity, value, weight.
  func read(_ range: Range<Int>, into rows: RowSlots, from first: Int) {
    bytes.withUnsafeBytes { bytes in
      guard var place = bytes.baseAddress?.advanced(by: range.lowerBound) else { return }
      let end = place + range.count
      func number() -> Int64 {
        var value: Int64 = 0
        while true {
          let byte = place.load(as: UInt8.self)
          place += 1
          if byte < UInt8(ascii: "0") { return value }  // a comma or the end of the line
          value = value &* 10 &+ Int64(byte &- UInt8(ascii: "0"))
        }
      }
      var leg = first
      while place < end {
        _ = number()
        rows.days.set(Int32(truncatingIfNeeded: number()), at: leg)
        rows.senders.set(Int32(truncatingIfNeeded: number()), at: leg)
        rows.receivers.set(Int32(truncatingIfNeeded: number()), at: leg)
        place += 6  // two countries of two letters, each with its comma
        let goods = Int32(truncatingIfNeeded: number())
        rows.goods.set(goods, at: leg)
        rows.families.set(Int16(truncatingIfNeeded: goods / 100), at: leg)
        rows.quantities.set(number(), at: leg)
        rows.values.set(number(), at: leg)
        _ = number()
        leg += 1
      }
    }
  }
}

/// An array under construction, of which every worker fills its own places.
private struct Slots<Element: BitwiseCopyable>: @unchecked Sendable {
  // Proof: workers write different places, and `fill` waits for all of them.
  private let places: UnsafeMutableBufferPointer<Element>

  static func fill(_ count: Int, _ body: (Slots) -> Void) -> [Element] {
    [Element](unsafeUninitializedCapacity: count) { places, initialized in
      body(Slots(places: places))
      initialized = count
    }
  }

  func set(_ element: Element, at index: Int) { places[index] = element }
}
