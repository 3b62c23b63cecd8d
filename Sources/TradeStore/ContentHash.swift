import TradeModel

extension Declaration {
  /// A hash of everything the row says: equal rows have equal hashes, on every machine.
  ///
  /// FNV-1a, 64 bits, over the fields in their order with a separator after each.
  /// - SeeAlso: Fowler, Noll and Vo, *The FNV Non-Cryptographic Hash Algorithm*, IETF draft.
  var contentHash: Int64 {
    var hash = FieldHash()
    hash.add(kind.rawValue)
    hash.add(status.rawValue)
    hash.add(date)
    hash.add(departedOn)
    hash.add(arrivedOn)
    for party in [shipper, consignee, endUser, forwarder] {
      hash.add(party.id)
      hash.add(party.name)
      hash.add(party.country?.code)
      hash.add(party.address)
    }
    hash.add(originCountry?.code)
    hash.add(departureCountry.code)
    hash.add(destinationCountry.code)
    for country in transitCountries { hash.add(country.code) }
    hash.add(mode?.rawValue)
    hash.add(hsCode)
    hash.add(goodsDescription)
    hash.add(model)
    hash.add(controlCode)
    hash.add(permitNumber)
    hash.add(quantity)
    hash.add(quantityUnit)
    hash.add(netWeightKilograms)
    hash.add(valueUSD)
    hash.add(nature?.rawValue)
    return hash.value
  }
}

private struct FieldHash {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  var value: Int64 { Int64(bitPattern: state) }

  mutating func add(_ text: String?) {
    if let text {
      for byte in text.utf8 { mix(byte) }
    }
    // 0xFF and 0xFE occur in no UTF-8 text, so fields cannot run into one another.
    mix(text == nil ? 0xFE : 0xFF)
  }

  mutating func add(_ day: TradeDay?) {
    add(number: day.map { UInt64(bitPattern: Int64($0.raw)) })
  }

  mutating func add(_ amount: Double?) {
    add(number: amount?.bitPattern)
  }

  private mutating func add(number: UInt64?) {
    guard var rest = number else { return mix(0xFE) }
    for _ in 0..<8 {
      mix(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
    mix(0xFF)
  }

  private mutating func mix(_ byte: UInt8) {
    // Wrapping is what this hash is defined by.
    state = (state ^ UInt64(byte)) &* 0x100_0000_01B3
  }
}
