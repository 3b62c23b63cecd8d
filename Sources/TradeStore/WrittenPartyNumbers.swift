import GRDB
import Synchronization
public import TradeModel

/// The numbers of the distinct written parties: each is stored once, goods lines refer to it.
///
/// Numbers are handed out where files are read, on another core than the one that stores rows; new
/// parties travel with their batch.
public final class WrittenPartyNumbers: Sendable {
  private let table: Mutex<WrittenPartyTable>

  init(_ table: WrittenPartyTable) {
    self.table = Mutex(table)
  }

  /// How many parties have a number.
  var count: Int { table.withLock { $0.count } }

  /// Gives every party of a batch its number.
  ///
  /// Batches must be numbered and stored in the same order: the numbers of new parties follow it.
  public func number(_ batch: DeclarationBatch) -> NumberedBatch {
    var keys = PartyKeys()
    let bytes = batch.bytes.span
    for position in batch.lines.indices {
      keys.append(batch.lines[position].shipper, in: bytes)
      keys.append(batch.lines[position].consignee, in: bytes)
      if !batch.lines[position].endUser.isEmpty {
        keys.append(batch.lines[position].endUser, in: bytes)
      }
      if !batch.lines[position].forwarder.isEmpty {
        keys.append(batch.lines[position].forwarder, in: bytes)
      }
    }
    let (first, found, new) = table.withLock { table in
      let first = table.count
      let found = table.numbers(of: keys)
      return (first, found, table.keys(from: first))
    }
    return NumberedBatch(
      batch: batch, numbers: Self.spread(found, over: batch), firstNewParty: first, newParties: new)
  }

  /// Gives each line the numbers of its parties, in the order in which their keys were made.
  private static func spread(_ found: [Int32], over batch: DeclarationBatch) -> [PartyNumbers] {
    var next = 0
    func take() -> Int32 {
      defer { next += 1 }
      return found[next]
    }
    return batch.lines.indices.map { position in
      PartyNumbers(
        shipper: take(), consignee: take(),
        endUser: batch.lines[position].endUser.isEmpty ? 0 : take(),
        forwarder: batch.lines[position].forwarder.isEmpty ? 0 : take(),
        identity: identityHash(of: batch.lines[position], in: batch.bytes.span))
    }
  }
}

/// A hash of source, number and line; rows of one identity have the same.
func identityHash(of line: FiledLine, in bytes: Span<UInt8>) -> UInt64 {
  identityHash(
    source: bytes.extracting(line.source.range), number: bytes.extracting(line.declarationID.range),
    line: line.line)
}

/// A hash of the parts of an identity.
func identityHash(source: Span<UInt8>, number: Span<UInt8>, line: Int32) -> UInt64 {
  var hash = TextHash()
  hash.add(source)
  hash.add(number)
  hash.add(UInt64(UInt32(bitPattern: line)))
  return hash.value
}

/// A batch with the numbers of its parties, ready to be stored.
public struct NumberedBatch: Sendable {
  let batch: DeclarationBatch
  /// For each line.
  let numbers: [PartyNumbers]
  /// How many parties had a number before; the first new one has the next.
  let firstNewParty: Int
  /// The parties that are new with this batch.
  let newParties: [PartyKey]
}

/// The written parties of one goods line, 0 for none, and the hash of its identity.
struct PartyNumbers {
  var shipper: Int32
  var consignee: Int32
  var endUser: Int32
  var forwarder: Int32
  var identity: UInt64
}
