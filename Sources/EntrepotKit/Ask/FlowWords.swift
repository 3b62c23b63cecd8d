import FlowGraph
import TradeModel

/// An answer about flows in words that a person can check by adding up.
public struct FlowWords: Sendable {
  private let flows: RunFlows
  private let language: OutputLanguage
  /// What the shippers asked about are called.
  private let from: String
  /// What the receivers asked about are called.
  private let to: String

  /// Words about goods that went from some to others.
  ///
  /// - Parameters:
  ///   - flows: the run.
  ///   - language: of the words.
  ///   - from: from whom was asked; empty for anyone.
  ///   - to: to whom was asked; empty for anyone.
  public init(
    _ flows: RunFlows, language: OutputLanguage, from: [PartyChoice], to: [PartyChoice]
  ) {
    self.flows = flows
    self.language = language
    self.from = Self.called(from, flows, language)
    self.to = Self.called(to, flows, language)
  }

  /// The answer: what was sent, what must and what can have gone that way, and what holds it.
  public func lines(of answer: FlowAnswer) -> [String] {
    var lines = [heading(answer), sent(answer), must(answer)]
    for (number, cut) in answer.bounds.lowerCuts.enumerated() {
      lines += held(cut, in: answer, number: answer.bounds.lowerCuts.count > 1 ? number + 1 : nil)
    }
    lines.append(can(answer))
    if answer.bounds.upper > 0 { lines += held(answer.bounds.upperCut, in: answer, number: nil) }
    if let within = answer.withinLimits {
      lines.append(
        say(
          "Some quantities at this hub are estimates. Whatever they were within their limits, at least "
            + "\(within.lower) and at most \(within.upper) went that way.",
          "이 거점의 일부 수량은 추정치임. 추정 한도 안의 어떤 값이라도 이 경로로 간 물량은 최소 "
            + "\(within.lower), 최대 \(within.upper)."))
    }
    lines.append(proved(answer))
    return lines
  }

  /// What must have gone that way, in one sentence.
  public func must(_ answer: FlowAnswer) -> String {
    let bounds = answer.bounds
    let hub = flows.name(of: answer.hub.party)
    let (least, others) = (text(bounds.lower), text(bounds.others))
    let isAllOutflow =
      answer.sentOn == answer.sentOnInAll && bounds.explained == answer.sentOn.thousandths
    guard bounds.lower > 0 else {
      return say(
        "Others can account for all that can be accounted for: nothing must have gone from \(from) to "
          + "\(to) through \(hub).",
        "다른 공급자만으로도 전량 설명 가능: \(hub)을(를) 거쳐 \(from)에서 \(to)(으)로 간 물량의 하한은 0.")
    }
    if isAllOutflow, bounds.lowerCuts.count == 1 {
      return say(
        "\(hub) shipped \(answer.sentOn) on to \(to) and at most \(others) can have come from others: "
          + "at least \(least) came from \(from).",
        "\(hub)이(가) \(to)(으)로 보낸 \(answer.sentOn) 중 다른 공급자에서 올 수 있는 물량은 최대 "
          + "\(others): 최소 \(least)은(는) \(from)에서 온 물량임.")
    }
    if bounds.lowerCuts.count == 1 {
      return say(
        "Of \(answer.sentOnInAll) that \(hub) shipped on in all, recorded arrivals explain at most "
          + "\(text(bounds.explained)), and at most \(others) if nothing went from \(from) to \(to): at "
          + "least \(least) went that way.",
        "\(hub)이(가) 보낸 총 \(answer.sentOnInAll) 중 기록된 입고로 설명되는 물량은 최대 "
          + "\(text(bounds.explained)), \(from)에서 \(to)(으)로 간 물량이 없다면 최대 \(others): 최소 "
          + "\(least)이(가) 이 경로로 갔음.")
    }
    let count = bounds.lowerCuts.count
    let sum = bounds.lowerCuts.reduce(Int64(0)) { $0 + $1.capacity }
    return say(
      "Recorded arrivals explain at most \(text(bounds.explained)) of what \(hub) shipped on. Whatever "
        + "does not go from \(from) to \(to) meets each of \(count) limits, which sum to \(text(sum)): "
        + "\(count) × \(text(bounds.explained)) less \(text(sum)), at least \(least), went that way.",
      "\(hub)이(가) 보낸 물량 중 기록된 입고로 설명되는 것은 최대 \(text(bounds.explained)). \(from)에서 "
        + "\(to)(으)로 가지 않은 물량은 한도 \(count)개(합계 \(text(sum)))에 모두 걸림: \(count) × "
        + "\(text(bounds.explained)) − \(text(sum)) = 최소 \(least)이(가) 이 경로로 갔음.")
  }

