/// Every line of evidence, listed once; explanations keep this order.
public enum EvidenceLines {
  /// The lines.
  public static let all: [any EvidenceRule] = [
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
