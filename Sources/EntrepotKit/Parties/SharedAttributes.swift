import PartyMatch
import TradeModel

/// What parties have in common: addresses, telephone numbers, officers and owners that two or more
/// have, as `party-attributes.csv`.
struct SharedAttributes {
  /// What is shared.
  enum Kind: String, CaseIterable {
    case address
    case phone
    case officer
    case owner

    /// More parties than this that share one say nothing: where companies are registered, nominees.
    var mostSharers: Int {
      switch self {
      case .address, .phone: 12
      case .officer: 6
      case .owner: 50
      }
    }
  }

  /// Why sharing an attribute says less than it seems.
  enum Note: String {
    /// Many parties have it.
    case mass
    /// People live there: neighbours share it by chance.
    case residential
  }

  /// An attribute and who has it.
  struct Attribute {
    let kind: Kind
    let value: String
    let sharers: [String]
    let note: Note?
  }

  /// The attributes that more than one party has, by kind and value.
  let attributes: [Attribute]

  static let header = ["kind", "value", "party", "sharers", "note"]

  private struct Place: Hashable {
    let kind: Kind
    let text: String
  }

  init(_ book: PartyBook) {
    var sharers: [Place: Set<String>] = [:]
    var written: [Place: String] = [:]
    func add(_ kind: Kind, _ value: String, _ text: String, _ party: String) {
      guard !text.isEmpty else { return }
      let place = Place(kind: kind, text: text)
      sharers[place, default: []].insert(party)
      written[place] = min(written[place] ?? value, value)
    }
    for party in book.parties {
      for address in party.addresses {
        add(.address, address, NormalisedName(address).text, party.key)
      }
      guard let entry = party.registered else { continue }
      if let phone = entry.phone {
        add(.phone, phone, String(phone.filter(\.isNumber).suffix(8)), party.key)
      }
      for officer in entry.officers {
        add(.officer, officer, NormalisedName(officer).text, party.key)
      }
      for owner in entry.owners.map(\.owner) + [entry.parentID].compactMap(\.self) {
        let key = book.index(ofKey: owner).map { book[$0].key } ?? owner
        add(.owner, key, key, party.key)
        // The owner hangs together with what it owns.
        if book.index(ofKey: owner) != nil { add(.owner, key, key, key) }
      }
    }
    attributes = sharers.filter { $0.value.count > 1 }.map { place, parties in
      Attribute(
        kind: place.kind, value: written[place] ?? place.text, sharers: parties.sorted(),
        note: parties.count > place.kind.mostSharers
          ? .mass : place.kind == .address && Self.isResidential(place.text) ? .residential : nil)
    }.sorted { one, other in
      one.kind.rawValue != other.kind.rawValue
        ? one.kind.rawValue < other.kind.rawValue : one.value < other.value
    }
  }

  /// Whether an address, normalised, is where people live.
  private static func isResidential(_ address: String) -> Bool {
    let words = Set(address.split(separator: " "))
    return !words.isDisjoint(with: plainWords)
      || localWords.contains { address.contains($0) }
  }

  private static let plainWords: Set<Substring> = [
    "apt", "apartment", "apartments", "flat", "condo", "condominium", "residence", "residences",
    "villa", "dormitory",
  ]
  private static let localWords = ["아파트", "빌라", "오피스텔", "연립", "公寓", "小区", "宿舍", "住宅"]

  /// The table, one row for each party that has a shared attribute.
  var table: CSVText {
    var table = CSVText(header: Self.header)
    for attribute in attributes {
      for party in attribute.sharers {
        table.add([
          attribute.kind.rawValue, attribute.value, party, String(attribute.sharers.count),
          attribute.note?.rawValue,
        ])
      }
    }
    return table
  }
}
