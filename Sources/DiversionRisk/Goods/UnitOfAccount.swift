import TradeModel

/// What the quantities of a family count in flow accounting.
public enum UnitOfAccount: UInt8, Sendable, CaseIterable {
  /// Pieces, or the units of account that a piece is said to be.
  case pieces
  /// Kilograms of net weight, where too few goods lines say how many pieces they move.
  case kilograms
  /// US dollars of declared value, where too few say what they weigh either.
  case dollars

  /// The unit's name in results; nil for pieces, which each family names as it likes.
  public var label: String? {
    switch self {
    case .pieces: nil
    case .kilograms: "kg"
    case .dollars: "USD"
    }
  }
}

/// What a family is accounted for in, and how many of its goods lines say how much of each.
public struct FamilyAccount: Sendable {
  /// The unit of all its quantities.
  public var unit: UnitOfAccount
  /// Goods lines of the family that move goods.
  public var lines = 0
  /// Those of which the pieces are known, or can be told by what pieces of the same description weigh
  /// or cost.
  public var counted = 0
  /// Those of which the kilograms are known, or can be told by what kilograms of the same description
  /// cost.
  public var weighed = 0
  /// Those of which the value is known.
  public var valued = 0

  /// A family of which nothing is known but its unit.
  public init(unit: UnitOfAccount = .pieces) {
    self.unit = unit
  }

  /// How many lines a unit accounts for.
  public func lines(in unit: UnitOfAccount) -> Int {
    switch unit {
    case .pieces: counted
    case .kilograms: weighed
    case .dollars: valued
    }
  }

  /// The lines of two families together.
  public static func + (one: Self, other: Self) -> Self {
    var sum = one
    sum.lines += other.lines
    sum.counted += other.counted
    sum.weighed += other.weighed
    sum.valued += other.valued
    return sum
  }

  /// The first of pieces, kilograms and dollars that accounts for at least three quarters as many lines
  /// as the one that accounts for most.
  ///
  /// Pieces come first because permits, prices and taking apart are by the piece, and weights before
  /// values because goods keep their weight when they are sold on, not their price.
  var best: UnitOfAccount {
    let most = UnitOfAccount.allCases.map(lines(in:)).max() ?? 0
    return UnitOfAccount.allCases.first { 4 * lines(in: $0) >= 3 * most } ?? .pieces
  }
}

/// Chooses what each family is accounted for in, once, from the records known on the as-of day.
///
/// Quantities of one family are only ever in one unit, so that they are conserved, and so are those of
/// families that can turn into one another. Such families are in the later of the units that they
/// would have alone and together, in the order pieces, kilograms, dollars; a family with too few lines
/// to say has no say of its own.
public struct FamilyAccounts: Sendable {
  /// The accounts, in the order of the families.
  public let accounts: [FamilyAccount]
  /// What goods cost by the kilogram, for families that are not counted in pieces.
  public let prices: KilogramPrices

  /// Chooses the units of a folder.
  ///
  /// - Parameters:
  ///   - records: every goods line known.
  ///   - signatures: what pieces weigh and cost.
  ///   - catalogue: the families.
  /// - Complexity: O(n) where every family is counted in pieces, else O(n log n).
  public init(of records: RecordColumns, signatures: GoodsSignatures, catalogue: GoodsCatalogue) {
    let groups = catalogue.convertibleGroups
    var accounts = Self.counted(records, signatures, familyCount: catalogue.families.count)
    var prices = KilogramPrices()
    if accounts.contains(where: { $0.best != .pieces }) {
      prices = KilogramPrices(learningFrom: records, catalogue: catalogue)
      Self.weighByPrice(&accounts, records, signatures, prices)
    }
    var units = accounts.map(\.unit)
    for group in Set(groups) {
      let members = groups.indices.filter { groups[$0] == group }
      let together = members.map { accounts[$0] }.reduce(FamilyAccount()) { $0 + $1 }
      let alone = members.map { accounts[$0] }.filter { $0.lines >= GoodsSignatures.leastRows }
      let unit = (alone + [together]).map(\.best).max { $0.rawValue < $1.rawValue } ?? .pieces
      for member in members { units[member] = unit }
    }
    for family in accounts.indices { accounts[family].unit = units[family] }
    self.accounts = accounts
    self.prices = prices
  }

  private static func counted(
    _ records: RecordColumns, _ signatures: GoodsSignatures, familyCount: Int
  ) -> [FamilyAccount] {
    var accounts = [FamilyAccount](repeating: FamilyAccount(), count: familyCount)
    for row in 0..<records.count where isAccounted(row, in: records) {
      let family = Int(records.family[row])
      accounts[family].lines += 1
      let isWeighed = !records.kilograms(row).isNaN
      let isValued = !records.value[row].isNaN
      if isWeighed { accounts[family].weighed += 1 }
      if isValued { accounts[family].valued += 1 }
      if isCounted(row, in: records, signatures) { accounts[family].counted += 1 }
    }
    return accounts
  }

  /// Whether the pieces of a row are declared, or known by its description.
  private static func isCounted(
    _ row: Int, in records: RecordColumns, _ signatures: GoodsSignatures
  ) -> Bool {
    if records.unit[row] == .piece, !records.quantity[row].isNaN { return true }
    guard let signature = signatures.signature(of: row, in: records) else { return false }
    return signature.weightPerPiece > 0 && !records.weight[row].isNaN
      || signature.valuePerPiece > 0 && !records.value[row].isNaN
  }

  private static func weighByPrice(
    _ accounts: inout [FamilyAccount], _ records: RecordColumns, _ signatures: GoodsSignatures,
    _ prices: KilogramPrices
  ) {
    for row in 0..<records.count
    where isAccounted(row, in: records) && records.kilograms(row).isNaN
      && !records.value[row].isNaN
    {
      let price =
        prices.signature(of: row, in: records)?.valuePerKilogram
        ?? signatures.signature(of: row, in: records)?.valuePerKilogram
      if let price, price > 0 { accounts[Int(records.family[row])].weighed += 1 }
    }
  }

  private static func isAccounted(_ row: Int, in records: RecordColumns) -> Bool {
    records.family[row] >= 0 && records.movesGoods(row) && records.kind[row] != .transit
  }
}
