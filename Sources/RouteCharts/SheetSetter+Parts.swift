import TradeModel

extension SheetSetter {
  private var route: Route { sheet.route }
  private var unit: String { LanesChart.short(route.unit) }

  private func name(_ key: String) -> String {
    guard let party = route.parties.first(where: { $0.key == key }) else {
      return FiledText(key).visible
    }
    let names = [party.localName, party.name].compactMap { $0 }.map { FiledText($0).visible }
      .filter { !$0.isEmpty }
    return names.isEmpty
      ? language.say("이름 없음", "no name", between: " · ") : names.joined(separator: " ")
  }

  /// How much must and can have gone this way, in words.
  mutating func setCertificate() {
    setHeading(language.say("물량 확인서", "Certificate of quantity", between: " · "))
    func counted(_ quantity: FlowQuantity, _ language: ChartLanguage) -> String {
      TradeFigures.counted(quantity, unit: unit, language: language)
    }
    if language != .english {
      setParagraph(
        "기록된 반출을 설명하는 어떤 배분에서도 이 경로로 간 물량은 최소 \(counted(route.lower, .korean)), "
          + "최대 \(counted(route.upper, .korean))이며, 보존 배분은 \(counted(route.attributed, .korean))를 "
          + "이 경로에 귀속함. 경로들의 귀속 물량을 모두 더해도 각 신고의 물량을 넘지 않음.")
    }
    if language != .korean {
      setParagraph(
        "Under any allocation that explains the recorded outflow, at least "
          + "\(counted(route.lower, .english)) and at most \(counted(route.upper, .english)) went "
          + "this way; the decomposition that conserves quantity attributes "
          + "\(counted(route.attributed, .english)) to this route. All routes together never draw "
          + "more from a declaration than it carried.")
    }
  }

  /// The routes that a party is on, each with its own score and quantity.
  mutating func setRoutes(of party: RoutesOfParty) {
    setHeading(language.say("의심 경로", "Suspected routes", between: " · "))
    var table = table([
      SheetTable.Column(head: language.say("순위", "rank"), share: 0.07, isNumber: true),
      SheetTable.Column(head: language.say("경로", "route"), share: 0.19),
      SheetTable.Column(head: language.say("위험", "risk"), share: 0.1, isNumber: true),
      SheetTable.Column(head: language.say("구간", "range"), share: 0.12, isNumber: true),
      SheetTable.Column(head: language.say("등급", "band"), share: 0.14),
      SheetTable.Column(head: language.say("귀속", "attributed"), share: 0.1, isNumber: true),
      SheetTable.Column(head: language.say("최소–최대", "least–most"), share: 0.12, isNumber: true),
      SheetTable.Column(head: language.say("일자", "dates"), share: 0.16),
    ])
    for route in party.routes {
      let (assessment, days) = (route.assessment, route.legs.map(\.date))
      let band = assessment.band.word
      table.add([
        String(route.rank), FiledText(route.routeID).visible,
        TradeFigures.probability(assessment.probability),
        TradeFigures.probability(assessment.low) + "–"
          + TradeFigures.probability(assessment.high),
        assessment.band.marks + " " + language.say(band.korean, band.english),
        TradeFigures.count(route.attributed),
        TradeFigures.count(route.lower) + "–" + TradeFigures.count(route.upper),
        [days.min(), days.max()].compactMap { $0?.description }.joined(separator: " → "),
      ])
    }
    setTable(table)
  }

  /// Every movement of the route, those that the drawings fold included.
  mutating func setLegs() {
    setHeading(language.say("이동 구간", "Movements", between: " · "))
    var table = table([
      SheetTable.Column(head: "#", share: 0.03),
      SheetTable.Column(head: language.say("일자", "date"), share: 0.075),
      SheetTable.Column(head: language.say("보내는 이", "from"), share: 0.19),
      SheetTable.Column(head: language.say("받는 이", "to"), share: 0.19),
      SheetTable.Column(head: language.say("세번", "HS"), share: 0.085),
      SheetTable.Column(head: language.say("수량", "quantity"), share: 0.07, isNumber: true),
      SheetTable.Column(head: language.say("귀속", "attributed"), share: 0.075, isNumber: true),
      SheetTable.Column(head: language.say("금액", "value"), share: 0.075, isNumber: true),
      SheetTable.Column(head: language.say("신고", "declarations"), share: 0.21),
    ])
    for (place, leg) in route.legs.enumerated() {
      let cited = ([leg.identity] + leg.mirrors).map { FiledText($0.description).visible }
      let grade = sheet.grades.grade(of: leg.identity.source).map { "[\($0)] " } ?? ""
      let quantity = leg.quantity.map(TradeFigures.count) ?? "?"
      table.add([
        String(place + 1), leg.date.description, "\(leg.from) " + name(leg.shipper),
        "\(leg.to) " + name(leg.consignee), TradeFigures.dotted(hs: LanesChart.short(leg.hsCode)),
        (leg.isEstimated && leg.quantity != nil ? "≈" : "") + quantity,
        TradeFigures.count(leg.attributed),
        leg.valueUSD.map(TradeFigures.compactDollars) ?? TradeFigures.unknownDollars,
        grade + cited.joined(separator: "\n= "),
      ])
    }
    setTable(table)
  }

  /// The files that the sheet rests on, with their sums, and what made it.
  mutating func setSources() {
    setHeading(language.say("출처", "Sources", between: " · "))
    var table = table([
      SheetTable.Column(head: language.say("파일", "file"), share: 0.35),
      SheetTable.Column(head: "SHA-256", share: 0.65),
    ])
    for source in sheet.provenance.sources {
      table.add([FiledText(source.name).visible, FiledText(source.sha256).visible])
    }
    setTable(table)
    let provenance = sheet.provenance
    let parts = [
      language.say("실행", "run") + " " + FiledText(provenance.runID).visible,
      "entrepot " + FiledText(provenance.version).visible,
      language.say("기준일", "as of") + " " + provenance.asOf.description,
    ]
    setParagraph(
      (parts + provenance.notes.map { FiledText($0).visible }).joined(separator: " · "),
      ink: .muted)
  }
}
