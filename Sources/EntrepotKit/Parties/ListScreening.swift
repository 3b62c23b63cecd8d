import Foundation
public import PartyMatch
public import TradeIntake
public import TradeModel
import TradeStore

/// Somebody who is screened.
public struct ScreenedParty: Hashable, Sendable {
  /// The identifier as filed.
  public var id: String?
  /// The name as filed.
  public var name: String
  /// The country as filed.
  public var country: CountryCode?
  /// Addresses as filed.
  public var addresses: [String] = []
  /// What it is in the declarations: shipper, consignee, end_user, forwarder; empty for a file of names.
  public var roles: [String] = []
  /// Goods lines that name it; 0 for a file of names.
  public var mentions = 0

  /// Somebody of whom the name is known.
  public init(name: String) { self.name = name }

  fileprivate var description: PartyDescription {
    var description = PartyDescription(names: [name], country: country)
    description.addresses = addresses
    return description
  }
}

/// Names or the parties of a trade folder, screened against lists.
public struct ListScreening: Sendable {
  /// Somebody who may be listed, and the entries, the most probable first.
  public struct Finding: Sendable {
    /// Who was screened.
    public let party: ScreenedParty
    /// The entries that it may be.
    public let hits: [ScreenHit]
  }

  /// Those who may be listed, in the order in which they stand in the file, or by name.
  public private(set) var findings: [Finding] = []
  /// How many were screened.
  public private(set) var screened = 0
  /// How many entries they were screened against.
  public private(set) var entries = 0
  /// The day on which entries had to be listed; nil for any.
  public private(set) var day: TradeDay?
  /// What is wrong with rows that were left out, and what is to be known besides.
  public private(set) var faults: [String] = []

  /// Screens a CSV file of names, or everybody whom a trade folder names.
  ///
  /// - Parameters:
  ///   - path: a file with a column `name`, perhaps `id`, `country` and `address`, `-` for standard
  ///     input; or a trade folder.
  ///   - lists: a file or a folder of lists; nil for those of the trade folder.
  ///   - day: the day on which entries must have been listed; nil for the last day of the declarations,
  ///     and for a file of names any day.
  ///   - least: the least probability of a hit.
  ///   - profiles: how to read files in other layouts.
  /// - Throws: errors that say what, where and how to mend.
  public init(
    _ path: String, lists: String?, on day: TradeDay?, least: Double, profiles: [MappingProfile]
  ) throws {
    var isFolder: ObjCBool = false
    let isTrade =
      FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    self.day = day
    var parties: [ScreenedParty]
    var listed: [ListedParty] = []
    if isTrade {
      (parties, listed) = try readTrade(path, profiles: profiles)
    } else {
      parties = try readNames(path)
    }
    if let lists {
      listed = try readLists(lists, profiles: profiles)
    } else if !isTrade {
      throw RunError("\(path): is a file of names; say with --lists what to screen it against")
    }
    guard !listed.isEmpty else {
      throw RunError(
        "\(lists ?? path): has no list entries; give --lists a lists.csv, or a file or folder in a "
          + "layout of `entrepot profile list`")
    }
    screened = parties.count
    entries = listed.count
    let hits = PartyScreen(listed).hits(
      of: parties.map(\.description), on: self.day, least: least)
    findings = zip(parties, hits).filter { !$0.1.isEmpty }.map { Finding(party: $0.0, hits: $0.1) }
  }

  // MARK: Who is screened

  private mutating func readNames(_ path: String) throws -> [ScreenedParty] {
    var columns: [String: Int] = [:]
    var parties: [ScreenedParty] = []
    var unknown: [String] = []
    let shapes = try PlainTable.visit(path) { header in
      for (number, name) in header.enumerated() { columns[name.lowercased()] = number }
      guard columns["name"] != nil else {
        throw RunError(
          "\(path):1: has no column name; its columns are \(header.joined(separator: ", ")); "
            + "country, id and address are used where they are there")
      }
    } row: { row in
      func cell(_ column: String) -> String? { columns[column].flatMap { row.cells[$0] } }
      guard let name = cell("name") else {
        unknown.append("\(path):\(row.number): no name; left out")
        return
      }
      var party = ScreenedParty(name: name)
      party.id = cell("id")
      party.addresses = cell("address").map { [$0] } ?? []
      if let text = cell("country") {
        party.country = CountryCode(text)
        if party.country == nil {
          unknown.append(
            "\(path):\(row.number): \"\(text)\" is no country code; taken as unknown")
        }
      }
      parties.append(party)
    }
    faults += shapes + unknown
    return parties
  }

