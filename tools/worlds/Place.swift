/// A country with what is needed to invent its companies and their trade.
struct Place: Sendable {
  let code: String
  let cities: [String]
  /// Legal forms as written at the end of a name.
  let forms: [String]
  let dialling: String
  let role: Role
  /// How much of the world's honest trade in chips and servers goes here.
  let weight: Double

  enum Role: Sendable {
    case origin, hub, concern, market
  }

  /// Partner customs services that send their records; other hubs are seen in bills of lading.
  var partnerSource: Source? {
    switch code {
    case "SG": .singapore
    case "MY": .malaysia
    default: nil
    }
  }

  /// Whether names are also written in Hangul or Chinese characters here.
  var hasScript: Bool { ["KR", "CN", "HK", "TW", "MO"].contains(code) }

  static let korea = 0

  static let all: [Place] = [
    Place(
      "KR", .origin, 10, "82", ["Seoul", "Suwon", "Incheon", "Icheon", "Busan", "Daejeon"],
      ["Co., Ltd.", "Inc."]),
    Place("SG", .hub, 9, "65", ["Singapore"], ["Pte. Ltd.", "Pte Ltd", "(S) Pte. Ltd."]),
    Place(
      "MY", .hub, 7, "60", ["Penang", "Kulim", "Johor Bahru", "Shah Alam"],
      ["Sdn. Bhd.", "(M) Sdn. Bhd."]),
    Place("TW", .hub, 7, "886", ["Taipei", "Hsinchu", "Taoyuan"], ["Co., Ltd.", "Corp."]),
    Place(
      "HK", .concern, 8, "852", ["Kowloon", "Kwun Tong", "Tsuen Wan"], ["Limited", "(HK) Limited"]),
    Place("VN", .hub, 5, "84", ["Hanoi", "Bac Ninh", "Ho Chi Minh City"], ["Co., Ltd.", "JSC"]),
    Place("TH", .hub, 3, "66", ["Bangkok", "Chonburi", "Ayutthaya"], ["Co., Ltd.", "PCL"]),
    Place("AE", .hub, 3, "971", ["Dubai", "Sharjah"], ["FZE", "LLC", "FZCO"]),
    Place(
      "CN", .concern, 14, "86", ["Shenzhen", "Shanghai", "Suzhou", "Hangzhou", "Chengdu"],
      ["Co., Ltd.", "Technology Co., Ltd."]),
    Place("MO", .concern, 0.3, "853", ["Macao"], ["Limitada"]),
    Place("US", .market, 12, "1", ["San Jose", "Austin", "Portland"], ["Inc.", "LLC", "Corp."]),
    Place("JP", .market, 8, "81", ["Tokyo", "Osaka", "Kawasaki"], ["K.K.", "Co., Ltd."]),
    Place("DE", .market, 4, "49", ["Munich", "Dresden", "Hamburg"], ["GmbH", "AG"]),
    Place("NL", .market, 3, "31", ["Eindhoven", "Rotterdam"], ["B.V.", "N.V."]),
    Place("IN", .market, 4, "91", ["Bengaluru", "Pune", "Chennai"], ["Pvt. Ltd.", "Ltd."]),
    Place("GB", .market, 2, "44", ["Cambridge", "Reading"], ["Ltd", "PLC"]),
    Place("FR", .market, 2, "33", ["Grenoble", "Paris"], ["SAS", "SA"]),
    Place("AU", .market, 2, "61", ["Sydney", "Melbourne"], ["Pty Ltd"]),
    Place("PH", .market, 2, "63", ["Laguna", "Cebu"], ["Inc.", "Corp."]),
    Place("ID", .market, 2, "62", ["Jakarta", "Batam"], ["PT"]),
    Place("IL", .market, 1.5, "972", ["Haifa", "Tel Aviv"], ["Ltd"]),
    Place("PL", .market, 1, "48", ["Wroclaw", "Gdansk"], ["Sp. z o.o."]),
    Place("MX", .market, 1.5, "52", ["Guadalajara", "Tijuana"], ["S.A. de C.V."]),
    Place("KZ", .market, 0.4, "7", ["Almaty"], ["LLP"]),
  ]

  static func index(_ code: String) -> Int {
    guard let index = all.firstIndex(where: { $0.code == code }) else {
      preconditionFailure("no such place in the table: \(code)")
    }
    return index
  }

  /// The place of next to no demand that goods are said to go to.
  static let tinyNeighbour = index("KZ")
  static let hubs = all.indices.filter { all[$0].role == .hub }
  static let concerns = all.indices.filter { all[$0].role == .concern }
  static let markets = all.indices.filter { all[$0].role == .market }

  private init(
    _ code: String, _ role: Role, _ weight: Double, _ dialling: String, _ cities: [String],
    _ forms: [String]
  ) {
    self.code = code
    self.role = role
    self.weight = weight
    self.dialling = dialling
    self.cities = cities
    self.forms = forms
  }
}

/// Who recorded a row.
enum Source: UInt8, Sendable, CaseIterable {
  case korea, singapore, malaysia, billOfLading

  var text: String {
    switch self {
    case .korea: "KR"
    case .singapore: "SG-partner"
    case .malaysia: "MY-partner"
    case .billOfLading: "BL"
    }
  }
}
