/// A unit of UN/ECE Recommendation 20: what it measures, and how much of the base unit it is.
///
/// Amounts are converted within a dimension and never across it: kilograms say nothing of pieces, and
/// packages (`NMP`) say nothing of what is in them.
///
/// - SeeAlso: UN/ECE Recommendation 20, *Codes for Units of Measure Used in International Trade*,
///   Revision 17, annexes I to III, whose conversion factors these are (in full where it rounds them);
///   Recommendation 21, *Codes for Passengers, Types of Cargo, Packages and Packaging Materials*, whose
///   codes stand there after an X.
public struct MeasurementUnit: Hashable, Sendable {
  /// What a unit measures, with the base unit to which amounts are converted.
  public enum Dimension: Sendable {
    /// Pieces (`C62`); a set counts as one, since nobody says how many are in it.
    case count
    /// Kilograms (`KGM`).
    case mass
    /// Metres (`MTR`).
    case length
    /// Square metres (`MTK`).
    case area
    /// Cubic metres (`MTQ`).
    case volume
    /// Packages (`NMP`), of which nobody knows what is in them.
    case packages
  }

  /// What it measures.
  public let dimension: Dimension
  /// How many of the base unit of its dimension it is.
  public let factor: Double

  /// The unit of a code, in either case; nil for one that is not in the table.
  public init?(code: String) {
    guard let known = Self.table[code.uppercased()] else { return nil }
    self = known
  }

  private init(_ dimension: Dimension, _ factor: Double) {
    self.dimension = dimension
    self.factor = factor
  }

  /// An amount in the base unit of the dimension.
  public func converted(_ amount: Double) -> Double { amount * factor }

  /// An amount of this unit in another; nil across dimensions.
  public func converted(_ amount: Double, to other: MeasurementUnit) -> Double? {
    dimension == other.dimension ? amount * factor / other.factor : nil
  }

  private static let table: [String: MeasurementUnit] = {
    let units: [Dimension: [(String, Double)]] = [
      .count: [
        ("C62", 1), ("H87", 1), ("EA", 1), ("NAR", 1), ("NPT", 1), ("HEA", 1), ("SET", 1),
        ("PR", 2), ("NPR", 2), ("P5", 5), ("HD", 6), ("TP", 10), ("TST", 10), ("DZN", 12),
        ("DPC", 12), ("SCO", 20), ("TPR", 20), ("DPR", 24), ("CEN", 100), ("HC", 100),
        ("CLF", 100), ("CNP", 100), ("GRO", 144), ("MIL", 1000), ("T3", 1000), ("E12", 1000),
        ("GGR", 1728), ("TTS", 10_000), ("MIO", 1_000_000), ("MLD", 1_000_000_000),
        ("BIL", 1_000_000_000_000),
        // Not of the Recommendation, but in customs data of Korea and elsewhere.
        ("NMB", 1), ("PCE", 1), ("U", 1),
      ],
      .mass: [
        ("KGM", 1), ("GRM", 0.001), ("MGM", 0.000_001), ("MC", 0.000_000_001), ("CGM", 0.000_01),
        ("DG", 0.0001), ("DJ", 0.01), ("HGM", 0.1), ("DTN", 100), ("TNE", 1000), ("2U", 1000),
        ("KTN", 1_000_000), ("LBR", 0.453_592_37), ("ONZ", 0.028_349_523_125),
        ("GRN", 0.000_064_798_91), ("DWT", 0.001_555_173_84), ("DRA", 0.003_887_934_6),
        ("APZ", 0.031_103_476_8),
        ("CTM", 0.0002), ("M86", 0.5), ("STI", 6.350_293_18), ("QTR", 12.700_586_36),
        ("CNT", 45.359_237), ("CWA", 45.359_237), ("CWI", 50.802_345_44), ("STN", 907.184_74),
        ("LTN", 1016.046_908_8), ("HKM", 100),
        ("KG", 1),
      ],
      .length: [
        ("MTR", 1), ("4H", 0.000_001), ("MMT", 0.001), ("CMT", 0.01), ("DMT", 0.1), ("A45", 10),
        ("HMT", 100), ("JPS", 100), ("KMT", 1000), ("INH", 0.0254), ("FOT", 0.3048),
        ("YRD", 0.9144), ("AK", 1.8288), ("SMI", 1609.344), ("NMI", 1852),
      ],
      .area: [
        ("MTK", 1), ("MMK", 0.000_001), ("CMK", 0.0001),
        ("DMK", 0.01), ("H16", 100), ("ARE", 100), ("DAA", 1000), ("H18", 10_000),
        ("HAR", 10_000), ("KMK", 1_000_000), ("INK", 0.000_645_16), ("FTK", 0.092_903_04),
        ("YDK", 0.836_127_36), ("SQR", 9.290_304), ("E19", 3.305), ("ACR", 4046.873),
        ("MIK", 2_589_988.110_336),
      ],
      .volume: [
        ("MTQ", 1), ("MMQ", 0.000_000_001), ("CMQ", 0.000_001), ("MLT", 0.000_001),
        ("CLT", 0.000_01), ("DLT", 0.0001), ("DMQ", 0.001), ("LTR", 0.001), ("A44", 0.01),
        ("HLT", 0.1), ("K6", 1), ("G26", 1), ("FF", 100), ("MAL", 1000), ("DMA", 1000),
        ("R9", 1000), ("H19", 1_000_000), ("HMQ", 1_000_000), ("INQ", 0.000_016_387_064),
        ("FTQ", 0.028_316_846_592), ("HH", 2.831_684_659_2), ("FC", 28.316_846_592),
        ("YDQ", 0.764_554_857_984), ("OZA", 0.000_029_573_529_562_5),
        ("PTL", 0.000_473_176_473), ("QTL", 0.000_946_352_946), ("GLL", 0.003_785_411_784),
        ("PTD", 0.000_550_610_471_357_5), ("QTD", 0.001_101_220_942_715),
        ("GLD", 0.004_404_883_770_86), ("BUA", 0.035_239_070_166_88),
        ("BLL", 0.158_987_294_928), ("OZI", 0.000_028_413_062_5), ("PTI", 0.000_568_261_25),
        ("QTI", 0.001_136_522_5), ("GLI", 0.004_546_09), ("BUI", 0.036_368_72),
      ],
      .packages: [
        ("NMP", 1), ("NPL", 1), ("NRL", 1), ("DRL", 12), ("DZP", 12), ("HBX", 100),
      ]
        + packages.map { ("X" + $0, 1) }
        + packages.filter { !ambiguous.contains($0) }.map { ($0, 1) },
    ]
    var table: [String: MeasurementUnit] = [:]
    for (dimension, codes) in units {
      for (code, factor) in codes { table[code] = MeasurementUnit(dimension, factor) }
    }
    return table
  }()

  /// Kinds of packages of Recommendation 21: bags, bales, barrels, boxes, bundles, cans, cartons, cases,
  /// containers, crates, cylinders, drums, jars, packages, pallets, parcels, reels, rolls, sacks, trays,
  /// tubes and the like.
  private static let packages =
    """
    4G BA BE BG BJ BK BL BN BO BR BX CA CK CN CR CS CT CX CY DR EN FI FR GB HR JC JG JR JY KG NE PA PC PE PK PP PU \
    PX RG RL RO RT SA SH SK SL SM TB TK TN TO TR TU TY VG VI VQ VR
    """.split(separator: " ").map(String.init)

  /// Those that mean something else in Recommendation 20 or in customs data: pieces, kilograms.
  private static let ambiguous: Set<String> = ["PC", "KG", "PA", "4G"]
}
