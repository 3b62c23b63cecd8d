import DiversionRisk
import FlowGraph
import PartyMatch
import TradeModel

/// What is said of a question about routes: in words, as a table, JSON and CSV.
struct RouteReport {
  /// What one change to a question without answer would give.
  struct Miss {
    let words: BilingualText
    let count: RouteCount
  }

  /// A route that is shown.
  struct Shown {
    /// Its place among the routes that it is ranked with.
    let rank: Int
    let worth: Int64
    /// What its worth is in.
    let unit: String
    let movements: [AskedMovement]
    /// Thousandths of decibans of each, where the routes are ranked by scores.
    let scores: [Int64]
  }

  let inquiry: RouteInquiry
  let asOf: TradeDay
  let settings: AnalysisSettings
  let families: [AskedFamily]
  let count: RouteCount
  /// How many routes there are of each unit, where those of each are ranked apart.
  let units: [RouteUnitCount]
  let routes: [Shown]
  let misses: [Miss]

  private var language: OutputLanguage { inquiry.language }

  var answer: InquiryAnswer {
    var answer = InquiryAnswer()
    answer.sentences = sentences
    answer.headings =
      ["#>"] + worthHeadings
      + (language == .korean
        ? ["경로", "품목군", "구간>", "기간", "신고"]
        : ["route", "family", "legs>", "dates", "declarations"])
    answer.rows = routes.map(row)
    answer.notes = notes
    answer.json = json.indented
    answer.csv = csv
    return answer
  }

  private var worthHeadings: [String] {
    switch inquiry.ranking {
    case .value: [language.say("최소 금액 USD>", "least value USD>")]
    case .quantity: [language.say("최소 물량>", "least qty>"), language.say("단위", "unit")]
    case .score: [language.say("점수 합 dB>", "scores dB>")]
    }
  }

  private var sentences: [String] {
    let total = InquiryFigures.count(count.total)
    let least = count.isExact ? "" : language.say("최소 ", "at least ")
    var parts: [String] = []
    for (legs, number) in numbersByLegs where number > 0 {
      let figure = InquiryFigures.count(number)
      parts.append(language.say("\(legs)구간 \(figure)건", "\(figure) of \(legs) legs"))
    }
    let tail = parts.count > 1 ? " (" + parts.joined(separator: ", ") + ")" : ""
    let sentence = language.say(
      "성립할 수 있는 경로 \(least)\(total)건\(tail), 기준일 \(asOf).",
      "\(least)\(total) compatible \(count.total == 1 ? "route" : "routes")\(tail), as of "
        + "\(asOf).")
    return [sentence] + (units.count > 1 ? [unitSentence] : [])
  }

  /// How many routes are in which unit, and that they are ranked apart.
  private var unitSentence: String {
    let parts = units.map { known in
      let figure = InquiryFigures.count(known.count.total)
      let least = known.count.isExact ? "" : language.say("최소 ", "at least ")
      let codes = codes(of: known.unit).joined(separator: ", ")
      return language.say(
        "\(known.unit.name) \(least)\(figure)건(\(codes))",
        "\(least)\(figure) in \(known.unit.name) (\(codes))")
    }.joined(separator: ", ")
    return language.say(
      "단위별: \(parts). 단위가 다른 물량은 비교할 수 없어 단위마다 순위를 따로 매김.",
      "By unit of account: \(parts). Quantities of different units do not compare: each unit has "
        + "its own ranking.")
  }

  /// The codes of the families of a unit that were asked for.
  private func codes(of unit: RouteUnit) -> [String] {
    unit.families.map { families[$0].code }.filter {
      inquiry.families.isEmpty || inquiry.families.contains($0)
    }
  }

  /// How many routes there are of each number of legs that was asked for.
  private var numbersByLegs: [(legs: Int, routes: Int)] {
    inquiry.legs.map { ($0, count.byLegs[$0 - 2]) }
  }

