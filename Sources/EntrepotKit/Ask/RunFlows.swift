import DiversionRisk
public import FlowGraph
public import TradeModel

/// A movement of a run, as its row in `movements.csv.gz` says.
public struct RunMovement: Sendable {
  /// The goods line that stands for it.
  public let identity: DeclarationIdentity
  /// Its day of acceptance.
  public let date: TradeDay
  /// The code of the family of its goods.
  public let family: String
  /// Whether nothing says that they are ordinary goods of the family.
  public let mayBeControlled: Bool
  /// Value in US dollars as declared.
  public let valueUSD: Double?
}

/// A party where goods can lie: one key in one country.
public struct RunPlace: Hashable, Sendable {
  /// The party key.
  public let party: String
  /// The country.
  public let country: CountryCode
}

/// The legs of a run and the rules under which they make flows: what questions are answered from.
///
/// Leg numbers are rows of `movements.csv.gz`, so they are those that the run itself had.
public struct RunFlows: Sendable {
  /// The movements by leg number.
  public let movements: [RunMovement]
  /// The leg of each goods line that stands for a movement.
  public let legOfDeclaration: [DeclarationIdentity: Int32]
  /// The places by node number.
  public let places: [RunPlace]
  /// Answers questions about single hubs; holds the legs.
  public let hubs: HubFlows
  /// Answers them for all that estimated quantities can have been.
  public let ranged: RangedHubs
  /// Which legs may begin a route: controlled goods out of an origin, to no destination of concern.
  public let isOrigin: [Bool]
  /// Which legs end a route: those into a destination of concern.
  public let isDestination: [Bool]
  /// The most legs of a route.
  public let maximumLegs: Int
  let names: [String: String]
  let groups: FlowGroups

  /// The legs.
  public var legs: LegColumns { hubs.columns }

  /// The name of a party, or its key where none is known.
  public func name(of party: String) -> String { names[party] ?? party }

  init(
    rows: MovementTableRows, names: [String: String],
    configuration: RunReader.Manifest.Configuration,
    groups: FlowGroups
  ) {
    movements = rows.movements
    places = rows.places
    legOfDeclaration = Dictionary(
      rows.movements.enumerated().map { ($1.identity, Int32($0)) },
      uniquingKeysWith: { first, _ in first })
    hubs = HubFlows(
      of: rows.legs, within: rows.windows.windows, transforms: groups.transforms)
    ranged = RangedHubs(hubs, limits: RangedHubs.limits(of: rows.limits))
    let origins = Set(configuration.origins)
    let concern = Set(configuration.destinationsOfConcern)
    let countries = rows.places.map(\.country.code)
    isDestination = rows.legs.receiver.map { concern.contains(countries[Int($0)]) }
    let legs = rows.legs
    isOrigin = rows.movements.indices.map { leg in
      origins.contains(countries[Int(legs.sender[leg])])
        && !concern.contains(countries[Int(legs.receiver[leg])])
        && rows.movements[leg].mayBeControlled
    }
    maximumLegs = configuration.maxLegs
    self.names = names
    self.groups = groups
  }
}

/// The rows of `movements.csv.gz` while they are read.
struct MovementTableRows {
  private(set) var movements: [RunMovement] = []
  private(set) var places: [RunPlace] = []
  private(set) var legs = LegColumns()
  /// Days that goods of each family may lie at a hub.
  let windows: FlowWindows
  private(set) var limits: [QuantityLimits?] = []
  private var numbers: [RunPlace: Int32] = [:]
  private let groups: FlowGroups

  init(groups: FlowGroups, configuration: RunReader.Manifest.Configuration) {
    self.groups = groups
    windows = FlowWindows(
      families: groups.families, days: configuration.dwellDays.range,
      byFamily: (configuration.dwellDaysByFamily ?? [:]).mapValues(\.range))
  }

