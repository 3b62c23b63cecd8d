/// One true movement of goods between two companies, before anybody writes it down.
struct Movement {
  var day: Int32
  /// Days on the way; the mirror is recorded when it arrives.
  var travel: Int16 = 4
  var shipper: Int32
  var consignee: Int32
  var endUser: Int32 = -1
  var forwarder: Int32 = -1
  var origin: UInt8
  var departure: UInt8
  var destination: UInt8
  var transit = Movement.nowhere
  var kind: Kind = .export
  var status: Status = .accepted
  var mode: Mode = .air
  var nature: Nature = .sale
  /// What the goods are, and what they are declared as; both refer to `Good.all`.
  var good: UInt8
  var declaredAs: UInt8
  var pieces: Int32
  var value: Double
  var kilograms: Double
  /// Index into the permits of the world, or -1.
  var permit: Int32 = -1
  /// Index into the schemes of the world, or -1 for honest trade.
  var scheme: Int32 = -1
  var divertedPieces: Int32 = 0
  /// Honest, controlled, and on its way through a hub: what diversion hides among.
  var isLookAlike = false
  /// Leaves and is never recorded as arriving.
  var neverArrives = false

  /// The transit of what goes straight there.
  static let nowhere: UInt8 = 255

  var isDiverted: Bool { divertedPieces > 0 }

  enum Kind: UInt8 {
    case export, importing, transit, reexport

    var text: String {
      switch self {
      case .export: "export"
      case .importing: "import"
      case .transit: "transit"
      case .reexport: "reexport"
      }
    }
  }

  enum Status: UInt8 {
    case accepted, amended, withdrawn, cancelled

    var text: String {
      switch self {
      case .accepted: "accepted"
      case .amended: "amended"
      case .withdrawn: "withdrawn"
      case .cancelled: "cancelled"
      }
    }

    var movesGoods: Bool { self == .accepted || self == .amended }
  }

  enum Mode: UInt8 {
    case air, sea, courier, road

    var text: String {
      switch self {
      case .air: "air"
      case .sea: "sea"
      case .courier: "courier"
      case .road: "road"
      }
    }
  }

  enum Nature: UInt8 {
    case sale, goodsReturn, repair, replacement, sample, lease, group

    var text: String {
      switch self {
      case .sale: "sale"
      case .goodsReturn: "return"
      case .repair: "repair"
      case .replacement: "replacement"
      case .sample: "sample"
      case .lease: "lease"
      case .group: "intra_group"
      }
    }
  }
}
