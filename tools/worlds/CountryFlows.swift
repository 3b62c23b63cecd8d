import Foundation

/// Monthly official statistics of both sides, for the goods of the families and those used as cover.
///
/// Exporters report what leaves, importers what arrives a little later and at a price that includes
/// the freight. What never arrives leaves a gap, and so does a little of everything else.
struct CountryFlows {
  private var cells: [Key: Sums] = [:]
  private let seed: UInt64

  private struct Key: Hashable, Comparable {
    var month: Int32
    var reporter: UInt8
    var partner: UInt8
    var flow: UInt8
    var hs6: Int32

    static func < (one: Key, other: Key) -> Bool {
      (one.month, one.reporter, one.partner, one.flow, one.hs6)
        < (other.month, other.reporter, other.partner, other.flow, other.hs6)
    }
  }

  private struct Sums {
    var value = 0.0
    var kilograms = 0.0
    var pieces = 0.0
  }

  private static let flows = ["export", "import", "reexport"]
  private static let covers: Set<String> = ["BARE_BOARD", "POWER_SUPPLY", "TOY"]

  init(_ world: World) {
    seed = world.seed
    for movement in world.movements where movement.status.movesGoods {
      let good = Good.all[Int(movement.declaredAs)]
      guard good.family != nil || Self.covers.contains(good.name), let hs6 = Int32(good.hs6) else {
        continue
      }
      add(
        movement,
        Key(
          month: Self.month(Int(movement.day)), reporter: movement.departure,
          partner: movement.destination,
          flow: movement.kind == .reexport ? 2 : 0, hs6: hs6), freight: 1)
      let arrival = Int(movement.day) + Int(movement.travel)
      guard !movement.neverArrives, arrival <= WorldDay.last else { continue }
      add(
        movement,
        Key(
          month: Self.month(arrival), reporter: movement.destination, partner: movement.departure,
          flow: 1, hs6: hs6),
        freight: 1.05)
    }
  }

  private mutating func add(_ movement: Movement, _ key: Key, freight: Double) {
    cells[key, default: Sums()].value += movement.value * freight
    cells[key, default: Sums()].kilograms += movement.kilograms
    cells[key, default: Sums()].pieces += Double(movement.pieces)
  }

  private static func month(_ day: Int) -> Int32 {
    let (year, month, _) = WorldDay.civil(day)
    return Int32(year * 12 + month - 1)
  }

  func write(to folder: URL) throws {
    var file = try CSVBuffer(
      folder, "country_flows.csv",
      header: "month,reporter,partner,flow,hs6,value_usd,net_weight_kg,quantity")
    var random = RandomSource(seed: seed, purpose: 6)
    for (key, sums) in cells.sorted(by: { $0.key < $1.key }) {
      let reporting = min(1.2, max(0.8, random.jitter(0.04)))
      file.cell("\(key.month / 12)-\(WorldDay.twoDigits(Int(key.month) % 12 + 1))")
      file.cell(Place.all[Int(key.reporter)].code)
      file.cell(Place.all[Int(key.partner)].code)
      file.cell(Self.flows[Int(key.flow)])
      file.cell(String(String(1_000_000 + Int(key.hs6)).dropFirst()))
      file.cell(sums.value * reporting, places: 0)
      file.cell(sums.kilograms * reporting, places: 1)
      file.cell((sums.pieces * reporting).rounded(), places: 0)
      try file.endLine()
    }
    try file.close()
  }
}
