import FlowGraph
import TradeModel

extension FlowAnswer {
  /// The answer as one line of JSON: numbers, the movements asked about, cuts and words.
  public func json(of flows: RunFlows, question: FlowQuestion) -> String {
    let bounds = bounds
    let english = FlowWords(flows, language: .english, from: question.from, to: question.to)
    let korean = FlowWords(flows, language: .korean, from: question.from, to: question.to)
    func units(_ thousandths: Int64) -> JSONText {
      .number(FlowQuantity(thousandths: thousandths).units)
    }
    func list(_ legs: [Int32]) -> JSONText {
      .array(
        legs.map { leg in
          .object([
            ("declaration", .string(flows.movements[Int(leg)].identity.description)),
            ("quantity", units(flows.legs.quantity[Int(leg)])),
          ])
        })
    }
    func json(_ cut: FlowCut) -> JSONText {
      .object([
        ("capacity", units(cut.capacity)), ("in", list(cut.inLegs)), ("out", list(cut.outLegs)),
      ])
    }
    return JSONText.object([
      ("hub", .string(hub.party)), ("country", .string(hub.country.code)),
      ("families", .array(families.map(JSONText.string))), ("controlled", .bool(mayBeControlled)),
      ("unit", .string(unit)), ("received", .number(received.units)),
      ("sent_on", .number(sentOn.units)), ("sent_on_in_all", .number(sentOnInAll.units)),
      ("attributed", .number(attributed.units)), ("lower", units(bounds.lower)),
      ("upper", units(bounds.upper)), ("explained", units(bounds.explained)),
      ("lower_within_limits", withinLimits.map { .number($0.lower.units) } ?? .null),
      ("upper_within_limits", withinLimits.map { .number($0.upper.units) } ?? .null),
      ("others", units(bounds.others)), ("in", list(inLegs)), ("out", list(outLegs)),
      ("lower_cuts", .array(bounds.lowerCuts.map(json))), ("others_cut", json(bounds.othersCut)),
      ("explained_cut", json(bounds.explainedCut)), ("upper_cut", json(bounds.upperCut)),
      ("proved", .bool(faults.isEmpty)), ("text", .string(english.must(self))),
      ("text_ko", .string(korean.must(self))),
    ]).line
  }
}
