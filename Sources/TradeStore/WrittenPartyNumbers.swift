import GRDB
import Synchronization
public import TradeModel

/// The numbers of the distinct written parties: each is stored once, goods lines refer to it.
///
/// Numbers are handed out on another thread than the one that stores rows; new parties travel with their
/// batch. Where there are more parties than memory should hold, those that the table does not know
/// travel without a number and are looked up where rows are stored.
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
    let prints = Self.prints(of: batch)
    let (first, found) = table.withLock { table in
      let count = table.count
      return table.hasRoom(for: prints.count)
        ? (count, table.numbers(of: prints)) : (nil, table.heldNumbers(of: prints))
    }
    return NumberedBatch(batch: batch, found: found, firstNewParty: first)
  }

  /// Takes note of a party that the database had or has been given.
  func learn(_ party: FiledParty, in texts: Span<UInt8>, number: Int32) {
    let party = WrittenPartyPrint(of: party, in: texts)
    table.withLock { $0.learn(party, number: number) }
  }

  private static func prints(of batch: DeclarationBatch) -> [WrittenPartyPrint] {
    var prints: [WrittenPartyPrint] = []
    prints.reserveCapacity(batch.lines.count * 4)
    let bytes = batch.bytes.span
    for position in batch.lines.indices {
      prints.append(WrittenPartyPrint(of: batch.lines[position].shipper, in: bytes))
      prints.append(WrittenPartyPrint(of: batch.lines[position].consignee, in: bytes))
      if !batch.lines[position].endUser.isEmpty {
        prints.append(WrittenPartyPrint(of: batch.lines[position].endUser, in: bytes))
      }
      if !batch.lines[position].forwarder.isEmpty {
        prints.append(WrittenPartyPrint(of: batch.lines[position].forwarder, in: bytes))
      }
    }
    return prints
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
  /// For each line; a party of `newParties` that has no number yet has its position instead, from -1
  /// down.
  private(set) var numbers: [PartyNumbers]
  /// How many parties had a number before, and the first new one has the next; nil where the database
  /// has to be asked who is new.
  let firstNewParty: Int?
  /// The parties that are new with this batch, or may be.
  private(set) var newParties: [FiledParty] = []

  /// A batch and the numbers of its parties, in the order of lines and of roles.
  fileprivate init(batch: DeclarationBatch, found: [Int32], firstNewParty: Int?) {
    self.batch = batch
    self.firstNewParty = firstNewParty
    numbers = []
    numbers.reserveCapacity(batch.lines.count)
    let bytes = batch.bytes.span
    var next = 0
    for position in batch.lines.indices {
      let shipper = take(batch.lines[position].shipper, found, &next)
      let consignee = take(batch.lines[position].consignee, found, &next)
      let endUser = batch.lines[position].endUser
      let forwarder = batch.lines[position].forwarder
      numbers.append(
        PartyNumbers(
          shipper: shipper, consignee: consignee,
          endUser: endUser.isEmpty ? 0 : take(endUser, found, &next),
          forwarder: forwarder.isEmpty ? 0 : take(forwarder, found, &next),
          identity: identityHash(of: batch.lines[position], in: bytes)))
    }
  }

  /// The same batch with hashes of identities as somebody wants them.
  init(_ numbered: NumberedBatch, hash: (UInt64) -> UInt64) {
    self = numbered
    for position in numbers.indices {
      numbers[position].identity = hash(numbers[position].identity)
    }
  }

  /// The next number; a party is new where nobody before it had its number.
  private mutating func take(_ party: FiledParty, _ found: [Int32], _ next: inout Int) -> Int32 {
    let number = found[next]
    next += 1
    let new = newParties.count + 1
    if Int(number) == firstNewParty.map({ $0 + new }) ?? -new { newParties.append(party) }
    return number
  }
}

/// The written parties of one goods line, 0 for none, and the hash of its identity.
struct PartyNumbers {
  var shipper: Int32
  var consignee: Int32
  var endUser: Int32
  var forwarder: Int32
  var identity: UInt64
}