  /// Adds a row; false where it is not as a run writes it.
  mutating func add(_ cells: [String]) -> Bool {
    // Earlier versions had no limits of estimated quantities.
    guard cells.count == MovementRows.header.count || cells.count == 16, let line = Int32(cells[2]),
      let date = TradeDay(iso: cells[3]), let from = CountryCode(cells[6]),
      let to = CountryCode(cells[7]), let family = groups.number(of: cells[8]),
      let departed = TradeDay(iso: cells[10]), let arrived = TradeDay(iso: cells[11]),
      arrived.raw >= departed.raw, let quantity = Self.thousandths(cells[12])
    else { return false }
    var limit: QuantityLimits?
    if cells.count > 16, !cells[16].isEmpty {
      guard let least = Self.thousandths(cells[16]), let most = Self.thousandths(cells[17]) else {
        return false
      }
      limit = QuantityLimits(
        least: FlowQuantity(thousandths: least), most: FlowQuantity(thousandths: most),
        around: FlowQuantity(thousandths: quantity))
    }
    limits.append(limit)
    let mayBeControlled = cells[9] == "true"
    legs.append(
      sender: number(of: RunPlace(party: cells[4], country: from)),
      receiver: number(of: RunPlace(party: cells[5], country: to)),
      family: FlowClasses.number(family: family, mayBeControlled: mayBeControlled),
      departure: departed.raw, arrival: arrived.raw, quantity: quantity,
      dwellClass: windows.dwellClass(of: family))
    movements.append(
      RunMovement(
        identity: DeclarationIdentity(source: cells[0], declarationID: cells[1], line: line),
        date: date, family: cells[8], mayBeControlled: mayBeControlled,
        valueUSD: Double(cells[14])))
    return true
  }

  private mutating func number(of place: RunPlace) -> Int32 {
    if let number = numbers[place] { return number }
    let number = Int32(places.count)
    numbers[place] = number
    places.append(place)
    return number
  }

  /// Thousandths of a number with at most three places, read without a double; empty is unknown, 0.
  static func thousandths(_ cell: String) -> Int64? {
    guard !cell.isEmpty else { return 0 }
    let parts = cell.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = Int64(parts[0]), whole >= 0 else { return nil }
    let places = parts.count == 2 ? parts[1] : "0"
    guard (1...3).contains(places.count), places.allSatisfy(\.isNumber),
      let rest = Int64(places + String(repeating: "0", count: 3 - places.count))
    else { return nil }
    let (scaled, overflow) = whole.multipliedReportingOverflow(by: 1000)
    return overflow ? nil : scaled + rest
  }
}

/// Which families of a run can turn into which, and the groups that goods never leave.
struct FlowGroups: Sendable {
  let families: [String]
  let units: [String]
  let transforms: FamilyTransforms
  private let numbers: [String: Int16]
  private let groupOfFamily: [Int]

  init(_ notes: [RunReader.Manifest.FamilyNote]) {
    families = notes.map(\.family)
    units = notes.map(\.unit)
    transforms = FlowClasses(families: families, becoming: notes.map(\.becomes)).transforms
    let numbers = Dictionary(
      notes.enumerated().map { ($1.family, Int16($0)) }, uniquingKeysWith: { first, _ in first })
    self.numbers = numbers
    var groups = Array(notes.indices)
    for (number, note) in notes.enumerated() {
      for product in note.becomes {
        guard let other = numbers[product] else { continue }
        let (low, high) = (
          min(groups[number], groups[Int(other)]), max(groups[number], groups[Int(other)])
        )
        for index in groups.indices where groups[index] == high { groups[index] = low }
      }
    }
    groupOfFamily = groups
  }

  func number(of family: String) -> Int16? { numbers[family] }

  /// The group of a class of goods: two classes of one group may be linked by transforms, and count
  /// in one unit of account; classes of two groups are never.
  func group(ofClass number: Int16) -> Int {
    groupOfFamily[Int(number) / 2] * 2 + Int(number) % 2
  }

  /// The codes of the families of a group.
  func families(ofGroup group: Int) -> [String] {
    families.indices.filter { groupOfFamily[$0] == group / 2 }.map { families[$0] }
  }

  /// The unit of account of a group.
  func unit(ofGroup group: Int) -> String { units[group / 2] }
}

extension RunReader {
  /// The legs of the run, for questions about flows.
  ///
  /// - Throws: `RunError` for a file that is missing or damaged.
  public func flows() throws -> RunFlows {
    guard let notes = manifest.families else {
      throw RunError(
        "\(folder): was written by a version that kept no movements; run again to replace it")
    }
    let groups = FlowGroups(notes)
    var rows = MovementTableRows(groups: groups, configuration: manifest.configuration)
    let path = folder + "/movements.csv.gz"
    try CSVRows.visit(path) { cells in
      guard rows.add(cells) else {
        throw RunError("\(path): is damaged; run again to replace it")
      }
    }
    var names: [String: String] = [:]
    try CSVRows.visit(folder + "/parties.csv") { cells in
      guard cells.count == 9 else {
        throw RunError("\(folder)/parties.csv: is damaged; run again to replace it")
      }
      names[cells[0]] = cells[1]
    }
    return RunFlows(
      rows: rows, names: names, configuration: manifest.configuration, groups: groups)
  }
}
