/// A country as ISO 3166-1 alpha-2 writes it.
///
/// Officially assigned codes and the user-assigned ranges of the standard (AA, QM–QZ, XA–XZ, ZZ)
/// are accepted; the latter are what statistics use for "not specified" and for Kosovo (XK).
public struct CountryCode: Hashable, Comparable, Sendable {
  private let first: UInt8
  private let second: UInt8

  /// Reads a two-letter code, in either case; nil for anything that the standard does not know.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 2 else { return nil }
    let upper = bytes.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
    guard upper.allSatisfy({ (0x41...0x5A).contains($0) }),
      Self.isUserAssigned(upper[0], upper[1])
        || Self.assigned.contains(UInt16(upper[0]) << 8 | UInt16(upper[1]))
    else { return nil }
    (first, second) = (upper[0], upper[1])
  }

  /// The two letters.
  public var code: String {
    String(decoding: [first, second], as: UTF8.self)
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

  private static let assigned: Set<UInt16> = {
    let bytes = Array(officiallyAssigned.utf8)
    return Set(
      stride(from: 0, to: bytes.count, by: 2).map {
        UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
      })
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
