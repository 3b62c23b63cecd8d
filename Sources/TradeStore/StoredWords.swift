import TradeModel

// The words under which enumerations are stored, as texts that live as long as the program: they
// are bound without a string. A test holds them to the raw values.

extension DeclarationKind {
  var word: StaticString {
    switch self {
    case .export: "export"
    case .import: "import"
    case .transit: "transit"
    case .reexport: "reexport"
    }
  }
}

extension DeclarationStatus {
  var word: StaticString {
    switch self {
    case .accepted: "accepted"
    case .amended: "amended"
    case .withdrawn: "withdrawn"
    case .cancelled: "cancelled"
    }
  }
}

extension TransportMode {
  var word: StaticString {
    switch self {
    case .air: "air"
    case .sea: "sea"
    case .road: "road"
    case .rail: "rail"
    case .post: "post"
    case .courier: "courier"
    case .other: "other"
    }
  }
}

extension TransactionNature {
  var word: StaticString {
    switch self {
    case .sale: "sale"
    case .return: "return"
    case .repair: "repair"
    case .replacement: "replacement"
    case .sample: "sample"
    case .lease: "lease"
    case .intraGroup: "intra_group"
    case .other: "other"
    }
  }
}

/// All pairs of letters, kept for as long as the program runs, so that the code of a country can be
/// stored without a string.
enum CountryLetters {
  /// Where the two letters of a country stand.
  static func letters(of country: CountryCode) -> UnsafePointer<CChar> {
    let row = Int(country.ordinal >> 8) - 0x41
    let column = Int(country.ordinal & 0xFF) - 0x41
    return table.start + (row * 26 + column) * 2
  }

  // Proof for the sharing: nothing writes to it after this initialiser.
  private struct Table: @unchecked Sendable { let start: UnsafePointer<CChar> }

  private static let table: Table = {
    let letters = UnsafeMutablePointer<CChar>.allocate(capacity: 26 * 26 * 2)
    for row in 0..<26 {
      for column in 0..<26 {
        letters[(row * 26 + column) * 2] = CChar(0x41 + row)
        letters[(row * 26 + column) * 2 + 1] = CChar(0x41 + column)
      }
    }
    return Table(start: UnsafePointer(letters))
  }()
}
