import GRDB
import TradeModel

/// Which rows may be of one identity: a hash for every goods line, kept in the database in 64 parts.
///
/// An index over the identities costs a bulk load more than all the rest. Here a row costs sixteen
/// bytes; at the end of a file each part is read once, and what shares a hash is looked at. Memory
/// is one buffer a part while rows come in, and one part afterwards.
struct IdentityLedger {
  /// In how many parts the hashes are kept, by their first bits.
  static let partCount = 64
  private static let bufferLimit = 4_096

  private let insert: Statement
  private let select: Statement
  private var buffers = [[Entry]](repeating: [], count: partCount)

  /// A row's number and the hash of its identity.
  ///
  /// In the database as in memory: two numbers of eight bytes, the lowest first.
  struct Entry {
    private let littleHash: UInt64
    private let littleRow: Int64

    init(hash: UInt64, row: Int64) {
      littleHash = hash.littleEndian
      littleRow = row.littleEndian
    }

    var hash: UInt64 { UInt64(littleEndian: littleHash) }
    var row: Int64 { Int64(littleEndian: littleRow) }
  }

  init(_ database: Database) throws {
    insert = try database.cachedStatement(
      sql: "INSERT INTO row_identity (part, entries) VALUES (?, ?)")
    select = try database.cachedStatement(
      sql: "SELECT entries FROM row_identity WHERE part = ? ORDER BY id")
  }

  /// Notes a row that was stored.
  mutating func add(_ hash: UInt64, row: Int64) throws {
    let part = Int(hash >> 58)
    buffers[part].append(Entry(hash: hash, row: row))
    if buffers[part].count >= Self.bufferLimit { try flush(part) }
  }

  /// Writes down what is still in memory.
  mutating func flush() throws {
    for part in buffers.indices where !buffers[part].isEmpty { try flush(part) }
  }

  private mutating func flush(_ part: Int) throws {
    try insert.run { binder in
      binder.bind(Int64(part))
      buffers[part].withUnsafeBytes { binder.bind(blob: $0) }
    }
    buffers[part].removeAll(keepingCapacity: true)
  }

  /// Rows that share a hash with another, where at least one of them is `first` or later.
  ///
  /// - Returns: groups in the order of their first new row; each ascending, without repetition.
  func groups(since first: Int64, in part: Int) throws -> [[Int64]] {
    var earlier: [Entry] = []
    var new: [Entry] = []
    try read(part) { entry in
      if entry.row >= first { new.append(entry) } else { earlier.append(entry) }
    }
    guard !new.isEmpty else { return [] }
    var table = HashGroups(new)
    for entry in earlier { table.add(entry) }
    return table.groups
  }

  private func read(_ part: Int, _ body: (Entry) -> Void) throws {
    try select.scan {
      $0.bind(Int64(part))
    } row: { row in
      row.withBlob(0) { bytes in
        for position in stride(from: 0, to: bytes.byteCount - 15, by: 16) {
          let hash = bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
          let row = bytes.unsafeLoadUnaligned(fromByteOffset: position + 8, as: UInt64.self)
          body(Entry(hash: hash.littleEndian, row: Int64(bitPattern: row.littleEndian)))
        }
      }
    }
  }
}

/// New rows by hash, and what else has the hash of one of them.
private struct HashGroups {
  private let new: [IdentityLedger.Entry]
  /// Positions in `new` plus one, 0 where free.
  private var slots: [Int32]
  private var shared: [UInt64: [Int64]] = [:]

  init(_ entries: [IdentityLedger.Entry]) {
    new = entries
    var capacity = 16
    while capacity < entries.count * 2 { capacity *= 2 }
    slots = [Int32](repeating: 0, count: capacity)
    for position in entries.indices {
      let slot = slot(of: entries[position].hash)
      if slots[slot] == 0 {
        slots[slot] = Int32(position + 1)
      } else {
        note(entries[position], with: entries[Int(slots[slot]) - 1])
      }
    }
  }

  mutating func add(_ entry: IdentityLedger.Entry) {
    let slot = slot(of: entry.hash)
    if slots[slot] != 0 { note(entry, with: new[Int(slots[slot]) - 1]) }
  }

  var groups: [[Int64]] {
    shared.values.map { Set($0).sorted() }.sorted { $0[0] < $1[0] }
  }

  private mutating func note(_ entry: IdentityLedger.Entry, with first: IdentityLedger.Entry) {
    shared[entry.hash, default: [first.row]].append(entry.row)
  }

  /// Where the hash stands, or the free place where it would.
  private func slot(of hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0, new[Int(slots[slot]) - 1].hash != hash { slot = (slot + 1) & mask }
    return slot
  }
}
