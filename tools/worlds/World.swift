/// Everything that happens in an invented world: companies, movements, permits and planted schemes.
struct World {
  let seed: UInt64
  let plan: WorldPlan
  var random: RandomSource
  var directory: Directory
  var movements: [Movement] = []
  var permits = PermitOffice()
  var schemes: [Scheme] = []
  var houses = SmallHouses()

  /// Builds a world that will be recorded in about `rows` rows.
  init(seed: UInt64, rows: Int, plan: WorldPlan) {
    self.seed = seed
    self.plan = plan
    random = RandomSource(seed: seed, purpose: 2)
    let companies = 90 + Int(Double(rows).squareRoot() * Double(rows).squareRoot().squareRoot())
    directory = Directory(seed: seed, count: companies)
    movements.reserveCapacity(rows)
    let honest = playHonestTrade(until: Double(rows) * 0.97)
    if plan.withDiversion {
      plantSchemes(diverted: plan.diverted ?? max(4, Int(Double(honest) / plan.lookAlikes)))
    }
    permits.settle(movements, &random)
  }

  /// Sends goods from one company to another and returns the number of the movement.
  @discardableResult
  mutating func ship(
    _ good: Int, _ pieces: Int, from shipper: Int, to consignee: Int, on day: Int,
    _ edit: (inout Movement) -> Void = { _ in }
  ) -> Int {
    let goods = Good.all[good]
    let departure = directory.firms[shipper].place
    let destination = directory.firms[consignee].place
    // Air and courier for what is dear and light; the sea takes a few weeks.
    let isDear = goods.usdPerPiece > 40 * goods.kilogramsPerPiece
    let mode: Movement.Mode =
      isDear ? (random.happens(0.2) ? .courier : .air) : (random.happens(0.75) ? .sea : .air)
    var movement = Movement(
      day: Int32(day), shipper: Int32(shipper), consignee: Int32(consignee),
      origin: UInt8(departure), departure: UInt8(departure), destination: UInt8(destination),
      good: UInt8(good), declaredAs: UInt8(good), pieces: Int32(pieces),
      value: Double(pieces) * goods.usdPerPiece * random.jitter(0.11),
      kilograms: Double(pieces) * goods.kilogramsPerPiece * random.jitter(0.04))
    movement.mode = mode
    movement.travel = Int16(mode == .sea ? random.whole(5...24) : random.whole(1...4))
    if random.happens(0.45) {
      movement.forwarder = Int32(
        directory.regular(of: shipper, Directory.carriers, in: departure, &random))
    }
    edit(&movement)
    movements.append(movement)
    return movements.count - 1
  }

  /// Day on which the goods of a movement are there.
  func arrival(of movement: Int) -> Int {
    Int(movements[movement].day) + Int(movements[movement].travel)
  }

  /// A working day mostly; weekends are rare in customs offices.
  mutating func workingDay(_ day: Int) -> Int {
    WorldDay.isWeekend(day) && random.happens(0.9) ? day + 2 : day
  }

  /// Some day of the whole period, a little more often a late one.
  mutating func anyDay() -> Int {
    // Trade grows: of two days drawn, the later one now and then.
    var day = random.below(WorldDay.span - 2)
    if random.happens(0.25) { day = max(day, random.below(WorldDay.span - 2)) }
    // Out of season somebody else's day is as likely as any.
    if plan.edition > 1, !isInSeason(WorldDay.first + day) {
      day = random.below(WorldDay.span - 2)
    }
    return workingDay(WorldDay.first + day)
  }
}
