/// The tables of a trade folder, in the order in which they are read.
public enum TradeTable: String, CaseIterable, Sendable {
  case declarations
  case parties
  case controls
  case families
  case permits
  case lists
  case countryFlows = "country_flows"
  case outcomes
  case judgements
  case hsConcordance = "hs_concordance"
  case hsNomenclature = "hs_nomenclature"

  /// The columns of the table that the data contract names, in its order.
  public var columns: [String] {
    var finder = ColumnFinder(header: Header(names: []))
    _ = rows.init(&finder)
    return finder.asked
  }

  /// How the rows of the table are read.
  var rows: any RecordTable.Type {
    switch self {
    case .declarations: DeclarationRows.self
    case .parties: PartyRows.self
    case .controls: ControlRows.self
    case .families: FamilyRows.self
    case .permits: PermitRows.self
    case .lists: ListedPartyRows.self
    case .countryFlows: CountryFlowRows.self
    case .outcomes: OutcomeRows.self
    case .judgements: JudgementRows.self
    case .hsConcordance: HSConcordanceRows.self
    case .hsNomenclature: HSNomenclatureRows.self
    }
  }
}
