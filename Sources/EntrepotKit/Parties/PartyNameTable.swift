import DiversionRisk
import PartyMatch
import TradeModel

/// Every name by which a party is known, as `party-names.csv`: in the registry and as written, with the
/// reason for taking that for the party.
struct PartyNameTable {
  /// One row.
  private struct Entry {
    let party: String
    let origin: Origin
    var id: String?
    var name: String?
    var country: CountryCode?
    var address: String?
    var reason: ResolutionReason?
    var judgements: [String] = []
    var mentions: Int?
  }

  /// Where a name stands.
  enum Origin: String, CaseIterable {
    case registry
    case alias
    case filed
  }

  static let header = [
    "party", "origin", "id", "name", "country", "address", "reason", "judgements", "mentions",
  ]

  private var entries: [Entry] = []

  /// Collects the names.
  ///
  /// - Parameters:
  ///   - book: who is who.
  ///   - written: the written parties that the book was made from.
  ///   - mentions: how often goods lines name each of them; those never named as known on the day are
  ///     left out.
  init(_ book: PartyBook, written: [WrittenParty], mentions: [Int]) {
    for party in book.parties {
      guard let registered = party.registered else { continue }
      for (position, name) in ([registered.name] + registered.aliases).enumerated() {
        entries.append(
          Entry(
            party: party.key, origin: position == 0 ? .registry : .alias, id: registered.id,
            name: name, country: registered.country,
            address: position == 0 ? registered.address : nil))
      }
    }
    for (position, party) in written.enumerated() where mentions[position] > 0 {
      entries.append(
        Entry(
          party: book[book.indices[position]].key, origin: .filed, id: party.id, name: party.name,
          country: party.country, address: party.address, reason: book.reasons[position],
          judgements: (book.judgements[position] ?? []).sorted(), mentions: mentions[position]))
    }
    entries.sort(by: Self.isBefore)
  }

  /// By party, origin and what was written, so that the order of filing does not matter.
  private static func isBefore(_ one: Entry, _ other: Entry) -> Bool {
    if one.party != other.party { return one.party < other.party }
    if one.origin != other.origin {
      let order = Origin.allCases
      return order.firstIndex(of: one.origin) ?? 0 < order.firstIndex(of: other.origin) ?? 0
    }
    // Names keep the registry's order; sorting is stable there by the position that they came in.
    guard one.origin == .filed else { return false }
    let sides = [one, other].map {
      [$0.name, $0.id, $0.country?.code, $0.address].map { $0 ?? "" }
    }
    for (first, second) in zip(sides[0], sides[1]) where first != second {
      return first.utf8.lexicographicallyPrecedes(second.utf8)
    }
    return false
  }

  /// The table.
  var table: CSVText {
    var table = CSVText(header: Self.header)
    for entry in entries {
      table.add([
        entry.party, entry.origin.rawValue, entry.id, entry.name, entry.country?.code,
        entry.address, entry.reason?.rawValue,
        entry.judgements.isEmpty ? nil : entry.judgements.joined(separator: ";"),
        entry.mentions.map(String.init),
      ])
    }
    return table
  }

  /// The entries of lists that a party is or may be, as `party-listings.csv`.
  static func listings(in context: RiskContext) -> CSVText {
    var table = CSVText(header: [
      "party", "list_id", "entry_id", "entry_name", "designated_on", "citation", "matched_name",
      "probability",
    ])
    for (position, party) in context.parties.parties.enumerated() {
      for hit in context.listings(of: PartyIndex(raw: Int32(position))) {
        let entry = hit.entry
        table.add([
          party.key, entry.listID, entry.entryID, entry.name, entry.designatedOn?.description,
          entry.citation, hit.listedName, RunWriter.number(hit.probability),
        ])
      }
    }
    return table
  }
}
