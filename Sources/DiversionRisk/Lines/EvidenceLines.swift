/// Every line of evidence, listed once; explanations keep this order.
public enum EvidenceLines {
  /// The codes of the lines, in their order.
  public static let codes = all.map(\.code)

  /// The lines.
  static let all: [any EvidenceRule] = [
    ShareSentOn(), Dwell(), EqualQuantity(), LowerBound(), ConsigneeRecord(),
    DestinationReached(), SoleOutlet(), SupplierCount(), FormerDirectBuyer(),
    ConvergingConsignees(),
    DeclaredDestination(),
    ControlInForce(), Undervalued(), Overvalued(), DescriptionDisagrees(),
    NewBuyer(), NewbornParty(), TradeVolume(), PairAge(), ForwarderConsignee(), LineOfBusiness(),
    ConsigneeKind(), GroupCompany(), NewExporter(),
    ListedPartyMatch(), LinkedToListed(), SharedContacts(),
    ConfirmedBefore(), ClearedBefore(),
    PermitMissing(), PermitMismatch(), PermitOverdrawn(), PermitExpired(),
    WithdrawnThenRefiled(), NeverArrived(), ShamReturn(), Splitting(),
  ]
}
