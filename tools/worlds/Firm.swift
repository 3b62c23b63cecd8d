/// A company as it truly is, whatever the papers call it.
struct Firm {
  var place: Int
  var kind: Kind
  /// The registry's number; empty where no registry knows the company.
  var registryNumber: String
  /// All ways in which it is written; the first is the registered name.
  var spellings: [String]
  var address: String
  var industry = ""
  var incorporated: Int?
  var parent: Int?
  var officer = ""
  var phone = ""
  /// How much it trades compared with others.
  var weight = 1.0
  var isRegistered = true
  /// Its last spelling is a name under which it trades as well, not much like the registered one.
  var isRenamed = false
  /// Is on a list, whatever chance says.
  var isListed = false
  /// Takes part, knowingly, in a planted scheme.
  var isComplicit = false

  var isKorean: Bool { place == Place.korea }
  var country: String { Place.all[place].code }

  enum Kind: String, CaseIterable, Sendable {
    case manufacturer, trader, distributor, forwarder
    case dataCentre = "data_centre"
    case university, government, bank, other

    /// Classes of ISIC, fourth revision, in which such companies are found.
    var industries: [String] {
      switch self {
      case .manufacturer: ["2610", "2620", "2630", "2710", "2220", "1079"]
      case .trader: ["4690", "4649"]
      case .distributor: ["4651", "4652"]
      case .forwarder: ["5229", "5224"]
      case .dataCentre: ["6311", "6201"]
      case .university: ["8530"]
      case .government: ["8411"]
      case .bank: ["6419"]
      case .other: ["4773", "6810", "4711", "5820", "4100"]
      }
    }
  }
}
