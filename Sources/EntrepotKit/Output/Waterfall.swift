import DiversionRisk
public import TradeModel

/// The language of what a person reads.
public enum OutputLanguage: String, Sendable, CaseIterable {
  case english = "en"
  case korean = "ko"

  /// The word for a band.
  public func word(for band: RiskBand) -> String {
    self == .korean ? band.korean : band.rawValue
  }

  func text(_ text: BilingualText) -> String {
    self == .korean ? text.korean : text.english
  }
}

/// A score laid out so that it can be added up by hand: prior, lines, sum, interval, counterfactual.
public struct Waterfall: Sendable {
  /// One row of it.
  public struct Row: Hashable, Sendable {
    /// The line's code, or what the row sums up.
    public let label: String
    /// `fired`, `clear`, `not checkable`, or empty.
    public let outcome: String
    /// What the row adds.
    public let decibans: Double
    /// The sum so far.
    public let sum: Double
    /// The finding in words.
    public let text: String
    /// Declarations that it rests on.
    public let declarations: [DeclarationIdentity]
  }

  /// The rows, prior first.
  public let rows: [Row]
  /// The score.
  public let assessment: Assessment

  /// Lays out a score.
  public init(_ assessment: Assessment, language: OutputLanguage) {
    self.assessment = assessment
    var sum = assessment.prior
    var rows = [
      Row(
        label: language == .korean ? "사전 확률" : "prior", outcome: "", decibans: sum, sum: sum,
        text: language == .korean ? "기저율" : "base rate of diversion among such exports",
        declarations: [])
    ]
    for line in assessment.lines {
      sum += line.decibans
      var text = language.text(line.text)
      if line.uncappedDecibans != line.decibans {
        let full = Self.signed(line.uncappedDecibans)
        text +=
          language == .korean
          ? " (단독 \(full) dB, \(line.group) 그룹 한도 적용)"
          : " (\(full) dB alone; the group \(line.group) is at its limit)"
      }
      rows.append(
        Row(
          label: line.code, outcome: Self.word(for: line.outcome, language),
          decibans: line.decibans, sum: sum, text: text, declarations: line.declarations))
    }
    self.rows = rows
  }

  /// The layout as lines of text.
  ///
  /// - Parameters:
  ///   - language: of words.
  ///   - declarationsShown: how many declarations a row names before it says how many more.
  /// - Returns: lines without their ends.
  public func lines(in language: OutputLanguage, declarationsShown: Int = 4) -> [String] {
    let width = rows.map(\.label.count).max() ?? 0
    let outcomes = rows.map { $0.outcome.count }.max() ?? 0
    var lines: [String] = []
    for row in rows {
      let label = row.label.padding(to: width)
      let outcome = row.outcome.padding(to: outcomes)
      let decibans = Self.signed(row.decibans).leftPadding(to: 7)
      let sum = Self.signed(row.sum).leftPadding(to: 7)
      lines.append("\(label)  \(outcome)  \(decibans)  \(sum)  \(row.text)")
      guard !row.declarations.isEmpty, row.decibans != 0 else { continue }
      var cited = row.declarations.prefix(declarationsShown).map(\.description)
      let more = row.declarations.count - cited.count
      if more > 0 { cited.append(language == .korean ? "외 \(more)건" : "and \(more) more") }
      lines.append(
        String(repeating: " ", count: width + outcomes + 22) + "↳ " + cited.joined(separator: ", "))
    }
    lines.append("")
    lines += summary(in: language)
    return lines
  }

  private func summary(in language: OutputLanguage) -> [String] {
    let probability = Self.percent(assessment.probability)
    let interval = "\(Self.percent(assessment.low)) … \(Self.percent(assessment.high))"
    let sum = Self.signed(assessment.decibans)
    if language == .korean {
      return [
        "합계 \(sum) dB → 확률 \(probability) (구간 \(interval)), 등급 \(assessment.band.korean)",
        "먼저 확인할 사실: \(assessment.counterfactual.korean)",
        refuting(in: language), "점수는 위험 지표이며 위법의 증거가 아님.",
      ]
    }
    return [
      "sum \(sum) dB → probability \(probability) (interval \(interval)), band "
        + assessment.band.rawValue, "check first: \(assessment.counterfactual.english)",
      refuting(in: language), "A score is a risk indicator, not proof of an offence.",
    ]
  }

  private func refuting(in language: OutputLanguage) -> String {
    let cited = assessment.refuting.map(\.description).joined(separator: ", ")
    if cited.isEmpty {
      return language == .korean
        ? "다른 신고를 제외해도 등급이 낮아지지 않음."
        : "No other declarations, taken away, would lower the band."
    }
    // One is as few as there can be; of several, one that is gone may break a line.
    let fewer = assessment.refuting.count > 1
    let which =
      assessment.refutingIsSmallest
      ? BilingualText(english: "fewest declarations", korean: "최소 신고")
      : BilingualText(english: "smallest set found of declarations", korean: "확인된 가장 작은 신고 집합")
    return language == .korean
      ? "모두 제외하면 등급이 낮아지는 \(which.korean): \(cited)"
        + (fewer ? " (그중 하나만 빠져도 성립하지 않는 근거가 있으면 더 적을 수 있음)" : "")
      : "\(which.english) without all of which the band falls: \(cited)"
        + (fewer ? " (fewer can do where a line breaks without one of them)" : "")
  }

  private static func word(for outcome: EvidenceOutcome, _ language: OutputLanguage) -> String {
    switch (outcome, language) {
    case (.fired, .english): "fired"
    case (.clear, .english): "clear"
    case (.notCheckable, .english): "not checkable"
    case (.fired, .korean): "적중"
    case (.clear, .korean): "해당 없음"
    case (.notCheckable, .korean): "확인 불가"
    }
  }

  /// Decibans with their sign and one digit, or three where one would round.
  static func signed(_ value: Double) -> String {
    let tenths = (value * 10).rounded() / 10
    let shown = abs(tenths - value) < 1e-9 ? tenths : (value * 1000).rounded() / 1000
    return (shown > 0 ? "+" : "") + "\(shown == 0 ? 0 : shown)"
  }

  static func percent(_ probability: Double) -> String {
    let tenths = (probability * 1000).rounded() / 10
    return "\(tenths) %"
  }
}

extension String {
  /// The text with spaces after it up to a width in characters.
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  /// The text with spaces before it up to a width in characters.
  func leftPadding(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}
