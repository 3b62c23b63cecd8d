/// A kind of goods: where it is declared, what it weighs and costs, and whether it is controlled.
struct Good: Sendable {
  let name: String
  /// The commodity class of families.csv, or nil for all other trade.
  let family: String?
  let hs6: String
  /// The four digits Korea adds.
  let suffix: String
  let descriptions: [String]
  let models: [String]
  let usdPerPiece: Double
  let kilogramsPerPiece: Double
  let typicalPieces: Double
  /// Accelerators in a piece, in the unit of account of its family.
  var unitsPerPiece: Int = 1
  var control: String?

  var isControlled: Bool { control != nil }
}

extension Good {
  /// Every kind of goods, the controlled ones first; rows refer to this table by index.
  static let all: [Good] = controlled + neighbours + ordinary

  static let card = index("ACC_PCIE")
  static let module = index("ACC_MODULE")
  static let server = index("SRV8")
  static let serverUnit = index("SRV_UNIT")
  static let chip = index("GPU_IC")
  static let memoryStack = index("HBM_STACK")
  static let fabricSwitch = index("FABRIC_SWITCH")

  static func index(_ name: String) -> Int {
    guard let index = all.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("no such goods in the table: \(name)")
    }
    return index
  }

  /// Goods that move through hubs under control, with how often.
  static let controlled: [Good] = [
    Good(
      name: "ACC_PCIE", family: "ACC", hs6: "847330", suffix: "9020",
      descriptions: [
        "AI accelerator card", "GPU accelerator board PCIe", "가속기 카드", "data centre GPU card",
      ],
      models: ["VX-400P", "VX-600P", "HN-2P"], usdPerPiece: 26_000, kilogramsPerPiece: 1.2,
      typicalPieces: 14, control: "3A090.a"),
    Good(
      name: "ACC_MODULE", family: "ACC", hs6: "847330", suffix: "9020",
      descriptions: ["AI accelerator module with heat sink", "GPU module", "AI module, mezzanine"],
      models: ["VX-800M", "HN-3M"], usdPerPiece: 27_500, kilogramsPerPiece: 2.6, typicalPieces: 16,
      control: "3A090.a"),
    Good(
      name: "SRV8", family: "SRV", hs6: "847150", suffix: "1020",
      descriptions: ["AI server, 8 accelerators", "GPU server 8-way", "AI 서버"],
      models: ["RS-8400", "RS-8800"], usdPerPiece: 330_000, kilogramsPerPiece: 118,
      typicalPieces: 3,
      unitsPerPiece: 8, control: "4A090.a"),
    Good(
      name: "SRV_UNIT", family: "SRV", hs6: "847180", suffix: "9000",
      descriptions: ["accelerator unit, rack mounted", "GPU server expansion unit"],
      models: ["XU-8"], usdPerPiece: 285_000, kilogramsPerPiece: 104, typicalPieces: 3,
      unitsPerPiece: 8, control: "4A090.a"),
    Good(
      name: "GPU_IC", family: "GPUIC", hs6: "854231", suffix: "1090",
      descriptions: ["GPU package, multichip processor", "AI processor, packaged", "AI 반도체"],
      models: ["VX-D1", "HN-D3"], usdPerPiece: 14_500, kilogramsPerPiece: 0.11, typicalPieces: 30,
      control: "3A090.a"),
    Good(
      name: "HBM_STACK", family: "HBM", hs6: "854232", suffix: "3000",
      descriptions: ["HBM stacked memory", "고대역폭 메모리", "high bandwidth memory 24GB"],
      models: ["HB3-24", "HB3E-36"], usdPerPiece: 430, kilogramsPerPiece: 0.011, typicalPieces: 620,
      control: "3A090.c"),
    Good(
      name: "FABRIC_SWITCH", family: "NET", hs6: "851762", suffix: "3020",
      descriptions: ["400G fabric switch", "data centre switch 64 ports 400G"], models: ["FS-6440"],
      usdPerPiece: 34_000, kilogramsPerPiece: 22, typicalPieces: 8, control: "5A002.a"),
  ]

  /// Uncontrolled goods that share an HS code with controlled ones.
  static let neighbours: [Good] = [
    Good(
      name: "GRAPHICS_CARD", family: "ACC", hs6: "847330", suffix: "9010",
      descriptions: ["graphics card", "PC graphics board", "그래픽 카드"], models: ["GX-70", "GX-60"],
      usdPerPiece: 780, kilogramsPerPiece: 1.5, typicalPieces: 260),
    Good(
      name: "COMPUTER_PART", family: "ACC", hs6: "847330", suffix: "9090",
      descriptions: ["parts of computers", "motherboard", "server riser card", "컴퓨터 부분품"],
      models: [],
      usdPerPiece: 85, kilogramsPerPiece: 0.9, typicalPieces: 500),
    Good(
      name: "OFFICE_SERVER", family: "SRV", hs6: "847150", suffix: "1010",
      descriptions: ["rack server, two processors", "server 1U", "서버"],
      models: ["RS-120", "RS-240"],
      usdPerPiece: 6_200, kilogramsPerPiece: 24, typicalPieces: 14, unitsPerPiece: 8),
    Good(
      name: "LOGIC_IC", family: "GPUIC", hs6: "854231", suffix: "1010",
      descriptions: ["microcontroller", "processor IC", "application processor", "집적회로"],
      models: ["MC-32F", "AP-9"], usdPerPiece: 11, kilogramsPerPiece: 0.002, typicalPieces: 6_000),
    Good(
      name: "NAND", family: "HBM", hs6: "854232", suffix: "1030",
      descriptions: ["NAND flash memory", "flash memory device", "플래시 메모리"], models: ["NF-512"],
      usdPerPiece: 9, kilogramsPerPiece: 0.0016, typicalPieces: 12_000),
    Good(
      name: "DRAM", family: "HBM", hs6: "854232", suffix: "1010",
      descriptions: ["DRAM", "DDR5 memory device", "디램"], models: ["D5-16"], usdPerPiece: 6,
      kilogramsPerPiece: 0.0012, typicalPieces: 15_000),
    Good(
      name: "ROUTER", family: "NET", hs6: "851762", suffix: "3090",
      descriptions: ["router", "network switch 10G", "wireless access point"], models: ["NR-24"],
      usdPerPiece: 410, kilogramsPerPiece: 3.1, typicalPieces: 90),
  ]
}
