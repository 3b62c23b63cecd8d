public import PartyMatch
public import TradeModel

/// What the goods lines of the families were filed as: number and code of each, and the facts of the
/// movements that they record.
///
/// A line read in full takes a kilobyte, and the trade of a large country has millions of them: each is
/// read once, and what findings can need of it is kept, in some fifty bytes.
public struct FiledRows: Sendable {
  /// For each row of the records, its position here; -1 for rows that were not read.
  private var positions: [Int32]
  /// The numbers as filed, in UTF-8, one after the other.
  private var numbers: [UInt8] = []
  /// Where each number ends.
  private var ends: [Int] = []
  /// The code of each, as a position in `codeTexts`.
  private var codes: [Int32] = []
  private var codeTexts: [String] = []
  private var codeNumbers: [String: Int32] = [:]
  /// Why the goods of each moved.
  private var natures: [TransactionNature?] = []

  private let movementOfRow: [Int32]
  private let standing: [Int32]
  private let parties: PartyBook
  private var names = FiledNames()
  private var factsOfMovement: [MovementFacts]

  /// No rows yet.
  ///
  /// - Parameters:
  ///   - table: the movements that the rows record.
  ///   - parties: who is who.
  public init(movements table: MovementTable, parties: PartyBook) {
    positions = [Int32](repeating: -1, count: table.movementOfRow.count)
    movementOfRow = table.movementOfRow
    standing = table.movements.map(\.record)
    self.parties = parties
    factsOfMovement = [MovementFacts](repeating: MovementFacts(), count: table.movements.count)
  }

  /// Adds a row.
  ///
  /// - Parameters:
  ///   - declaration: the row in full.
  ///   - row: its position in the records; each may be added once.
  public mutating func append(_ declaration: Declaration, at row: Int32) {
    precondition(positions[Int(row)] < 0, "row \(row) was read already")
    positions[Int(row)] = Int32(ends.count)
    numbers += declaration.identity.declarationID.utf8
    ends.append(numbers.count)
    codes.append(number(ofCode: declaration.hsCode))
    natures.append(declaration.nature)
    let movement = Int(movementOfRow[Int(row)])
    guard movement >= 0, standing[movement] == row else { return }
    factsOfMovement[movement] = MovementFacts(declaration, parties: parties, names: &names)
  }

  /// The rows that were read, in order.
  var rows: some Sequence<Int32> {
    positions.indices.lazy.filter { positions[$0] >= 0 }.map(Int32.init)
  }

  /// The identity of a row; nil for one that was not read.
  func identity(of row: Int32, in records: RecordColumns) -> DeclarationIdentity? {
    let position = Int(positions[Int(row)])
    guard position >= 0 else { return nil }
    let number = numbers[(position > 0 ? ends[position - 1] : 0)..<ends[position]]
    return DeclarationIdentity(
      source: records.sources[Int(records.source[Int(row)])],
      declarationID: String(decoding: number, as: UTF8.self), line: records.line[Int(row)])
  }

  /// The code of a row as filed, 6 to 10 digits; nil for one that was not read.
  func code(of row: Int32) -> String? {
    let position = Int(positions[Int(row)])
    return position >= 0 ? codeTexts[Int(codes[position])] : nil
  }

  /// The facts of each movement, in order.
  func facts(of movements: [Movement]) -> [MovementFacts] {
    zip(factsOfMovement, movements).map { known, movement in
      guard known.nature == nil, !movement.mirrors.isEmpty else { return known }
      var facts = known
      facts.nature = movement.mirrors.lazy.compactMap { nature(of: $0) }.first
      return facts
    }
  }

  private func nature(of row: Int32) -> TransactionNature? {
    let position = Int(positions[Int(row)])
    return position >= 0 ? natures[position] : nil
  }

  private mutating func number(ofCode code: String) -> Int32 {
    if let number = codeNumbers[code] { return number }
    let number = Int32(codeTexts.count)
    codeNumbers[code] = number
    codeTexts.append(code)
    return number
  }
}

/// Names that goods lines repeat, each held and looked up once.
struct FiledNames: Sendable {
  private var users: [WrittenParty: PartyIndex?] = [:]
  private var forwarders: [String: String] = [:]
  private var texts: Set<String> = []

  /// Who a written party was taken to be.
  mutating func party(_ written: WrittenParty, in parties: PartyBook) -> PartyIndex? {
    if let known = users[written] { return known }
    let party = parties.index(of: written)
    users[written] = .some(party)
    return party
  }

  /// A forwarder's name, normalised.
  mutating func normalised(_ name: String) -> String {
    if let known = forwarders[name] { return known }
    let text = NormalisedName(name).text
    forwarders[name] = text
    return text
  }

  /// The same text, in the memory of the first of its kind.
  mutating func once(_ text: String) -> String { texts.insert(text).memberAfterInsert }
}
