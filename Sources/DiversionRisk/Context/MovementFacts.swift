import PartyMatch
import TradeModel

/// What the goods line that stands for a movement says besides goods, parties and places.
///
/// Taken out of the full rows once, by `FiledRows`: a line of evidence that looks at a whole row for one
/// field would spend its time on copying the others.
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

  init(_ declaration: Declaration, parties: PartyBook, names: inout FiledNames) {
    permitNumber = declaration.permitNumber.map { names.once($0) }
    nature = declaration.nature
    origin = declaration.originCountry
    forwarder = declaration.forwarder.id.map { names.once($0) }
    if forwarder == nil, let name = declaration.forwarder.name {
      forwarder = names.normalised(name)
    }
    if forwarder != nil { forwarderParty = names.party(declaration.forwarder, in: parties) }
    let stated = declaration.endUser
    guard let name = stated.name ?? stated.id else { return }
    endUserName = names.once(name)
    endUser = names.party(stated, in: parties)
    endUserCountry = stated.country ?? endUser.flatMap { parties[$0].country }
  }

  /// Nothing is known.
  init() {}
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
