import FlowGraph
import Foundation

/// The legs of a peer data folder: FlowGraph's columns and what else the questions need.
///
/// Leg numbers are declaration numbers less one, node numbers are party numbers, and families are
/// headings of four digits.
struct LegFile: Sendable {
  var legs = LegColumns()
  /// The six digits of the goods of each leg.
  var goods: [Int32] = []
  /// The value of each leg in US dollars.
  var values: [Int64] = []

  static let controlled: Set<Int32> = [847_150, 847_180, 847_330, 854_231, 854_232, 854_239]

  /// Reads legs.csv, in pieces on all cores.
  init(path: String) throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    let starts = Self.lineStarts(in: bytes, pieces: 32)
    let parts = Mutexed([Rows?](repeating: nil, count: starts.count - 1))
    DispatchQueue.concurrentPerform(iterations: starts.count - 1) { piece in
      let rows = Rows(bytes: bytes, range: starts[piece]..<starts[piece + 1])
      parts.with { $0[piece] = rows }
    }
    let rows = parts.with { $0 }.compactMap { $0 }
    let count = rows.reduce(0) { $0 + $1.goods.count }
    legs = LegColumns(reserving: count)
    goods.reserveCapacity(count)
    values.reserveCapacity(count)
    for rows in rows {
      legs.sender += rows.senders
      legs.receiver += rows.receivers
      legs.departure += rows.days
      legs.quantity += rows.quantities
      goods += rows.goods
      values += rows.values
    }
    legs.arrival = legs.departure
    legs.family = goods.map { Int16($0 / 100) }
  }

  /// Whether each leg is of controlled goods.
  var isControlled: [Bool] { goods.map { Self.controlled.contains($0) } }

  /// The legs with their values in the place of quantities: what networks are summed by.
  var valued: LegColumns {
    var valued = legs
    valued.quantity = values
    return valued
  }

  /// Offsets of lines after the header that cut the file into pieces of about equal length.
  private static func lineStarts(in bytes: Data, pieces: Int) -> [Int] {
    bytes.withUnsafeBytes { bytes in
      var starts: [Int] = []
      for piece in 0..<pieces {
        var place = bytes.count * piece / pieces
        while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
        starts.append(min(place + 1, bytes.count))
      }
      return starts + [bytes.count]
    }
  }
}

/// Some lines of legs.csv.
private struct Rows: Sendable {
  var senders: [Int32] = []
  var receivers: [Int32] = []
  var days: [Int32] = []
  var goods: [Int32] = []
  var quantities: [Int64] = []
  var values: [Int64] = []

  /// Reads whole lines: declaration, day, two parties, two countries, goods, quantity, value, weight.
  init(bytes: Data, range: Range<Int>) {
    bytes.withUnsafeBytes { raw in
      let bytes = raw.bytes.extracting(range)
      var place = 0
      func number() -> Int64 {
        var value: Int64 = 0
        while place < bytes.byteCount {
          let byte = bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self)
          place &+= 1
          if byte < UInt8(ascii: "0") { break }
          value = value &* 10 &+ Int64(byte &- UInt8(ascii: "0"))
        }
        return value
      }
      while place < bytes.byteCount {
        _ = number()
        days.append(Int32(truncatingIfNeeded: number()))
        senders.append(Int32(truncatingIfNeeded: number()))
        receivers.append(Int32(truncatingIfNeeded: number()))
        place += 6  // two countries of two letters, each with its comma
        goods.append(Int32(truncatingIfNeeded: number()))
        quantities.append(number())
        values.append(number())
        _ = number()
      }
    }
  }
}

/// A value behind a lock.
final class Mutexed<Value>: @unchecked Sendable {
  // Proof: the lock is held whenever the value is touched.
  private let lock = NSLock()
  private var value: Value

  init(_ value: Value) { self.value = value }

  func with<Result>(_ body: (inout Value) -> Result) -> Result {
    lock.withLock { body(&value) }
  }
}
