public import TradeModel

/// Which family goods belong to, and which controls cover them.
public struct GoodsCatalogue: Sendable {
  /// The families analysed, sorted by code, each with the unit that it is accounted for in.
  public private(set) var families: [Family]
  /// What each family is accounted for in.
  public private(set) var accounts: [FamilyAccount]
  /// Their controls; those of families not analysed are left out.
  public let controls: [Control]
  private let prefixes: [(prefix: String, family: Int16)]
  private let concordance: [(filed: String, family: Int16)]
  private let termsByFamily: [[String]]
  private let controlsByFamily: [[Control]]

  /// A catalogue of families and controls.
  ///
  /// - Parameters:
  ///   - families: of families.csv, each code once.
  ///   - controls: of controls.csv.
  ///   - wanted: codes of the families to analyse; empty means all.
  ///   - concordance: of hs_concordance.csv, for codes that no prefix of a family covers.
  public init(
    families: [Family], controls: [Control], wanted: [String] = [],
    concordance: [HSConcordance] = []
  ) {
    let chosen = families.filter { wanted.isEmpty || wanted.contains($0.code) }
      .sorted { $0.code < $1.code }
    self.families = chosen
    accounts = chosen.map { _ in FamilyAccount() }
    let numbers = Dictionary(
      chosen.enumerated().map { ($1.code, Int16($0)) }, uniquingKeysWith: { first, _ in first })
    let placed = controls.flatMap { Self.placed($0, in: chosen) }
    self.controls = placed.filter { control in
      control.family.map { numbers[$0] != nil } ?? false
    }
    prefixes = chosen.enumerated().flatMap { number, family in
      family.hsPrefixes.map { (prefix: $0, family: Int16(number)) }
    }.sorted { one, other in
      // The longest prefix wins; among equals the first by name, whatever order they came in.
      one.prefix.count != other.prefix.count
        ? one.prefix.count > other.prefix.count : one.prefix < other.prefix
    }
    let known = prefixes
    self.concordance = concordance.compactMap { line in
      known.first { line.current.hasPrefix($0.prefix) }.map { (line.filed, $0.family) }
    }.sorted { one, other in
      one.filed.count != other.filed.count
        ? one.filed.count > other.filed.count : one.filed < other.filed
    }
    controlsByFamily = chosen.map { family in placed.filter { $0.family == family.code } }
    termsByFamily = controlsByFamily.map { controls in
      Array(Set(controls.flatMap(\.descriptionTerms).map { $0.lowercased() })).sorted()
    }
  }

  /// A control, under its family or, where it names none, under each whose codes it covers or lies within.
  private static func placed(_ control: Control, in families: [Family]) -> [Control] {
    guard control.family == nil else { return [control] }
    return families.filter { family in
      family.hsPrefixes.contains { prefix in
        control.hsPrefixes.contains { $0.hasPrefix(prefix) || prefix.hasPrefix($0) }
      }
    }.map { family in
      var placed = control
      placed.family = family.code
      return placed
    }
  }

  /// The same families and controls with other units of account.
  ///
  /// - Parameter accounts: one for each family.
  /// - Returns: the catalogue, whose families name the units that their quantities are in.
  public func accounted(in accounts: [FamilyAccount]) -> Self {
    precondition(accounts.count == families.count, "each family has one account")
    var catalogue = self
    catalogue.accounts = accounts
    for (family, account) in accounts.enumerated() {
      guard let label = account.unit.label else { continue }
      catalogue.families[family].unitOfAccount = label
    }
    return catalogue
  }

  /// What the quantities of a family count.
  public func unit(of family: Int16) -> UnitOfAccount { accounts[Int(family)].unit }

  /// For each family, the number of its group: families of one group can turn into one another, in
  /// whatever steps.
  var convertibleGroups: [Int] {
    var groups = Array(families.indices)
    for (family, product) in families.enumerated().flatMap({ number, family in
      family.becomes.compactMap { index(of: $0) }.map { (number, Int($0)) }
    }) {
      let joined = (groups[family], groups[product])
      for number in groups.indices where groups[number] == max(joined.0, joined.1) {
        groups[number] = min(joined.0, joined.1)
      }
    }
    return groups
  }

  /// How many units of account a piece of a family is, and whether that was inferred from its weight.
  ///
  /// One piece that is far too heavy to be a single unit, of a family that servers are taken apart
  /// into, is a baseboard with as many units as a server has.
  ///
  /// - Parameters:
  ///   - family: the family.
  ///   - weightPerPiece: kilograms that such a piece usually weighs; nil or NaN where unknown.
  /// - Returns: units a piece, and whether they are more than the family declares.
  public func unitsPerPiece(
    family: Int16, weightPerPiece: Double?
  ) -> (units: Double, isInferred: Bool) {
    let declared = families[Int(family)].unitsPerPiece
    guard declared == 1, let weightPerPiece, weightPerPiece > Self.heaviestSingleUnit else {
      return (declared, false)
    }
    let code = families[Int(family)].code
    let whole = families.filter { $0.becomes.contains(code) }.map(\.unitsPerPiece).max() ?? 1
    return whole > 1 ? (whole, true) : (declared, false)
  }

  /// No single accelerator weighs more, in kilograms; boards of eight weigh 24 and up.
  static let heaviestSingleUnit = 15.0

  /// The family of a Harmonized System code, by its longest prefix; of a code that no family covers,
  /// by the concordance with other revisions.
  public func family(ofCode code: String) -> Int16? {
    prefixes.first { code.hasPrefix($0.prefix) }?.family
      ?? concordance.first { code.hasPrefix($0.filed) }?.family
  }

  /// The position of a family.
  public func index(of code: String) -> Int16? {
    families.firstIndex { $0.code == code }.map(Int16.init)
  }

  /// Whether a description, in lower case, has a word that points to controlled goods of a family.
  public func describesControlledGoods(_ description: String, family: Int16) -> Bool {
    termsByFamily[Int(family)].contains { description.contains($0) }
  }

  /// Whether a control of a family covers goods by their code alone: it names neither words nor a value.
  ///
  /// - Parameters:
  ///   - family: the family.
  ///   - hs6: the subheading of the goods; longer prefixes of a control are compared as far as it goes.
  /// - Returns: whether there is such a control.
  public func coversByCode(family: Int16, hs6: Int32) -> Bool {
    controls(of: family).contains { control in
      control.descriptionTerms.isEmpty && control.minimumUnitValueUSD == nil
        && (control.hsPrefixes.isEmpty
          || control.hsPrefixes.contains { RecordColumns.subheading(hs6).hasPrefix($0.prefix(6)) })
    }
  }

  /// The least unit value from which goods of a family are likely the controlled ones, in US dollars
  /// a piece; nil where no control of the family says one.
  public func leastControlledUnitValue(family: Int16) -> Double? {
    controls(of: family).compactMap(\.minimumUnitValueUSD).min()
  }

  /// The controls of a family.
  public func controls(of family: Int16) -> [Control] {
    controlsByFamily[Int(family)]
  }
}
