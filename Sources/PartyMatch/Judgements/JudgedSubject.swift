public import TradeModel

/// What a judgement speaks of: an identifier as filed, else a name in a country.
///
/// A name stands for every declaration that writes it, however cased and with whatever legal form,
/// without an identifier.
struct JudgedSubject: Hashable {
  private let id: String?
  private let name: String
  private let country: CountryCode?

  init(_ party: WrittenParty) {
    id = party.id
    if party.id != nil {
      name = ""
      country = nil
    } else {
      let text = NormalisedName(party.name ?? "").text
      // A name of punctuation only is still a name.
      name = text.isEmpty ? party.name ?? "" : text
      country = party.country
    }
  }

  /// Whether the party's key is this identifier.
  func isNamed(by key: String) -> Bool { id == key }

  /// A key of its own that depends on nothing but the name and the country.
  var exactKey: String {
    if let id { return id }
    let code = country?.code ?? "--"
    return "N-\(code)-" + StableHash.hex("\(code)|\(name)|exact")
  }
}

/// What became of a judgement in a run.
public struct JudgementOutcome: Hashable, Sendable {
  /// What can become of it.
  public enum Fate: Hashable, Sendable {
    /// It decided.
    case followed
    /// A later judgement on the same two replaced it.
    case replaced(by: String)
    /// Others say that two parties are different whom this would make one.
    case contradicted(by: String)
    /// Nothing tells the two apart: they are one identifier or one name in one country.
    case indistinct
  }

  /// The judgement.
  public let judgement: Judgement
  /// What became of it.
  public let fate: Fate

  /// What a person should know of it; nil where it was followed or replaced.
  public var warning: String? {
    let pair = "\(judgement.one.reference) and \(judgement.other.reference)"
    return switch fate {
    case .followed, .replaced: nil
    case .contradicted(let other):
      "judgement \(judgement.id) (\(pair) are one party) was set aside: with it, the two of "
        + "judgement \(other) would be one party; revoke one of the two"
    case .indistinct:
      "judgement \(judgement.id) was set aside: nothing tells \(pair) apart"
    }
  }
}

extension Judgement {
  /// Whether anything tells the two apart: not one identifier, nor one name in one country.
  public var isOfTwo: Bool { JudgedSubject(one) != JudgedSubject(other) }
}
