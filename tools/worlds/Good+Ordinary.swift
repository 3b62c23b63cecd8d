extension Good {
  /// The rest of trade: names no control and no family, some of it used as cover.
  static let ordinary: [Good] = [
    plain(
      "BARE_BOARD", "853400", "9000", ["printed circuit board", "bare PCB", "인쇄회로기판"], 9, 0.12,
      4_000),
    plain(
      "POWER_SUPPLY", "850440", "2019", ["power supply unit", "switching power supply"], 75, 1.4,
      400),
    plain(
      "CONNECTOR", "853669", "1000", ["connector", "커넥터", "board to board connector"], 0.6, 0.004,
      30_000),
    plain("TOY", "950300", "3919", ["toys", "plastic toy set", "완구"], 7, 0.5, 2_500),
    plain("TEA", "090210", "0000", ["green tea in packs", "녹차"], 11, 0.4, 900),
    plain("SEAWEED", "121221", "1010", ["dried laver", "조미김"], 6, 0.3, 6_000),
    plain("FISH", "030354", "0000", ["frozen mackerel", "냉동 고등어"], 3, 1, 12_000),
    plain("NOODLES", "190230", "1010", ["instant noodles", "라면"], 0.7, 0.13, 40_000),
    plain("COSMETIC", "330499", "1000", ["skin care preparations", "화장품"], 8, 0.15, 8_000),
    plain("LABEL", "482110", "0000", ["printed labels"], 0.02, 0.001, 90_000),
    plain("PLASTIC_PART", "392690", "9000", ["plastic parts", "플라스틱 부품"], 1.1, 0.05, 9_000),
    plain("RESIN", "390740", "0000", ["polycarbonate resin"], 2.4, 1, 22_000),
    plain("BEARING", "848210", "1000", ["ball bearings"], 3.1, 0.2, 5_000),
    plain("PUMP", "841370", "9020", ["centrifugal pump"], 420, 18, 40),
    plain("AUTO_PART", "870829", "0000", ["parts of motor vehicles", "자동차 부품"], 19, 2.1, 3_000),
    plain("BATTERY", "850760", "0000", ["lithium-ion battery pack"], 95, 1.9, 600),
    plain("DISPLAY", "852491", "1000", ["display panel module", "OLED 패널"], 62, 0.3, 2_200),
    plain("PHONE", "851713", "0000", ["smartphone"], 310, 0.35, 900),
    plain("SSD", "847170", "2039", ["solid state drive"], 120, 0.1, 700),
    plain("TEXTILE", "540752", "0000", ["woven fabrics of polyester", "직물"], 4.2, 1, 7_000),
    plain("SHOES", "640399", "9000", ["footwear with leather uppers"], 26, 1.1, 700),
    plain("STEEL", "720851", "1000", ["hot-rolled steel plate"], 0.8, 1, 60_000),
    plain("TEST_SOCKET", "853690", "9010", ["IC test socket"], 140, 0.08, 150),
    plain("WAFER_GAS", "280429", "1000", ["rare gas, cylinder"], 380, 45, 30),
    plain("LENS", "900211", "9090", ["camera lens module"], 5, 0.01, 9_000),
  ]

  private static func plain(
    _ name: String, _ hs6: String, _ suffix: String, _ descriptions: [String], _ usd: Double,
    _ kilograms: Double, _ pieces: Double
  ) -> Good {
    Good(
      name: name, family: nil, hs6: hs6, suffix: suffix, descriptions: descriptions, models: [],
      usdPerPiece: usd, kilogramsPerPiece: kilograms, typicalPieces: pieces)
  }
}
