import Foundation
public import PartyMatch
import RouteCharts
import TradeModel
import TradeStore

/// Search for people and companies of a run or a database, by an index that is kept beside it.
///
/// The index is made on first use, and made anew when what it was made from has changed; where it
/// cannot be kept, it is made each time.
public struct PartySearch {
  private let index: SearchIndex

  /// Search over the parties of a run folder.
  public init(run folder: String) throws {
    let reader = try RunReader(folder: folder)
    let file = folder + "/party-names.csv"
    let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
    index = try Self.index(
      at: folder + "/.party-names.search",
      stamp: "\(EntrepotVersion.current)|run|\(reader.provenance.runID)|\(size)"
    ) {
      try Self.names(ofRun: folder)
    }
  }

  /// Search over the parties of a database, as known on the last day declared.
  public init(database: String) throws {
    guard FileManager.default.fileExists(atPath: database) else {
      throw RunError(
        "\(database): is not there; name the database that `entrepot run … --database` kept")
    }
    let store = try TradeStore(path: database)
    index = try Self.index(
      at: database + ".search",
      stamp: "\(EntrepotVersion.current)|database|\(store.namesStamp())"
    ) {
      try Self.names(of: store)
    }
  }

  /// Parties by what somebody has typed so far, best first.
  public func hits(_ text: String, limit: Int) -> [SearchHit] {
    index.search(text, limit: limit)
  }

  /// How many parties can be found.
  public var partyCount: Int { index.partyCount }

  private typealias Names = (names: [SearchName], parties: [SearchedParty])

  /// The index that is there, where it is of this stamp; else a new one, kept where it can be.
  private static func index(
    at path: String, stamp: String, _ names: () throws -> Names
  ) throws -> SearchIndex {
    if let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped),
      let index = try? SearchIndex(data), index.stamp == stamp
    {
      return index
    }
    let made = try names()
    let data = SearchIndex.bytes(of: made.names, parties: made.parties, stamp: stamp)
    // A folder that cannot be written is no reason not to search.
    try? WholeFile.write(Array(data), to: path)
    return try SearchIndex(data)
  }

  /// Names of a run; equally good hits stand in the order of risk.
  private static func names(ofRun folder: String) throws -> Names {
    var positions: [String: Int] = [:]
    var parties: [SearchedParty] = []
    func position(_ key: String, _ name: String, _ country: String) -> Int {
      if let known = positions[key] { return known }
      positions[key] = parties.count
      parties.append(SearchedParty(key: key, name: name, country: country))
      return parties.count - 1
    }
    try CSVRows.visit(folder + "/parties.csv") { cells in
      if cells.count > 2 { _ = position(cells[0], cells[1], cells[2]) }
    }
    var names: [SearchName] = []
    try CSVRows.visit(folder + "/party-names.csv") { cells in
      guard cells.count >= PartyNameTable.header.count else {
        throw RunError("\(folder)/party-names.csv: is damaged; run again to replace it")
      }
      let party = position(cells[0], cells[3], cells[4])
      let kind: SearchName.Kind =
        switch PartyNameTable.Origin(rawValue: cells[1]) {
        case .registry: .name
        case .alias: .alias
        default: .filed
        }
      names.append(SearchName(party: party, text: cells[3], kind: kind))
      for identifier in Set([cells[0], cells[2]]) where !identifier.isEmpty {
        names.append(SearchName(party: party, text: identifier, kind: .identifier))
      }
    }
    return (names, parties)
  }

  private static func names(of store: TradeStore) throws -> Names {
    guard let day = try store.lastDay() else { return ([], []) }
    let written = try store.writtenParties()
    let book = PartyBook(
      resolving: written, registry: try store.registers(asOf: day).parties,
      judgements: try store.judgements(asOf: day))
    var names: [SearchName] = []
    for (position, party) in book.parties.enumerated() {
      names.append(SearchName(party: position, text: party.key, kind: .identifier))
      let registered = [party.registered?.name].compactMap(\.self)
      let aliases = party.registered?.aliases ?? []
      names += registered.map { SearchName(party: position, text: $0, kind: .name) }
      names += aliases.map { SearchName(party: position, text: $0, kind: .alias) }
      names += party.names.map { SearchName(party: position, text: $0, kind: .filed) }
    }
    for (party, index) in zip(written, book.indices) {
      guard let id = party.id else { continue }
      names.append(SearchName(party: Int(index.raw), text: id, kind: .identifier))
    }
    return (
      names,
      book.parties.map {
        SearchedParty(key: $0.key, name: $0.name, country: $0.country?.code ?? "")
      }
    )
  }
}

extension SearchHit {
  /// The hit as one line of JSON.
  public var jsonLine: String {
    JSONText.object([
      ("party", .string(party.key)), ("name", .string(party.name)),
      ("country", party.country.isEmpty ? .null : .string(party.country)),
      ("matched", .string(name)), ("slips", .integer(slips)), ("reason", .string(reason)),
    ]).line
  }
}
