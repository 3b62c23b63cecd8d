/// A country as ISO 3166-1 alpha-2 writes it.
///
/// Officially assigned codes and the user-assigned ranges of the standard (AA, QM–QZ, XA–XZ, ZZ)
/// are accepted; the latter are what statistics use for "not specified" and for Kosovo (XK).
public struct CountryCode: Hashable, Comparable, Sendable {
  private let first: UInt8
  private let second: UInt8

  /// Reads a two-letter code, in either case; nil for anything that the standard does not know.
  public init?(_ text: some StringProtocol) {
    var bytes = text.utf8.makeIterator()
    guard let one = bytes.next().flatMap(Self.capital),
      let other = bytes.next().flatMap(Self.capital), bytes.next() == nil,
      Self.isAssigned[Self.place(one, other)]
    else { return nil }
    (first, second) = (one, other)
  }

  /// The two letters.
  public var code: String {
    Self.texts[Self.place(first, second)]
  }

  /// A number that orders codes as their letters do, for use as a compact key.
  public var ordinal: UInt16 {
    UInt16(first) << 8 | UInt16(second)
  }

  /// Compares as the letters do.
  public static func < (one: Self, other: Self) -> Bool {
    one.ordinal < other.ordinal
  }

  private static func isUserAssigned(_ first: UInt8, _ second: UInt8) -> Bool {
    switch (first, second) {
    case (0x41, 0x41), (0x58, _), (0x5A, 0x5A): true
    case (0x51, 0x4D...0x5A): true
    default: false
    }
  }

  /// A letter as a capital; nil for anything else.
  private static func capital(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x41...0x5A: byte
    case 0x61...0x7A: byte - 0x20
    default: nil
    }
  }

  /// Where two capital letters stand among all pairs of them.
  private static func place(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first - 0x41) * 26 + Int(second - 0x41)
  }

  /// Every pair of letters as text, for it is asked for millions of times.
  private static let texts: [String] = {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return letters.flatMap { first in letters.map { second in "\(first)\(second)" } }
  }()

  /// Whether a pair of letters is a code.
  private static let isAssigned: [Bool] = {
    let letters = Array(officiallyAssigned.utf8)
    var isAssigned = texts.map { text in
      let bytes = Array(text.utf8)
      return isUserAssigned(bytes[0], bytes[1])
    }
    for start in stride(from: 0, to: letters.count, by: 2) {
      isAssigned[place(letters[start], letters[start + 1])] = true
    }
    return isAssigned
  }()

  /// The 249 officially assigned codes of ISO 3166-1, two letters each.
  private static let officiallyAssigned =
    "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCL"
    + "CMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGU"
    + "GWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMC"
    + "MDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPT"
    + "PWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUA"
    + "UGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW"
}

extension CountryCode: CustomStringConvertible {
  /// The two letters.
  public var description: String { code }
}
