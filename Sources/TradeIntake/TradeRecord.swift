public import TradeModel

/// One row of a trade folder, read and found usable.
public enum TradeRecord: Hashable, Sendable {
  case declaration(Declaration)
  case party(Party)
  case control(Control)
  case family(Family)
  case permit(Permit)
  case listed(ListedParty)
  case countryFlow(CountryFlow)
  case outcome(Outcome)
  case judgement(Judgement)
  case concordance(HSConcordance)
  case heading(HSHeading)
}
