import PartyMatch
import TradeModel

/// What the goods line that stands for a movement says besides goods, parties and places.
///
/// Taken out of the full rows once: a line of evidence that looks at a whole row for one field would
/// spend its time on copying the others.
struct MovementFacts: Sendable {
  /// The permit cited.
  var permitNumber: String?
  /// Sale, return, repair and so on; where the goods line that stands for the movement does not say,
  /// what another of its goods lines does.
  var nature: TransactionNature?
  /// Who finally uses the goods, as stated.
  var endUser: PartyIndex?
  /// The country of the stated end user, or of the party it was taken to be.
  var endUserCountry: CountryCode?
  /// The stated end user's name or identifier.
  var endUserName: String?
  /// The forwarder, normalised, where one is named.
  var forwarder: String?
  /// Who that was taken to be: the forwarder, or whoever a bill of lading says is to be notified.
  var forwarderParty: PartyIndex?
  /// Country of manufacture as stated.
  var origin: CountryCode?

  init(
    _ declaration: Declaration, parties: PartyBook, users: inout [WrittenParty: PartyIndex?],
    forwarders: inout [String: String]
  ) {
    permitNumber = declaration.permitNumber
    nature = declaration.nature
    origin = declaration.originCountry
    forwarder = declaration.forwarder.id
    if forwarder == nil, let name = declaration.forwarder.name {
      let known = forwarders[name] ?? NormalisedName(name).text
      forwarders[name] = known
      forwarder = known
    }
    if forwarder != nil {
      let written = declaration.forwarder
      let party = users[written] ?? parties.index(of: written)
      users[written] = party
      forwarderParty = party
    }
    let stated = declaration.endUser
    guard stated.id != nil || stated.name != nil else { return }
    endUserName = stated.name ?? stated.id
    let user = users[stated] ?? parties.index(of: stated)
    users[stated] = user
    endUser = user
    endUserCountry = stated.country ?? endUser.flatMap { parties[$0].country }
  }

  private init() {}

  /// The facts of each movement, in order.
  static func facts(
    of movements: [Movement], details: [Int32: Declaration], parties: PartyBook
  ) -> [MovementFacts] {
    // The same few parties are named again and again: each is looked up once.
    var users: [WrittenParty: PartyIndex?] = [:]
    var forwarders: [String: String] = [:]
    return movements.map { movement in
      guard let detail = details[movement.record] else { return MovementFacts() }
      var facts = MovementFacts(detail, parties: parties, users: &users, forwarders: &forwarders)
      facts.nature =
        facts.nature ?? movement.mirrors.lazy.compactMap { details[$0]?.nature }.first
      return facts
    }
  }
}

extension TransactionNature {
  /// Whether goods move because of an earlier sale and without being sold: a return, a repair or a
  /// replacement.
  var followsSale: Bool {
    switch self {
    case .return, .repair, .replacement: true
    case .sale, .sample, .lease, .intraGroup, .other: false
    }
  }
}