  private mutating func readTrade(
    _ path: String, profiles: [MappingProfile]
  ) throws -> ([ScreenedParty], [ListedParty]) {
    let store = try TradeStore.temporary(in: NSTemporaryDirectory())
    _ = try Ingest(store: store, progress: { _ in }).read(
      TradeFolder(path: path, profiles: profiles))
    guard let asOf = try day ?? store.lastDay() else {
      throw RunError("\(path): not one usable declaration")
    }
    day = asOf
    let written = try store.writtenParties()
    var roles: [Int: [String: Int]] = [:]
    try store.forEachDeclaration(asOf: asOf) { row in
      for (role, number) in row.partyNumbers {
        roles[number, default: [:]][role, default: 0] += 1
      }
    }
    struct Who: Hashable {
      let id: String?
      let name: String
      let country: CountryCode?
    }
    var parties: [Who: ScreenedParty] = [:]
    for (number, mentions) in roles {
      let filed = written[number]
      guard let name = filed.name else { continue }
      let who = Who(id: filed.id, name: name, country: filed.country)
      var party = parties[who] ?? ScreenedParty(name: name)
      party.id = filed.id
      party.country = filed.country
      if let address = filed.address { party.addresses.append(address) }
      party.roles += mentions.keys
      party.mentions += mentions.values.reduce(0, +)
      parties[who] = party
    }
    let sorted = parties.values.map { party in
      var party = party
      party.addresses = Set(party.addresses).sorted()
      party.roles = Set(party.roles).sorted()
      return party
    }.sorted { one, other in
      let (first, second) = (
        [one.name, one.country?.code ?? "", one.id ?? ""],
        [other.name, other.country?.code ?? "", other.id ?? ""]
      )
      return first.lexicographicallyPrecedes(second)
    }
    return (sorted, try store.registers(asOf: asOf).listed)
  }

  // MARK: Lists

  private mutating func readLists(
    _ path: String, profiles: [MappingProfile]
  ) throws -> [ListedParty] {
    var listed: [ListedParty] = []
    var rejects: [String] = []
    for file in try TradeFile.lists(at: path, profiles: profiles) {
      _ = try TradeReader(file: file).read { _, record in
        if case .listed(let entry) = record { listed.append(entry) }
      } reject: { reject in
        rejects.append("\(reject.file):\(reject.row): \(reject.column ?? "?"): \(reject.reason)")
      }
    }
    faults += rejects
    return listed
  }
}

extension ListScreening {
  /// The columns of the table.
  public static let header = [
    "name", "country", "id", "roles", "mentions", "probability", "decision", "list_id", "entry_id",
    "entry_name", "matched_name", "alias", "entry_country", "designated_on", "delisted_on",
    "citation", "lines",
  ]

  /// A table with one row a hit.
  public var csv: String {
    var table = CSVText(header: Self.header)
    for finding in findings {
      for hit in finding.hits {
        let (party, entry) = (finding.party, hit.entry)
        table.add([
          party.name, party.country?.code, party.id, party.roles.joined(separator: ";"),
          party.mentions == 0 ? nil : String(party.mentions),
          MatchReport.probability(hit.decision), hit.decision.answer.rawValue, entry.listID,
          entry.entryID, entry.name, hit.listedName, String(hit.isAlias), entry.country?.code,
          entry.designatedOn?.description, entry.delistedOn?.description, entry.citation,
          MatchReport.lines(hit.decision),
        ])
      }
    }
    return table.text
  }
}

extension ListScreening.Finding {
  /// Who may be listed as one line of JSON.
  public var jsonLine: String {
    let entries = hits.map { hit in
      JSONText.object([
        ("list_id", .string(hit.entry.listID)), ("entry_id", .string(hit.entry.entryID)),
        ("entry_name", .string(hit.entry.name)), ("matched_name", .string(hit.listedName)),
        ("alias", .bool(hit.isAlias)), ("entry_country", .optional(hit.entry.country?.code)),
        ("designated_on", .optional(hit.entry.designatedOn?.description)),
        ("delisted_on", .optional(hit.entry.delistedOn?.description)),
        ("citation", .optional(hit.entry.citation)), ("probability", .number(hit.probability)),
        ("decibans", .number(hit.decision.decibans)),
        ("decision", .string(hit.decision.answer.rawValue)),
        (
          "lines",
          .array(
            hit.decision.lines.map {
              .object([
                ("name", .string($0.name)), ("decibans", .number($0.decibans)),
                ("words", .string($0.words)),
              ])
            })
        ),
      ])
    }
    return JSONText.object([
      ("name", .string(party.name)), ("country", .optional(party.country?.code)),
      ("id", .optional(party.id)), ("roles", .array(party.roles.map(JSONText.string))),
      ("mentions", .integer(party.mentions)), ("hits", .array(entries)),
    ]).line
  }
}
