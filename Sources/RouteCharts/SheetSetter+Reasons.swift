import TradeModel

extension SheetSetter {
  private var assessment: Assessment { sheet.route.assessment }

  /// The score as a sum, line by line, and what to check first.
  mutating func setReasons() {
    setHeading(
      language.say("점수의 근거 (dB = 데시반)", "Why this score (dB = decibans)", between: " · "))
    setWaterfall()
    setSum()
  }

  /// Lines that weigh, as bars of a sum that runs.
  private mutating func setWaterfall() {
    var table = table([
      SheetTable.Column(head: language.say("근거", "line"), share: 0.17),
      SheetTable.Column(head: "dB", share: 0.05, isNumber: true),
      SheetTable.Column(head: language.say("합계", "sum"), share: 0.06, isNumber: true),
      SheetTable.Column(head: language.say("누적", "running sum"), share: 0.16, isBar: true),
      SheetTable.Column(head: language.say("내용", "finding"), share: 0.38),
      SheetTable.Column(head: language.say("신고", "declarations"), share: 0.18),
    ])
    var sums = [0, assessment.prior]
    for line in assessment.lines { sums.append((sums.last ?? 0) + line.decibans) }
    table.scale = (sums.min() ?? 0)...(sums.max() ?? 1)
    var sum = assessment.prior
    table.add(
      [
        language.say("사전 확률", "prior"), Self.signed(sum), Self.signed(sum), "",
        language.say("기저율", "base rate of diversion among such exports", between: "\n"), "",
      ], step: SheetTable.Step(from: 0, to: sum, ink: .muted))
    for line in assessment.lines where line.decibans != 0 {
      let before = sum
      sum += line.decibans
      table.add(
        [
          FiledText(line.code).visible, Self.signed(line.decibans), Self.signed(sum), "",
          inWords(line.text), cited(line),
        ],
        step: SheetTable.Step(
          from: before, to: sum, ink: line.decibans > 0 ? .hotText : .exporter))
    }
    setTable(table)
  }

  private mutating func setSum() {
    let probability = TradeFigures.probability(assessment.probability)
    let interval =
      TradeFigures.probability(assessment.low) + "–" + TradeFigures.probability(assessment.high)
    let band = assessment.band.word
    setParagraph(
      language.say("합계", "Sum") + " \(Self.signed(assessment.decibans)) dB → "
        + language.say("확률", "probability") + " \(probability) [\(interval)], "
        + language.say(band.korean, band.english), bold: true)
    setParagraph(
      language.say("먼저 확인할 사실", "Check first", between: " · ") + ": "
        + inWords(assessment.counterfactual).replacing("\n", with: " · "))
  }

  /// Lines that were looked at and weigh nothing, those that could not be decided first.
  mutating func setLinesOfNoWeight() {
    let lines = assessment.lines.filter { $0.decibans == 0 }
    guard !lines.isEmpty else { return }
    setHeading(
      language.say("무게가 없는 근거", "Looked at, adding nothing", between: " · "))
    var table = table([
      SheetTable.Column(head: language.say("근거", "line"), share: 0.2),
      SheetTable.Column(head: language.say("결과", "outcome"), share: 0.16),
      SheetTable.Column(head: language.say("내용", "finding"), share: 0.64),
    ])
    let order: [EvidenceOutcome] = [.notCheckable, .fired, .clear]
    for outcome in order {
      for line in lines where line.outcome == outcome {
        table.add([
          FiledText(line.code).visible, word(for: outcome),
          inWords(line.text).replacing("\n", with: " · "),
        ])
      }
    }
    setTable(table)
  }

  private func cited(_ line: EvidenceLine) -> String {
    var cited = line.declarations.prefix(3).map { FiledText($0.description).visible }
    let more = line.declarations.count - cited.count
    if more > 0 { cited.append(language.say("외 \(more)건", "and \(more) more", between: " · ")) }
    return cited.joined(separator: "\n")
  }

  private func inWords(_ text: BilingualText) -> String {
    let (korean, english) = (FiledText(text.korean).visible, FiledText(text.english).visible)
    if language == .both, korean == english { return korean }
    return language.say(korean, english, between: "\n")
  }

  private func word(for outcome: EvidenceOutcome) -> String {
    switch outcome {
    case .fired: language.say("적중", "fired")
    case .clear: language.say("해당 없음", "clear")
    case .notCheckable: language.say("확인 불가", "not checkable")
    }
  }

  private static func signed(_ value: Double) -> String {
    (value > 0 ? "+" : "") + TradeFigures.fixed(value, decimals: 1)
  }
}
