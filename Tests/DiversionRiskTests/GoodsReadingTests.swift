import Testing
import TradeModel

@testable import DiversionRisk

@Suite("Goods reading")
struct GoodsReadingTests {
  /// What the reader makes of one export besides known goods of 2 kg and 20,000 US dollars a piece.
  private func read(
    learning: Bool = true, controls: [Control]? = nil, _ change: (inout Declaration) -> Void
  ) -> GoodsReading {
    var trade = Fixture()
    if let controls { trade.controls = controls }
    trade.ship("E1") { change(&$0) }
    if learning { trade.learn("h100 module", 21) }
    let context = FixtureWorld(trade).context
    let signatures = GoodsSignatures(
      learningFrom: context.records, catalogue: context.catalogue)
    return GoodsReader(catalogue: context.catalogue, signatures: signatures)
      .read(0, in: context.records)
  }

  @Test(
    "believes pieces that the weight bears out, and repairs those it does not",
    arguments: [
      (10.0, "C62", 20.0, 10.0, false), (10, "C62", 30, 10, false), (10, "C62", 40, 20, true),
      (2_000, "C62", 4, 2, true), (2, "C62", 4_000, 2_000, true), (2, "MIL", 4_000, 2_000, false),
      (20, "KGM", 20, 10, true),
    ])
  func pieces(
    quantity: Double, unit: String, kilograms: Double, pieces: Double, isEstimated: Bool
  ) {
    let reading = read {
      $0.goodsDescription = "H100 module"
      ($0.quantity, $0.quantityUnit, $0.netWeightKilograms) = (quantity, unit, kilograms)
    }
    #expect(reading.pieces == pieces)
    #expect(reading.isEstimated == isEstimated)
  }

  @Test("counts thousands, and no measure, where no signature is known")
  func units() {
    for (unit, pieces) in [("C62", 3.0), ("EA", 3), ("MIL", 3_000), (nil, 3)] as [(String?, Double)]
    {
      let reading = read(learning: false) { ($0.quantity, $0.quantityUnit) = (3, unit) }
      #expect(reading.pieces == pieces)
      #expect(!reading.isEstimated)
    }
    let measured = read(learning: false) { $0.quantityUnit = "KGM" }
    #expect(measured.pieces.isNaN)
    #expect(measured.isEstimated)
  }

  @Test("counts by value where neither count nor weight is there")
  func byValue() {
    let reading = read {
      $0.goodsDescription = "H100 module"
      ($0.quantity, $0.netWeightKilograms, $0.valueUSD) = (nil, nil, 100_000)
    }
    #expect(reading.pieces == 5)
    #expect(reading.isEstimated)
  }

  @Test("grades by control number, then value, then description")
  func grade() {
    #expect(read(learning: false) { $0.valueUSD = 50_000 }.grade == .controlled)
    #expect(read(learning: false) { $0.valueUSD = 49_000 }.grade == .ordinary)
    let named = read(learning: false) {
      $0.valueUSD = 100
      $0.controlCode = "EC1"
    }
    #expect(named.grade == .controlled)
    // The usual price tells, not the declared one.
    let cheap = read {
      $0.goodsDescription = "H100 module"
      $0.valueUSD = 100
    }
    #expect(cheap.grade == .controlled)
    #expect(cheap.referenceUnitValue == 20_000)
    let free = read(learning: false, controls: []) { $0.valueUSD = 1_000_000 }
    #expect(free.grade == .ordinary)
  }

  @Test("grades by words where no value tells")
  func words() {
    var control = Control(controlCode: "EC1", jurisdiction: "KR")
    control.family = "chips"
    control.descriptionTerms = ["Accelerator"]
    for (description, price, grade) in [
      ("AI accelerator", 100, .controlled), ("Fan", 100, .ordinary), (nil, 100, .unknown),
      // Words that name nothing controlled do not clear goods whose price is not known either.
      ("AI accelerator", nil, .controlled), ("Fan", nil, .unknown), (nil, nil, .unknown),
    ] as [(String?, Double?, GoodsGrade)] {
      let reading = read(learning: false, controls: [control]) {
        $0.goodsDescription = description
        $0.valueUSD = price
      }
      #expect(reading.grade == grade)
    }
  }

  @Test(
    "takes a control that names neither words nor a value at its code",
    arguments: [
      ([], GoodsGrade.controlled), (["8473"], .controlled), (["84733011"], .controlled),
      (["8542"], .ordinary),
    ])
  func byCode(prefixes: [String], grade: GoodsGrade) {
    var control = Control(controlCode: "EC1", jurisdiction: "KR")
    control.family = "chips"
    control.hsPrefixes = prefixes
    for description in ["GPU accelerator", "x"] {
      let reading = read(learning: false, controls: [control]) {
        $0.goodsDescription = description
        $0.valueUSD = 100
      }
      #expect(reading.grade == grade)
    }
  }

  @Test("sees controlled goods named as ordinary ones of their own family, by price and weight")
  func coverWithinFamily() {
    func reading(price: Double, kilograms: Double = 2) -> GoodsReading {
      var trade = Fixture()
      trade.ship("E1") {
        $0.goodsDescription = "motherboard"
        ($0.quantity, $0.netWeightKilograms, $0.valueUSD) = (1, kilograms, price)
      }
      trade.learn("h100 module", 21)
      for number in 1...21 {
        trade.ship("M\(number)", "Bulk", "Depot", from: "US", to: "MX", pieces: 4, price: 150) {
          $0.goodsDescription = "motherboard"
          $0.netWeightKilograms = 4
        }
      }
      let context = FixtureWorld(trade).context
      let signatures = GoodsSignatures(
        learningFrom: context.records, catalogue: context.catalogue)
      return GoodsReader(catalogue: context.catalogue, signatures: signatures)
        .read(0, in: context.records)
    }
    let hidden = reading(price: 21_000)
    #expect(hidden.cover == .named)
    #expect(hidden.grade == .controlled)
    #expect(hidden.pieces == 1)
    #expect(hidden.referenceUnitValue == 20_000)
    // Dear motherboards, and what costs as much as the controlled goods but weighs otherwise.
    for open in [reading(price: 1_400), reading(price: 21_000, kilograms: 9)] {
      #expect(open.cover == .none)
      #expect(open.grade == .ordinary)
    }
  }

  @Test("never takes goods of which nothing is known for ordinary ones", arguments: 0..<UInt64(16))
  func unknown(missing: UInt64) throws {
    var trade = Fixture()
    trade.ship("E1") { row in
      row.valueUSD = nil
      if missing & 1 > 0 { row.quantity = nil }
      if missing & 2 > 0 { row.netWeightKilograms = nil }
      if missing & 4 > 0 { row.quantityUnit = "KGM" }
      if missing & 8 > 0 { row.model = "X" }
    }
    let movement = try FixtureWorld(trade).movement("E1")
    #expect(movement.grade == .unknown)
    #expect(movement.mayBeControlled)
  }
}
