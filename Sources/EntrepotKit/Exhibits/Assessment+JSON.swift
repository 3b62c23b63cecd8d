import TradeModel

extension Assessment {
  /// Score and reasons as an exhibit's JSON has them, in the words of `routes.jsonl`.
  var json: [(String, JSONText)] {
    [
      ("probability", .number(probability)), ("decibans", .number(decibans)),
      ("low", .number(low)), ("high", .number(high)), ("band", .string(band.rawValue)),
      ("prior", .number(prior)), ("evidence", .array(lines.map(Self.json))),
      ("counterfactual", .string(counterfactual.english)),
      ("counterfactual_ko", .string(counterfactual.korean)),
    ]
  }

  private static func json(_ line: EvidenceLine) -> JSONText {
    .object([
      ("code", .string(line.code)), ("group", .string(line.group)),
      ("outcome", .string(line.outcome.rawValue)), ("decibans", .number(line.decibans)),
      ("uncapped", .number(line.uncappedDecibans)), ("least", .number(line.leastDecibans)),
      ("most", .number(line.mostDecibans)), ("text", .string(line.text.english)),
      ("text_ko", .string(line.text.korean)),
      ("declarations", .array(line.declarations.map { .string($0.description) })),
    ])
  }
}
