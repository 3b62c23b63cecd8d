/// A name, or an identifier, by which a party can be found.
public struct SearchName: Hashable, Sendable {
  /// What kind of name it is.
  public enum Kind: UInt8, Sendable, CaseIterable {
    /// The name by which the party is best known.
    case name
    /// Another name in the registry.
    case alias
    /// A spelling in a declaration.
    case filed
    /// An identifier or a party key.
    case identifier
  }

  /// The position of the party in the list that goes with it.
  public let party: Int
  /// The name as registered or filed.
  public let text: String
  /// What kind of name it is.
  public let kind: Kind

  /// A name of a party.
  public init(party: Int, text: String, kind: Kind) {
    self.party = party
    self.text = text
    self.kind = kind
  }
}

/// A party as a search shows it.
public struct SearchedParty: Hashable, Sendable {
  /// Its key.
  public let key: String
  /// The name by which it is best known.
  public let name: String
  /// Its country, two letters; empty where unknown.
  public let country: String

  /// A party.
  public init(key: String, name: String, country: String) {
    self.key = key
    self.name = name
    self.country = country
  }
}

/// A party that was found, and why.
public struct SearchHit: Hashable, Sendable {
  /// How a name agrees with what was typed.
  public enum Manner: String, Sendable {
    /// The whole name is what was typed.
    case whole
    /// The name begins with it.
    case beginning
    /// Words in it begin with what was typed.
    case words
    /// The Hangul syllables have these initial consonants.
    case initials
    /// The name is read so, in other letters.
    case reading
  }

  /// Who was found.
  public let party: SearchedParty
  /// The name that agrees.
  public let name: String
  /// What kind of name that is.
  public let kind: SearchName.Kind
  /// How it agrees.
  public let manner: Manner
  /// How many letters differ.
  public let slips: Int

  /// Why it was found, as a phrase for people.
  public var reason: String {
    let what =
      switch kind {
      case .name: "name"
      case .alias: "registered alias"
      case .filed: "spelling in a declaration"
      case .identifier: "identifier"
      }
    let how =
      switch manner {
      case .whole: "is what was typed"
      case .beginning: "begins so"
      case .words: "has words that begin so"
      case .initials: "has these initial consonants"
      case .reading: "is read so"
      }
    let slip =
      switch slips {
      case 0: ""
      case 1: ", but for one letter"
      default: ", but for \(slips) letters"
      }
    return "\(what) \(how)\(slip)"
  }
}
