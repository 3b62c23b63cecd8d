import FlowGraph
import Foundation
import Testing

@Suite("Snapshots of legs")
struct LegSnapshotTests {
  private static let origin = (0..<32).map { UInt8($0) }

  /// A folder that is gone after `body`.
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("snapshot-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func write(_ example: Example, to path: String) throws {
    try LegSnapshot.write(
      example.legs, numbers: ["value": example.values], bytes: ["note": Array("kept".utf8)],
      madeFrom: Self.origin, to: path)
  }

  @Test("give back what was written and answer alike", arguments: 0..<UInt64(200))
  func roundTrip(seed: UInt64) throws {
    let example = Example(seed: seed, count: Int(seed * seed % 1_600))
    try withFolder { folder in
      let path = folder + "/legs.columns"
      try write(example, to: path)
      let snapshot = try LegSnapshot(opening: path, madeFrom: Self.origin)
      let legs = try snapshot.legs()
      #expect(snapshot.legCount == example.legs.count)
      #expect(legs.sender == example.legs.sender && legs.receiver == example.legs.receiver)
      #expect(legs.family == example.legs.family && legs.quantity == example.legs.quantity)
      #expect(legs.departure == example.legs.departure && legs.arrival == example.legs.arrival)
      #expect(legs.dwellClass == example.legs.dwellClass)
      #expect(try snapshot.bytes("note") == Array("kept".utf8))
      let routes = try snapshot.index.routes(answering: example.question)
      let expected = example.legs.routes(answering: example.question)
      #expect(routes.count() == expected.count())
      #expect(
        try routes.best(9, by: .smallest(of: snapshot.numbers("value")))
          == expected.best(9, by: .smallest(of: example.values)))
      try snapshot.verify()
    }
  }

  @Test("have the same bytes for the same legs")
  func sameBytes() throws {
    let example = Example(seed: 5, count: 3_000)
    try withFolder { folder in
      try write(example, to: folder + "/one")
      try write(example, to: folder + "/two")
      #expect(
        FileManager.default.contentsEqual(atPath: folder + "/one", andPath: folder + "/two"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
    }
  }

  @Test("begin as their page says")
  func layout() throws {
    let example = Example(seed: 6, count: 100)
    try withFolder { folder in
      let path = folder + "/legs.columns"
      try write(example, to: path)
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      func number(_ offset: Int, _ width: Int) -> Int {
        bytes[offset..<(offset + width)].reversed().reduce(0) { $0 << 8 | Int($1) }
      }
      #expect(bytes[..<8].elementsEqual("FLOWLEGS".utf8))
      #expect(number(8, 4) == 4)
      #expect(number(16, 8) == bytes.count)
      #expect(Array(bytes[32..<64]) == Self.origin)
      let columns = (0..<number(12, 4)).map { 128 + $0 * 64 }
      #expect(bytes[columns[0]..<(columns[0] + 11)].elementsEqual("leg.sender\0".utf8))
      let first = number(columns[0] + 32, 8)
      #expect(first == number(24, 8))
      #expect(number(columns[0] + 40, 8) == 100 && number(columns[0] + 48, 8) == 4)
      #expect(number(first, 4) == Int(example.legs.sender[0]))
      for column in columns { #expect(number(column + 32, 8) % 64 == 0) }
    }
  }

  @Test("of another source are stale")
  func stale() throws {
    try withFolder { folder in
      let path = folder + "/legs.columns"
      try write(Example(seed: 1, count: 50), to: path)
      let other = [UInt8](repeating: 9, count: 32)
      #expect(throws: SnapshotError.stale(path: path)) {
        try LegSnapshot(opening: path, madeFrom: other)
      }
      #expect(try LegSnapshot(opening: path).origin == Self.origin)
    }
  }

  @Test("that are cut off, foreign, of another version or missing are refused")
  func unusable() throws {
    try withFolder { folder in
      let path = folder + "/legs.columns"
      try write(Example(seed: 1, count: 50), to: path)
      let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))

      func refusal(_ bytes: [UInt8]) throws -> SnapshotError? {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return #expect(throws: SnapshotError.self) { try LegSnapshot(opening: path) }
      }
      for length in [8, 100, 128, whole.count - 1] {
        guard case .wrongLength = try refusal(Array(whole[..<length])) else {
          Issue.record("a file of \(length) bytes is not refused for its length")
          continue
        }
      }
      #expect(try refusal([]) == .foreign(path: path))
      #expect(try refusal(Array("declaration_id,day".utf8)) == .foreign(path: path))
      #expect(try refusal([UInt8](repeating: 0, count: 4_096)) == .foreign(path: path))
      var earlier = whole
      earlier[8] = 3
      #expect(try refusal(earlier) == .wrongVersion(path: path, found: 3, known: 4))
      for place in [13, 25, 40, 125, 130, 165] {
        var changed = whole
        changed[place] ^= 0x40
        #expect(try refusal(changed) == .badChecksum(path: path, part: "the header"))
      }
      try FileManager.default.removeItem(atPath: path)
      guard
        case .cannotRead = #expect(
          throws: SnapshotError.self, performing: { try LegSnapshot(opening: path) })
      else {
        Issue.record("a missing file can be read")
        return
      }
    }
  }

  @Test("with a changed byte are found out before it is used", arguments: 0..<UInt64(60))
  func changedByte(seed: UInt64) throws {
    let example = Example(seed: 7, count: 4_000)
    try withFolder { folder in
      let path = folder + "/legs.columns"
      try write(example, to: path)
      var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      let start = 24
      let first = bytes[start..<(start + 8)].reversed().reduce(0) { $0 << 8 | Int($1) }
      let place = first + Int(seed) * (bytes.count - first) / 60
      bytes[place] ^= 1
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      let snapshot = try LegSnapshot(opening: path)
      let refusal = #expect(throws: SnapshotError.self) { try snapshot.verify() }
      guard case .badChecksum = refusal else {
        Issue.record("byte \(place) is not found out")
        return
      }
      // A question either does not touch the block, and is right, or is refused.
      do {
        let routes = try snapshot.index.routes(answering: example.question)
        #expect(routes.count() == example.legs.routes(answering: example.question).count())
      } catch {
        #expect(error as? SnapshotError == refusal)
      }
    }
  }

  @Test("cannot be written where there is no folder")
  func unwritable() throws {
    try withFolder { folder in
      let path = folder + "/missing/legs.columns"
      guard
        case .cannotWrite = #expect(
          throws: SnapshotError.self,
          performing: { try write(Example(seed: 1, count: 5), to: path) })
      else {
        Issue.record("a file in a missing folder is written")
        return
      }
    }
  }
}

