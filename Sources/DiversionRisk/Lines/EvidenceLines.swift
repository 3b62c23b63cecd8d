/// Every line of evidence, listed once; explanations keep this order.
public enum EvidenceLines {
  /// The codes of the lines, in their order.
  public static let codes = all.map(\.code)

  /// Whether a line's measure is what other exports score, in decibans.
  public static func measuresScores(_ code: String) -> Bool {
    [NeighbourOfPair().code, NeighbourOfExporter().code].contains(code)
  }

  /// Lines that rest on more declarations than they cite: without those cited, others stand in.
  static let restsOnMore: Set<String> = [InfluenceOfOthers().code]

  /// The lines.
  static let all: [any EvidenceRule] = [
    ShareSentOn(), Dwell(), EqualQuantity(), LowerBound(), ConsigneeRecord(), PairRecord(),
    SameForwarder(), SentElsewhere(), Disassembly(), Relabelled(),
    DestinationReached(), SoleOutlet(), SupplierCount(), NewFinalBuyer(), DeclaredDestination(),
    CountrySendsOn(),
    FormerDirectBuyer(), SameBuyer(), PeerConsignees(), ConvergingConsignees(),
    OfficialRise(), TinyDemand(),
    DeclaredEndUser(), OnwardNature(), MassBalance(),
    NoOnwardMovement(),
    ControlInForce(), Undervalued(), Overvalued(), MirrorValue(), DescriptionDisagrees(),
    HiddenGoods(), Repriced(),
    NewBuyer(), NewbornParty(), TradeVolume(), PairAge(), PairDealings(), ForwarderConsignee(),
    LineOfBusiness(), ConsigneeKind(), GroupCompany(), Anticipation(),
    NewExporter(), ExporterVolume(), ForeignGoods(),
    ListedPartyMatch(), LinkedToListed(), SharedContacts(),
    ConfirmedBefore(), ClearedBefore(), ExporterCleared(),
    PermitMissing(), PermitMismatch(), PermitOverdrawn(), PermitExpired(), PairPermits(),
    WithdrawnThenRefiled(), NeverArrived(), ShamReturn(), Splitting(),
    UnderLimit(), CompensatingTrade(), RoundTrip(),
    NeighbourOfPair(), NeighbourOfExporter(), InfluenceOfOthers(),
  ]
}
