import DiversionRisk
import FlowGraph
import PartyMatch
import TradeModel

/// The nodes of the flow: a party in a country, as legs begin and end there.
struct TradePlaces: Sendable {
  /// The party at each node.
  let parties: [PartyIndex]
  /// The country of each node.
  let countries: [CountryCode?]

  init(_ trade: KnownTrade) {
    let legs = trade.context.flow.legs
    let movements = trade.context.movements
    let count = Int(max(legs.sender.max() ?? -1, legs.receiver.max() ?? -1)) + 1
    var parties = [PartyIndex](repeating: PartyIndex(raw: -1), count: count)
    var countries = [CountryCode?](repeating: nil, count: count)
    for (leg, movement) in movements.enumerated() {
      let (sender, receiver) = (Int(legs.sender[leg]), Int(legs.receiver[leg]))
      (parties[sender], countries[sender]) = (movement.shipper, movement.from)
      (parties[receiver], countries[receiver]) = (movement.consignee, movement.to)
    }
    self.parties = parties
    self.countries = countries
  }

  /// The nodes that some texts name; nil where there is no text, which means all.
  ///
  /// A text is a country code, a party's key or exact name, or a list of these with commas. What has
  /// two letters and is a country is a country; `party:KEY` is always a party.
  func nodes(of texts: [String], in trade: KnownTrade) throws -> NumberSet? {
    guard !texts.isEmpty else { return nil }
    var countries: Set<CountryCode> = []
    var parties: Set<PartyIndex> = []
    for text in texts {
      // A name may hold commas itself.
      if text.contains(","), let party = try? trade.party(text) {
        parties.insert(party)
        continue
      }
      for part in text.split(separator: ",").map({ String($0.trimmed) }) where !part.isEmpty {
        if part.count == 2, let country = CountryCode(part.uppercased()) {
          countries.insert(country)
        } else {
          parties.insert(try trade.party(part))
        }
      }
    }
    return NumberSet(below: self.parties.count) { [parties, countries] node in
      parties.contains(self.parties[node])
        || self.countries[node].map(countries.contains) ?? false
    }
  }
}

extension Substring {
  /// The text without spaces at its ends.
  fileprivate var trimmed: Substring {
    let start = drop { $0.isWhitespace }
    return start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? start[..<start.startIndex]
  }
}