/// Random legs and a question about them.
private struct Example {
  var legs = LegColumns()
  var values: [Int64] = []
  var question: RouteQuestion

  init(seed: UInt64, count: Int) {
    var random = RandomTrade(seed: seed)
    for _ in 0..<count {
      let day = Int32(random.number(0...300))
      legs.append(
        sender: Int32(random.number(0...20)), receiver: Int32(random.number(0...20)),
        family: Int16(random.number(-1...5)), departure: day,
        arrival: day + Int32(random.number(0...5)), quantity: Int64(random.number(0...50)),
        dwellClass: seed % 2 == 0 ? UInt8(random.number(0...2)) : 0)
      values.append(Int64(random.number(0...1_000)))
    }
    question = RouteQuestion(
      dwell: DwellWindow(minimum: 0, maximum: 20),
      transforms: FamilyTransforms(familyCount: 6), legCounts: 2...Int(2 + seed % 3))
    question.from = NumberSet([1, 2, 3, 4])
    question.via = seed % 2 == 0 ? NumberSet([5, 6, 7, 8, 9, 10]) : nil
    question.to = NumberSet([11, 12, 13])
    question.families = seed % 3 == 0 ? NumberSet([1, 3, 4]) : nil
    question.ratio = QuantityRatio(from: .init(1, over: 2), through: .init(11, over: 10))
  }
}
