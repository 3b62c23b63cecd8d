import TradeModel

/// The numbers by which bills of lading are known to one another, as hashes; 0 where there is none.
public struct BillNumbers: Sendable {
  /// The bill's own number.
  let own: UInt64
  /// The number of the master bill that a house bill names.
  let master: UInt64
  /// The containers, whatever their order and punctuation.
  let containers: UInt64

  init(_ bill: Declaration) {
    own = Self.hash(bill.identity.declarationID)
    master = bill.masterBill.map(Self.hash) ?? 0
    let numbers = (bill.containers ?? "").split(separator: ";")
      .map { $0.uppercased().filter { $0.isLetter || $0.isNumber } }.filter { !$0.isEmpty }
    containers = numbers.isEmpty ? 0 : Self.hash(numbers.sorted().joined(separator: ";"))
  }

  private static func hash(_ number: String) -> UInt64 {
    let letters = number.uppercased().filter { $0.isLetter || $0.isNumber || $0 == ";" }
    guard !letters.isEmpty else { return 0 }
    var hash = TextHash()
    hash.add(Array(letters.utf8).span)
    return max(1, hash.value)
  }
}
