import EntrepotKit
import Foundation
import TradeModel

/// Routes as one line of a table has them.
enum RouteText {
  static func percent(_ probability: Double) -> String {
    // Nothing is certain: a score is never shown as 0 or 100 percent.
    if probability > 0.99 { return ">99%" }
    if probability < 0.01 { return "<1%" }
    return "\(Int((probability * 100).rounded()))%"
  }

  static func band(_ band: RiskBand, _ language: OutputLanguage) -> String {
    language == .korean ? OutputLanguage.korean.word(for: band) : band.rawValue
  }

  /// `KR Gaon → SG Harbour Nine → CN Northern`, each name cut to what a line can hold.
  static func path(of route: Route) -> String {
    route.parties.map { party in
      (party.isListed ? "▲" : "") + party.country.code + " " + TextTable.fitted(party.name, 22)
    }.joined(separator: " → ")
  }

  /// What quantities of a route are in where they do not count pieces; nil where they do.
  static func unit(of route: Route) -> String? {
    ["kg", "USD"].first { $0 == route.unit }
  }

  static func dates(of route: Route) -> String {
    guard let first = route.legs.first, let last = route.legs.last else { return "" }
    return "\(first.date)…\(last.date)"
  }
}
