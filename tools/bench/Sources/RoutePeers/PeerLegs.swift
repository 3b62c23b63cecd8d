import Dispatch
import FlowGraph
import Foundation

/// The legs of a peer data folder in FlowGraph's columns, and what the route questions need besides.
struct PeerLegs: Sendable {
  /// Families are the first four digits of the goods; leg numbers are declaration numbers less one.
  var legs = LegColumns()
  /// The six digits of the goods of each leg.
  var goods: [Int32] = []
  /// The value of each leg in US dollars.
  var values: [Int64] = []
  /// The two letters of the country of each party, as one number.
  var countries: [UInt16] = []

  /// Reads legs.csv and parties.csv.
  init(folder: String) throws {
    let text = try Data(
      contentsOf: URL(fileURLWithPath: folder + "/legs.csv"), options: .alwaysMapped)
    let starts = Self.lineStarts(of: text, pieces: 64)
    let parts = Kept([Rows](repeating: Rows(), count: starts.count - 1))
    DispatchQueue.concurrentPerform(iterations: starts.count - 1) { piece in
      let rows = Rows(text: text, range: starts[piece]..<starts[piece + 1])
      parts.set(rows, at: piece)
    }
    let count = parts.values.reduce(0) { $0 + $1.senders.count }
    legs = LegColumns(reserving: count)
    goods.reserveCapacity(count)
    values.reserveCapacity(count)
    for rows in parts.values {
      legs.sender += rows.senders
      legs.receiver += rows.receivers
      legs.family += rows.families
      legs.departure += rows.days
      legs.quantity += rows.quantities
      goods += rows.goods
      values += rows.values
    }
    legs.arrival = legs.departure
    try readCountries(folder: folder)
  }

  private mutating func readCountries(folder: String) throws {
    let text = try String(contentsOfFile: folder + "/parties.csv", encoding: .utf8)
    countries = [0]
    for line in text.utf8.split(separator: UInt8(ascii: "\n")).dropFirst() {
      let fields = line.split(separator: UInt8(ascii: ","))
      guard fields.count == 2, let party = Int(String(decoding: fields[0], as: UTF8.self)) else {
        continue
      }
      while countries.count <= party { countries.append(0) }
      countries[party] = Self.code(String(decoding: fields[1], as: UTF8.self))
    }
  }

  /// Two letters as one number.
  static func code(_ country: String) -> UInt16 {
    country.utf8.prefix(2).reduce(0) { $0 << 8 | UInt16($1) }
  }

  /// The parties of some countries.
  func parties(of names: [String]) -> NumberSet {
    let codes = Set(names.map(Self.code))
    return NumberSet(below: countries.count) { codes.contains(countries[$0]) }
  }

  /// Offsets of line starts after the header that cut the file into pieces of about equal length.
  private static func lineStarts(of text: Data, pieces: Int) -> [Int] {
    text.withUnsafeBytes { text in
      (0..<pieces).map { piece in
        var place = text.count * piece / pieces
        while place < text.count, text[place] != UInt8(ascii: "\n") { place += 1 }
        return min(place + 1, text.count)
      } + [text.count]
    }
  }
}

/// Some lines of legs.csv.
private struct Rows: Sendable {
  var senders: [Int32] = []
  var receivers: [Int32] = []
  var families: [Int16] = []
  var days: [Int32] = []
  var goods: [Int32] = []
  var quantities: [Int64] = []
  var values: [Int64] = []

  init() {}

  // declaration_id, day, shipper_id, consignee_id, two countries, hs6, quantity, value_usd, weight
  init(text: Data, range: Range<Int>) {
    text.withUnsafeBytes { text in
      let bytes = text[range]
      var place = range.lowerBound
      func number() -> Int64 {
        var value: Int64 = 0
        while place < range.upperBound {
          let byte = bytes[place]
          place += 1
          if byte < UInt8(ascii: "0") { break }
          value = value &* 10 &+ Int64(byte &- UInt8(ascii: "0"))  // the file has small numbers
        }
        return value
      }
      while place < range.upperBound {
        _ = number()
        days.append(Int32(truncatingIfNeeded: number()))
        senders.append(Int32(truncatingIfNeeded: number()))
        receivers.append(Int32(truncatingIfNeeded: number()))
        place += 6  // two countries of two letters, each with its comma
        let code = number()
        goods.append(Int32(truncatingIfNeeded: code))
        families.append(Int16(truncatingIfNeeded: code / 100))
        quantities.append(number())
        values.append(number())
        _ = number()
      }
    }
  }
}

/// Results of workers, each in its place.
private final class Kept<Value>: @unchecked Sendable {
  // Proof: the lock is held whenever the values are touched.
  private let lock = NSLock()
  private(set) var values: [Value]

  init(_ values: [Value]) { self.values = values }

  func set(_ value: Value, at place: Int) { lock.withLock { values[place] = value } }
}
