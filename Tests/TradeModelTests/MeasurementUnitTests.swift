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

  // Each was looked up by name in UN/CEFACT's own list of Revision 17 (uncefact/vocab-codes). It has a
  // factor of few; of the others the name says it (dozen piece, ten set). HD is withdrawn there.
  @Test(
    "of counts are so many pieces each",
    arguments: [
      "C62": 1, "H87": 1, "EA": 1, "NAR": 1, "NPT": 1, "HEA": 1, "SET": 1, "PR": 2, "NPR": 2,
      "P5": 5, "HD": 6, "TP": 10, "TST": 10, "DZN": 12, "DPC": 12, "SCO": 20, "TPR": 20,
      "DPR": 24, "CEN": 100, "HC": 100, "CLF": 100, "CNP": 100, "GRO": 144, "MIL": 1e3, "T3": 1e3,
      "E12": 1e3, "GGR": 1728, "TTS": 1e4, "MIO": 1e6, "MLD": 1e9, "BIL": 1e12,
    ])
  func counts(code: String, pieces: Double) throws {
    let unit = try #require(MeasurementUnit(code: code))
    let piece = try #require(MeasurementUnit(code: "C62"))
    #expect(unit.converted(3, to: piece) == 3 * pieces)
  }

  /// The factors as the Recommendation prints them, rounded to seven digits at most.
  private static let printed: [(unit: String, codes: [String: Double])] = [
    (
      "KGM",
      [
        "MC": 1e-9, "CGM": 1e-5, "DG": 1e-4, "DJ": 1e-2, "GRM": 1e-3, "MGM": 1e-6, "HGM": 1e-1,
        "DTN": 1e2, "TNE": 1e3, "2U": 1e3, "KTN": 1e6, "LBR": 0.453_592_37, "GRN": 64.798_91e-6,
        "ONZ": 2.834_952e-2, "CWI": 50.802_35, "CWA": 45.359_2, "LTN": 1.016_047e3,
        "STI": 6.350_293, "STN": 0.907_184_7e3, "APZ": 3.110_348e-2, "M86": 0.5,
        "CTM": 200e-6, "CNT": 45.359_237, "QTR": 12.700_59, "DWT": 1.555_174e-3,
        "DRA": 3.887_935e-3, "HKM": 1e2,
      ]
    ),
    (
      "MTR",
      [
        "4H": 1e-6, "MMT": 1e-3, "CMT": 1e-2, "DMT": 1e-1, "A45": 10, "HMT": 1e2, "JPS": 1e2,
        "KMT": 1e3, "INH": 25.4e-3, "FOT": 0.3048, "YRD": 0.9144, "AK": 1.8288, "SMI": 1609.344,
        "NMI": 1852,
      ]
    ),
    (
      "MTK",
      [
        "MMK": 1e-6, "CMK": 1e-4, "DMK": 1e-2, "H16": 1e2, "ARE": 1e2, "DAA": 1e3, "H18": 1e4,
        "HAR": 1e4, "KMK": 1e6, "INK": 6.451_6e-4, "FTK": 9.290_304e-2, "YDK": 8.361_274e-1,
        "MIK": 2.589_988e6, "ACR": 4046.873, "SQR": 9.290_304, "E19": 3.305,
      ]
    ),
    (
      "MTQ",
      [
        "MMQ": 1e-9, "CMQ": 1e-6, "MLT": 1e-6, "CLT": 1e-5, "DLT": 1e-4, "DMQ": 1e-3, "LTR": 1e-3,
        "A44": 1e-2, "HLT": 1e-1, "K6": 1, "G26": 1, "FF": 1e2, "MAL": 1e3, "DMA": 1e3,
        "R9": 1e3, "H19": 1e6, "HMQ": 1e6, "INQ": 16.387_064e-6, "FTQ": 2.831_685e-2,
        "HH": 2.831_685, "FC": 28.316_85, "YDQ": 0.764_555, "OZA": 2.957_353e-5,
        "OZI": 2.841_306e-5, "PTL": 4.731_765e-4, "PTD": 5.506_105e-4, "PTI": 5.682_61e-4,
        "QTL": 9.463_529e-4, "QTD": 1.101_221e-3, "QTI": 1.136_522_5e-3, "GLL": 3.785_412e-3,
        "GLD": 4.404_884e-3, "GLI": 4.546_092e-3, "BUA": 3.523_907e-2, "BUI": 3.636_872e-2,
        "BLL": 158.987_3e-3,
      ]
    ),
    ("NMP", ["NPL": 1, "NRL": 1, "DRL": 12, "DZP": 12, "HBX": 100]),
  ]

  @Test("have the factors that the Recommendation prints", arguments: 0..<printed.count)
  func printedFactors(position: Int) throws {
    let (code, others) = Self.printed[position]
    let base = try #require(MeasurementUnit(code: code))
    #expect(base.factor == 1)
    for (other, factor) in others {
      let unit = try #require(MeasurementUnit(code: other), "\(other)")
      let converted = try #require(unit.converted(1, to: base), "\(other)")
      #expect(abs(converted / factor - 1) < 2e-6, "\(other)")
    }
  }

  @Test(
    "are never converted across dimensions",
    arguments: [
      ("KGM", "C62"), ("C62", "NMP"), ("MTR", "MTK"), ("LTR", "KGM"), ("NMP", "KGM"),
      ("XBX", "C62"), ("XKG", "KGM"), ("XPC", "H87"), ("DZP", "DZN"), ("NPL", "NPT"),
      ("DRL", "DPC"), ("HBX", "CNP"),
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
