import Foundation

/// What really happened in an invented world: the folder `truth` beside it.
///
/// Nothing that scores may read it; it is for measuring what was scored.
struct TruthFolder {
  /// An exported goods line of the tested period.
  struct Row {
    let key: String
    let isDiverted: Bool
    /// The planted scheme; below zero for honest trade.
    let scheme: Int
    let typology: String
    /// Belongs to the tested rows: goods declared in a family, not inspected.
    let isTested: Bool
  }

  /// How much of a diverted goods line was diverted.
  struct Quantity {
    let scheme: Int
    let pieces: Double
    let divertedPieces: Double
    let unitsPerPiece: Double
    let divertedValue: Double
  }

  /// A planted route.
  struct PlantedRoute {
    let scheme: Int
    let typology: String
    let firstDate: String
    /// Whether it can be found at all: complete on the as-of day, two legs in a row recorded.
    let isFindable: Bool
    /// The goods lines that record each leg; none where nobody recorded it.
    let legs: [[String]]
  }

  /// A party that trades.
  struct Party {
    let id: String
    let country: String
    let isComplicit: Bool
    let tradesControlled: Bool
    let spellings: [String]
  }

  private(set) var rows: [Row] = []
  private(set) var quantities: [String: Quantity] = [:]
  private(set) var routes: [PlantedRoute] = []
  private(set) var parties: [Party] = []

  /// Reads the folder.
  ///
  /// - Throws: `RunError` naming a file or column that is missing.
  init(path: String) throws {
    try readRows(path + "/truth_declarations.csv")
    try readQuantities(path + "/truth_quantities.csv")
    try readRoutes(path + "/truth_routes.csv")
    try readParties(path + "/truth_parties.csv")
  }

  private mutating func readRows(_ path: String) throws {
    let columns = [
      "source", "declaration_id", "line", "diverted", "scheme_id", "typology",
      "eligible_for_test", "in_window",
    ]
    try NamedRows.visit(path, columns: columns) { cells in
      guard cells[6] == "1" || cells[7] == "1" else { return }
      rows.append(
        Row(
          key: "\(cells[0])/\(cells[1])/\(cells[2])", isDiverted: cells[3] == "1",
          scheme: Int(cells[4]) ?? -1, typology: cells[5], isTested: cells[6] == "1"))
    }
  }

  private mutating func readQuantities(_ path: String) throws {
    let columns = [
      "source", "declaration_id", "line", "quantity_pieces", "diverted_pieces",
      "accelerator_units_per_piece", "diverted_value_usd", "scheme_id",
    ]
    try NamedRows.visit(path, columns: columns) { cells in
      let numbers = cells[3..<7].map { Double($0) ?? 0 }
      quantities["\(cells[0])/\(cells[1])/\(cells[2])"] = Quantity(
        scheme: Int(cells[7]) ?? -1, pieces: numbers[0], divertedPieces: numbers[1],
        unitsPerPiece: max(1, numbers[2]),
        divertedValue: numbers[3])
    }
  }

  private mutating func readRoutes(_ path: String) throws {
    let columns = [
      "scheme_id", "typology", "first_date", "complete_by_asof", "two_consecutive_legs_recorded",
      "legs",
    ]
    try NamedRows.visit(path, columns: columns) { cells in
      routes.append(
        PlantedRoute(
          scheme: Int(cells[0]) ?? -1, typology: cells[1], firstDate: cells[2],
          isFindable: cells[3] == "1" && cells[4] == "1",
          legs: cells[5].split(separator: ";").map { leg in
            leg == "-" ? [] : leg.split(separator: "|").map(String.init)
          }))
    }
  }

  private mutating func readParties(_ path: String) throws {
    let columns = ["party_id", "country", "complicit", "controlled_trade", "all_names"]
    try NamedRows.visit(path, columns: columns) { cells in
      parties.append(
        Party(
          id: cells[0], country: cells[1], isComplicit: cells[2] == "1",
          tradesControlled: cells[3] == "1",
          spellings: cells[4].split(separator: "|").map(String.init)))
    }
  }
}
