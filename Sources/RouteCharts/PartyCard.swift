import TradeModel

/// What a party's card says and how much room that takes.
struct PartyCard {
  /// One line of a card.
  struct Row {
    let text: String
    let size: Double
    let isBold: Bool
    let ink: Ink
    /// From the card's top to the line's foot.
    let baseline: Double
  }

  let party: RouteParty
  let role: BilingualText
  /// The name as filed, whole, for the tooltip.
  let fullName: String
  let rows: [Row]
  /// The party's own score, where it has one.
  let score: Double?
  /// How much attention the score asks for, where that is known of the party alone.
  var band: RiskBand?
  /// The least width that holds every row.
  let width: Double
  let height: Double

  /// Room between the card's left edge and its text.
  static let textInset = 16.0
  /// Width of the block that holds a score.
  static let scoreWidth = 58.0
  static let stripeWidth = 7.0

  /// Measures the card of a party that stands in `country`.
  init(
    _ party: RouteParty, in country: CountryCode, isRepeated: Bool = false,
    language: ChartLanguage
  ) {
    self.party = party
    role = Self.word(for: party.role)
    score = party.probability
    let name = FiledText(party.name)
    let local = FiledText(party.localName ?? "")
    let hasLocal = !local.visible.isEmpty && local.visible != name.visible
    let unnamed = language.say("이름 없음", "no name", between: " · ")
    let filed = name.full.isEmpty ? unnamed : name.full
    fullName = hasLocal ? local.full + " / " + filed : filed
    var setter = RowSetter()
    let roleWord = language.say(role.korean, role.english.uppercased())
    setter.add(roleWord, size: 9, bold: true, ink: Self.textInk(for: party.role))
    setter.gap(4)
    let main = hasLocal ? local.visible : name.visible
    if main.isEmpty {
      setter.add(unnamed, size: 12, ink: .muted)
    } else {
      setter.wrap(main, size: 13, bold: true, ink: .text, most: hasLocal ? 2 : 3)
    }
    if hasLocal, !name.visible.isEmpty { setter.wrap(name.visible, size: 10, ink: .muted) }
    if party.country != country {
      let registered = language.say("소재국", "based in") + " " + party.country.code
      setter.add(registered, size: 9, ink: .muted)
    }
    if isRepeated {
      setter.add("↩ " + language.say("같은 당사자", "same party"), size: 9, ink: .muted)
    }
    if party.isListed {
      setter.gap(2)
      setter.add("▲ " + language.say("명단 등재", "listed"), size: 9, bold: true, ink: .hotText)
    }
    rows = setter.rows
    let block = score == nil ? 0 : Self.scoreWidth
    width = max(96, setter.widest) + Self.textInset + 12 + block
    height = max(score == nil ? 48 : 62, setter.foot + 10)
  }

  /// What a role is called.
  static func word(for role: RouteRole) -> BilingualText {
    switch role {
    case .exporter: BilingualText(english: "Exporter", korean: "수출자")
    case .consignee: BilingualText(english: "Consignee", korean: "수하인")
    case .forwarder: BilingualText(english: "Forwarder", korean: "운송주선")
    case .endUser: BilingualText(english: "End user", korean: "최종사용자")
    }
  }

  /// The colour of a role's stripe and border.
  static func ink(for role: RouteRole) -> Ink {
    switch role {
    case .exporter: .exporter
    case .consignee: .consignee
    case .forwarder: .forwarder
    case .endUser: .hot
    }
  }

  private static func textInk(for role: RouteRole) -> Ink {
    switch role {
    case .exporter: .exporter
    case .consignee: .muted
    case .forwarder: .forwarderText
    case .endUser: .hotText
    }
  }
}

/// Sets rows below one another.
private struct RowSetter {
  private(set) var rows: [PartyCard.Row] = []
  private(set) var widest = 0.0
  private(set) var foot = 6.0

  private static let measure = 164.0

  mutating func gap(_ points: Double) {
    foot += points
  }

  mutating func add(_ text: String, size: Double, bold: Bool = false, ink: Ink) {
    foot += (size * 1.32).rounded()
    rows.append(
      PartyCard.Row(text: text, size: size, isBold: bold, ink: ink, baseline: foot - 1))
    widest = max(widest, TextMetrics.width(of: text, size: size, bold: bold))
  }

  mutating func wrap(_ text: String, size: Double, bold: Bool = false, ink: Ink, most: Int = 2) {
    let lines = TextMetrics.wrapped(text, into: Self.measure, most: most, size: size, bold: bold)
    for line in lines { add(line, size: size, bold: bold, ink: ink) }
  }
}