  private var notes: [String] {
    var notes: [String] = []
    if routes.count < count.total {
      let (shown, total) = (
        InquiryFigures.count(routes.count), InquiryFigures.count(count.total)
      )
      let by = inquiry.ranking.rawValue
      let top = "--top \(inquiry.most ?? 0)"
      notes.append(
        units.count > 1
          ? language.say(
            "\(total)건 중 단위마다 \(by) 기준 상위만, 모두 \(shown)건 표시(\(top)); 건수는 전부를 센 것.",
            "Capped: \(shown) of \(total) are shown, the best by \(by) of each unit (\(top)); "
              + "the count is of all.")
          : language.say(
            "\(total)건 중 \(by) 기준 상위 \(shown)건만 표시(\(top)); 건수는 전부를 센 것.",
            "Capped: the \(shown) best by \(by) of \(total) are shown (\(top)); the count is of "
              + "all."))
    }
    for miss in misses {
      let figure = InquiryFigures.count(miss.count.total)
      notes.append(
        language.say(
          "가장 가까운 조건: \(miss.words.korean) → \(figure)건",
          "Nearest miss: \(miss.words.english) there would be \(figure)."))
    }
    if count.total == 0, misses.isEmpty {
      notes.append(
        language.say("조건 하나를 바꾸어도 경로가 없음.", "No single change to the question gives a route."))
    }
    return notes
  }

  private func row(of route: Shown) -> [String] {
    let movements = route.movements
    let names = Self.places(of: route).map { place in
      "\(place.country) " + Self.short(place.party.name)
    }
    let days = movements.map(\.date)
    let unit = inquiry.ranking == .quantity ? [route.unit] : []
    return [String(route.rank), worth(of: route)] + unit + [
      names.joined(separator: " → "), families(of: movements), String(movements.count),
      [days.first, days.last].compactMap { $0?.description }.joined(separator: "…"),
      movements.map { $0.identity?.description ?? "?" }.joined(separator: " → "),
    ]
  }

  private static func short(_ name: String) -> String {
    name.count > 28 ? name.prefix(27) + "…" : name
  }

  private func worth(of route: Shown) -> String {
    switch inquiry.ranking {
    case .value: InquiryFigures.count(route.worth / 100)
    case .quantity: InquiryFigures.thousandths(route.worth)
    case .score: InquiryFigures.thousandths(route.worth)
    }
  }

  private static func places(of route: Shown) -> [(party: AskedParty, country: CountryCode)] {
    guard let first = route.movements.first else { return [] }
    return [(first.shipper, first.from)] + route.movements.map { ($0.consignee, $0.to) }
  }

  private func families(of movements: [AskedMovement]) -> String {
    var codes: [String] = []
    for movement in movements {
      let code = families[Int(movement.family)].code
      if codes.last != code { codes.append(code) }
    }
    return codes.joined(separator: "→")
  }
}

extension RouteReport {
  private var json: JSONText {
    .object([
      ("question", .object(question)), ("as_of", .string(asOf.description)),
      (
        "count",
        .object([
          ("total", .integer(count.total)), ("is_exact", .bool(count.isExact)),
          (
            "by_legs",
            .array(
              numbersByLegs.map { legs, number in
                .object([("legs", .integer(legs)), ("routes", .integer(number))])
              })
          ),
          ("by_unit", inquiry.ranking == .quantity ? .array(units.map(json)) : .null),
        ])
      ),
      ("shown", .integer(routes.count)), ("is_capped", .bool(routes.count < count.total)),
      ("ranked_by", .string(inquiry.ranking.rawValue)),
      ("routes", .array(routes.map { json(of: $0) })),
      (
        "nearest_misses",
        .array(
          misses.map {
            .object([
              ("change", .string($0.words.english)), ("change_ko", .string($0.words.korean)),
              ("routes", .integer($0.count.total)),
            ])
          })
      ),
    ])
  }

