import Testing
import TradeModel

@Suite("Units of measure")
struct MeasurementUnitTests {
  @Test(
    "are converted within their dimension",
    arguments: [
      ("TNE", "KGM", 1000.0), ("GRM", "KGM", 0.001), ("LBR", "GRM", 453.592_37),
      ("DZN", "C62", 12), ("PR", "H87", 2), ("MIL", "DZN", 1000.0 / 12), ("KMT", "MTR", 1000),
      ("LTR", "MTQ", 0.001), ("kgm", "TNE", 0.001),
    ] as [(String, String, Double)])
  func within(from: String, to: String, factor: Double) throws {
    let one = try #require(MeasurementUnit(code: from))
    let other = try #require(MeasurementUnit(code: to))
    let amount = try #require(one.converted(3, to: other))
    #expect(abs(amount / (3 * factor) - 1) < 1e-12)
    let back = try #require(other.converted(amount, to: one))
    #expect(abs(back / 3 - 1) < 1e-12)
  }

  @Test(
    "of counts are so many pieces each",
    arguments: [
      "C62": 1, "H87": 1, "EA": 1, "NAR": 1, "NPT": 1, "SET": 1, "PR": 2, "NPR": 2, "HD": 6,
      "DZN": 12, "SCO": 20, "TPR": 20, "DPR": 24, "CEN": 100, "HC": 100, "GRO": 144, "MIL": 1e3,
      "T3": 1e3, "GGR": 1728, "MIO": 1e6, "MLD": 1e9,
    ])
  func counts(code: String, pieces: Double) throws {
    let unit = try #require(MeasurementUnit(code: code))
    let piece = try #require(MeasurementUnit(code: "C62"))
    #expect(unit.converted(3, to: piece) == 3 * pieces)
  }

  @Test(
    "are never converted across dimensions",
    arguments: [
      ("KGM", "C62"), ("C62", "NMP"), ("MTR", "MTK"), ("LTR", "KGM"), ("NMP", "KGM"),
      ("XBX", "C62"), ("XKG", "KGM"), ("XPC", "H87"), ("DZP", "DZN"), ("NPL", "NPT"),
    ])
  func across(from: String, to: String) throws {
    let one = try #require(MeasurementUnit(code: from))
    let other = try #require(MeasurementUnit(code: to))
    #expect(one.converted(1, to: other) == nil)
    #expect(other.converted(1, to: one) == nil)
  }

  @Test("of packages are one dimension, with and without the X of Recommendation 20")
  func packages() throws {
    for code in ["XPK", "PK", "xct", "CS", "XPX", "XDR"] {
      let unit = try #require(MeasurementUnit(code: code))
      #expect(unit.dimension == .packages && unit.factor == 1)
    }
    // What clerks mean by these without the X is no kind of package.
    #expect(MeasurementUnit(code: "KG")?.dimension == .mass)
    #expect(MeasurementUnit(code: "PC") == nil)
  }

  @Test("that the table does not know say nothing", arguments: ["", "XYZ", "PIECE OF"])
  func unknown(code: String) {
    #expect(MeasurementUnit(code: code) == nil)
  }
}