  private func heading(_ answer: FlowAnswer) -> String {
    let hub = "\(flows.name(of: answer.hub.party)) (\(answer.hub.country))"
    let goods = answer.families.joined(separator: ", ")
    return say(
      "\(hub), \(answer.mayBeControlled ? "controlled" : "ordinary") goods of \(goods), in units of "
        + "\(answer.unit)",
      "\(hub), \(goods) \(answer.mayBeControlled ? "통제" : "일반") 품목, 단위 \(answer.unit)")
  }

  private func sent(_ answer: FlowAnswer) -> String {
    let hub = flows.name(of: answer.hub.party)
    return say(
      "\(from) sent \(answer.received) to \(hub) in \(answer.inLegs.count) movements; \(hub) sent "
        + "\(answer.sentOn) to \(to) in \(answer.outLegs.count). Oldest lots first, "
        + "\(answer.attributed) of it came from there.",
      "\(from) → \(hub) \(answer.received) (\(answer.inLegs.count)건), \(hub) → \(to) \(answer.sentOn) "
        + "(\(answer.outLegs.count)건). 선입선출 귀속 물량 \(answer.attributed).")
  }

  private func can(_ answer: FlowAnswer) -> String {
    say(
      "At most \(text(answer.bounds.upper)) can have gone that way.",
      "이 경로로 갈 수 있었던 물량은 최대 \(text(answer.bounds.upper)).")
  }

  private func proved(_ answer: FlowAnswer) -> String {
    answer.faults.isEmpty
      ? say(
        "Each limit was added up again and equals the flow that it holds.",
        "각 한도를 다시 합산하여 해당 유량과 일치함을 확인함.")
      : say(
        "!! The proof does not add up; do not use these numbers and report this.",
        "!! 증명이 맞지 않음. 이 수치를 사용하지 말고 신고 요망.")
  }

  /// The movements of a cut, by counterparty.
  private func held(_ cut: FlowCut, in answer: FlowAnswer, number: Int?) -> [String] {
    let limit = number.map { "\($0): " } ?? ""
    var lines: [String] = []
    let columns = flows.legs
    for (legs, nodes, comesIn) in [
      (cut.inLegs, columns.sender, true), (cut.outLegs, columns.receiver, false),
    ] {
      let byParty = Dictionary(grouping: legs) { flows.places[Int(nodes[Int($0)])] }
      let sums = byParty.map { place, legs in
        (place: place, legs: legs, sum: legs.reduce(Int64(0)) { $0 + columns.quantity[Int($1)] })
      }.sorted { one, other in
        one.sum != other.sum ? one.sum > other.sum : one.place.party < other.place.party
      }
      for (place, legs, sum) in sums.prefix(Self.partiesShown) {
        let name = "\(flows.name(of: place.party)) (\(place.country))"
        var cited = legs.prefix(Self.movementsShown)
          .map { flows.movements[Int($0)].identity.description }
        let more = legs.count - cited.count
        if more > 0 { cited.append(say("and \(more) more", "외 \(more)건")) }
        let what = cited.joined(separator: ", ")
        lines.append(
          "  "
            + say(
              "\(limit)\(text(sum)) \(comesIn ? "that came in from" : "that went out to") \(name): \(what)",
              "\(limit)\(text(sum)) \(name)\(comesIn ? "에서 입고" : "(으)로 출고"): \(what)"))
      }
      let rest = sums.dropFirst(Self.partiesShown)
      if !rest.isEmpty {
        let sum = rest.reduce(Int64(0)) { $0 + $1.sum }
        lines.append(
          "  "
            + say(
              "\(limit)\(text(sum)) of \(rest.count) more parties (all of them with --json)",
              "\(limit)\(text(sum)) 그 밖의 업체 \(rest.count)곳 (전체 목록은 --json)"))
      }
    }
    return lines
  }

  private static let partiesShown = 5
  private static let movementsShown = 3

  private func text(_ thousandths: Int64) -> String {
    FlowQuantity(thousandths: thousandths).description
  }

  private func say(_ english: String, _ korean: String) -> String {
    language == .korean ? korean : english
  }

  private static func called(
    _ choices: [PartyChoice], _ flows: RunFlows, _ language: OutputLanguage
  ) -> String {
    guard !choices.isEmpty else { return language == .korean ? "모든 업체" : "anyone" }
    return choices.map { choice in
      switch choice {
      case .party(let key): flows.name(of: key)
      case .country(let country): country.code
      }
    }.joined(separator: language == .korean ? "·" : " or ")
  }
}
