/// The offices: turns movements into the rows that customs services and carriers keep of them.
///
/// Korea records all of its own trade; Singapore and Malaysia most arrivals; of what leaves a hub
/// only the visible share is recorded, there or in bills of lading.
struct Recorder {
  let world: World
  let visibility: Double
  private(set) var rows: [FiledRow] = []
  var random: RandomSource
  private var serial: Int32 = 0

  private static let partnerSeesArrival = 0.75
  private static let partnerSeesTransit = 0.5
  private static let carrierSeesKoreanExport = 0.07
  private static let usualVisibility = 0.7

  init(world: World, visibility: Double) {
    self.world = world
    self.visibility = visibility
    random = RandomSource(seed: world.seed, purpose: 3)
    rows.reserveCapacity(world.movements.count * 2)
    for movement in world.movements.indices {
      record(movement)
    }
    addUnusableRows()
    rows.sort { $0.order < $1.order }
    numberInOrderOfFiling()
  }

  /// How many rows there will be of a movement, on average.
  static func expectedRows(of movement: Movement) -> Double {
    let departure = Place.all[Int(movement.departure)]
    let destination = Place.all[Int(movement.destination)]
    var rows = 0.0
    if Int(movement.departure) == Place.korea { rows += 1 + carrierSeesKoreanExport }
    if Int(movement.destination) == Place.korea { rows += 1 }
    if destination.partnerSource != nil { rows += partnerSeesArrival }
    if isSeenLeaving(departure) { rows += usualVisibility }
    return rows * 1.025
  }

  private static func isSeenLeaving(_ place: Place) -> Bool {
    place.role == .hub || place.code == "HK"
  }

  private mutating func record(_ number: Int) {
    let movement = world.movements[number]
    let departure = Place.all[Int(movement.departure)]
    let destination = Place.all[Int(movement.destination)]
    let arrival = movement.day + Int32(movement.travel)
    if Int(movement.departure) == Place.korea {
      file(number, .korea, movement.kind, movement.day)
      if movement.status.movesGoods, random.happens(Self.carrierSeesKoreanExport) {
        file(number, .billOfLading, .export, min(movement.day + 1, Int32(WorldDay.last)))
      }
    } else if Self.isSeenLeaving(departure), random.happens(visibility) {
      let kind: Movement.Kind = movement.kind == .importing ? .export : movement.kind
      file(number, departure.partnerSource ?? .billOfLading, kind, movement.day)
    }
    guard movement.status.movesGoods, arrival <= WorldDay.last else { return }
    recordTransit(number)
    guard !movement.neverArrives else { return }
    if Int(movement.destination) == Place.korea {
      file(number, .korea, .importing, arrival)
    } else if let partner = destination.partnerSource, random.happens(Self.partnerSeesArrival) {
      file(number, partner, .importing, arrival)
    }
  }

  /// A partner through whose country the goods only pass records that, too.
  private mutating func recordTransit(_ number: Int) {
    let movement = world.movements[number]
    guard movement.transit != Movement.nowhere,
      let partner = Place.all[Int(movement.transit)].partnerSource,
      random.happens(Self.partnerSeesTransit)
    else { return }
    file(number, partner, .transit, movement.day + 1)
  }

  /// Files one row with the office's habits, and now and then again with a slip mended.
  private mutating func file(
    _ number: Int, _ source: Source, _ kind: Movement.Kind, _ day: Int32
  ) {
    var row = plainRow(number, source, kind, day)
    addHabits(&row)
    let slips = random.fraction()
    switch slips {
    case ..<0.018 where source == .korea && row.status == .accepted:
      var wrong = row
      spoil(&wrong)
      wrong.isSuperseded = true
      rows.append(wrong)
      row.status = .amended
      row.order = laterOrder(than: row)
    case ..<0.021 where row.status == .accepted:
      rows.append(row)
      let first = row
      row = plainRow(number, source, kind, min(day + Int32(random.below(3)), Int32(WorldDay.last)))
      (row.quantity, row.kilograms, row.value) = (first.quantity, first.kilograms, first.value)
      addHabits(&row)
    case ..<0.026
    where source == .korea && world.movements[number].scheme < 0 && row.status == .accepted:
      // Filed by mistake and cancelled: an additional filing, since the goods did move.
      var mistake = plainRow(number, source, kind, day)
      addHabits(&mistake)
      mistake.isSuperseded = true
      rows.append(mistake)
      mistake.isSuperseded = false
      mistake.status = .cancelled
      mistake.order = laterOrder(than: mistake)
      rows.append(mistake)
    default: break
    }
    rows.append(row)
  }

  private mutating func plainRow(
    _ number: Int, _ source: Source, _ kind: Movement.Kind, _ day: Int32
  ) -> FiledRow {
    let movement = world.movements[number]
    serial += 1
    precondition(serial < FiledRow.prime - 1, "a world holds at most 9.9 million rows")
    let isOrigin = Int(movement.departure) == Place.korea && source == .korea
    var row = FiledRow(
      order: order(day: day), movement: Int32(number), serial: serial, source: source, kind: kind,
      status: isOrigin ? movement.status : .accepted, day: day,
      quantity: Double(movement.pieces), kilograms: movement.kilograms, value: movement.value)
    if kind == .importing { row.value = movement.value * random.real(1.01...1.07) }
    return row
  }

  private mutating func order(day: Int32) -> Int64 {
    Int64(day) << 44 | Int64(random.below(65_535)) << 28 | Int64(serial)
  }

  /// A place later in the same year's part of the file.
  private mutating func laterOrder(than row: FiledRow) -> Int64 {
    let year = WorldDay.civil(Int(row.day)).year
    let day = min(Int(row.day) + random.whole(1...20), WorldDay.number(year, 12, 31))
    serial += 1
    return Int64(day) << 44 | Int64(65_535) << 28 | Int64(serial)
  }

  /// Gives serials anew in order of filing, so that they do not tell which rows belong together.
  private mutating func numberInOrderOfFiling() {
    var renamed = [Int32](repeating: -1, count: Int(serial) + 1)
    var next: Int32 = 0
    for index in rows.indices {
      let old = Int(rows[index].serial)
      if renamed[old] < 0 {
        renamed[old] = next
        next += 1
      }
      rows[index].serial = renamed[old]
    }
  }

  private mutating func addUnusableRows() {
    guard !rows.isEmpty else { return }
    let count = min(12, max(5, rows.count / 2_500))
    for fault in 0..<count {
      let model = rows[random.below(rows.count)]
      var row = plainRow(Int(model.movement), model.source, model.kind, model.day)
      addHabits(&row)
      row.status = .accepted
      row.fault = FiledRow.Fault.allCases[fault % FiledRow.Fault.allCases.count]
      rows.append(row)
    }
  }

  /// Marks the rows that inspectors looked at, and what they found.
  mutating func inspect() {
    for index in rows.indices {
      let row = rows[index]
      let movement = world.movements[Int(row.movement)]
      guard row.source == .korea, row.kind == .export, row.status.movesGoods, row.fault == nil,
        !row.isSuperseded
      else { continue }
      let isFamily = Good.all[Int(movement.declaredAs)].family != nil
      let rate = movement.isDiverted ? 0.12 : isFamily ? 0.025 : 0.003
      guard random.happens(rate) else { continue }
      rows[index].outcome = FiledRow.Outcome(
        isDiverted: movement.isDiverted && random.happens(0.9),
        decidedOn: row.day + Int32(random.whole(1...(movement.isDiverted ? 160 : 45))))
    }
  }
}