  private var question: [(String, JSONText)] {
    func list(_ texts: [String]) -> JSONText { .array(texts.map(JSONText.string)) }
    let dwell = inquiry.dwell ?? RouteInquiry.days(of: settings)
    let byFamily = inquiry.dwell == nil ? settings.dwellDaysByFamily : [:]
    return [
      ("from", list(inquiry.from)), ("via", list(inquiry.via)), ("to", list(inquiry.to)),
      ("families", list(inquiry.families)), ("goods", .string(inquiry.goods.rawValue)),
      ("hs", list(inquiry.codes)), ("since", .optional(inquiry.since?.description)),
      ("until", .optional(inquiry.until?.description)),
      ("legs", .array([.integer(inquiry.legs.lowerBound), .integer(inquiry.legs.upperBound)])),
      ("dwell_days", .array([.integer(dwell.lowerBound), .integer(dwell.upperBound)])),
      (
        "dwell_days_by_family",
        .object(
          byFamily.sorted { $0.key < $1.key }.map {
            ($0, .array([.integer($1.lowerBound), .integer($1.upperBound)]))
          })
      ),
      (
        "ratio",
        inquiry.ratio.map {
          .array([.number(Double($0.lowerBound) / 1000), .number(Double($0.upperBound) / 1000)])
        } ?? .null
      ),
    ]
  }

  private func json(of known: RouteUnitCount) -> JSONText {
    .object([
      ("unit", .string(known.unit.name)),
      ("families", .array(codes(of: known.unit).map(JSONText.string))),
      ("routes", .integer(known.count.total)), ("is_exact", .bool(known.count.isExact)),
    ])
  }

  private func json(of route: Shown) -> JSONText {
    .object([
      ("rank", .integer(route.rank)),
      ("worth", .number(Double(route.worth) / (inquiry.ranking == .value ? 100 : 1000))),
      ("unit", .string(route.unit)),
      (
        "legs",
        .array(
          route.movements.indices.map { leg in
            json(of: route.movements[leg], score: route.scores.isEmpty ? nil : route.scores[leg])
          })
      ),
    ])
  }

  private func json(of movement: AskedMovement, score: Int64?) -> JSONText {
    .object([
      ("source", .optional(movement.identity?.source)),
      ("declaration_id", .optional(movement.identity?.declarationID)),
      ("line", movement.identity.map { .integer(Int($0.line)) } ?? .null),
      ("date", .string(movement.date.description)),
      ("shipper", .object(movement.shipper.json)),
      ("consignee", .object(movement.consignee.json)),
      ("from", .string(movement.from.code)), ("to", .string(movement.to.code)),
      ("hs_code", .optional(movement.code)),
      ("family", .string(families[Int(movement.family)].code)),
      ("quantity", .optional(movement.quantity?.units)),
      ("unit", .string(families[Int(movement.family)].unit)),
      ("estimated", .bool(movement.isEstimated)),
      ("value_usd", .optional(movement.value.isNaN ? nil : movement.value)),
      ("score", .optional(score.map { Double($0) / 1000 })),
    ])
  }

  /// One row a leg.
  private var csv: String {
    var table = CSVText(header: [
      "route", "worth", "leg", "source", "declaration_id", "line", "date", "shipper",
      "shipper_name", "consignee", "consignee_name", "from", "to", "hs_code", "family", "quantity",
      "unit", "value_usd",
    ])
    for (place, route) in routes.enumerated() {
      for (number, movement) in route.movements.enumerated() {
        let worth =
          inquiry.ranking == .value
          ? TradeTotals.decimal(route.worth, places: 2) : InquiryFigures.thousandths(route.worth)
        table.add([
          String(place + 1), worth, String(number + 1), movement.identity?.source,
          movement.identity?.declarationID, movement.identity.map { String($0.line) },
          movement.date.description, movement.shipper.key, movement.shipper.name,
          movement.consignee.key, movement.consignee.name, movement.from.code, movement.to.code,
          movement.code, families[Int(movement.family)].code, movement.quantity?.description,
          families[Int(movement.family)].unit,
          movement.value.isNaN
            ? nil : TradeTotals.decimal(Int64((movement.value * 100).rounded()), places: 2),
        ])
      }
    }
    return table.text
  }
}
