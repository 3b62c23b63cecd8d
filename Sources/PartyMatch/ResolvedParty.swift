public import TradeModel

/// A position in `PartyBook.parties`.
public struct PartyIndex: Hashable, Comparable, Sendable {
  /// The position.
  public let raw: Int32

  /// A position.
  public init(raw: Int32) {
    self.raw = raw
  }

  /// Compares positions.
  public static func < (one: Self, other: Self) -> Bool { one.raw < other.raw }
}

/// Who a written party was taken to be.
public struct ResolvedParty: Hashable, Sendable {
  /// `party_id` where there is one, else a key derived from the normalised name and country.
  public var key: String
  /// The best-known name: the registry's, else the first as filed.
  public var name: String
  /// A name in Hangul or Han script, where one is known.
  public var localName: String?
  /// Where the party is.
  public var country: CountryCode?
  /// The registry's entry, where there is one.
  public var registered: Party?
  /// Every address known, registered first, then as filed, sorted.
  public var addresses: [String]
  /// Every name known, registered first, then as filed, sorted.
  public var names: [String]
}

/// Why a written party was taken to be a resolved one.
public enum ResolutionReason: String, Sendable {
  /// The declaration gives the party's identifier.
  case identifier
  /// The registry knows exactly one party of that normalised name in that country.
  case registryName = "registry name"
  /// Declarations with an identifier use that normalised name in that country, for one party only.
  case filedName = "filed name"
  /// Nobody of that name is known, but exactly one party in that country has a name that differs only
  /// as romanisations do, or by one letter.
  case similarName = "similar name"
  /// Names, addresses and what else is known weigh enough to take two parties for one.
  case weighed = "weighed evidence"
  /// Nobody of that name is known: the name itself makes the party.
  case nameOnly = "name only"
  /// A person decided.
  case judged
}
