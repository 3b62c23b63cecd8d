import Foundation
import RouteCharts
import TradeModel

extension ExhibitContent {
  /// One row a link for link-chart tools: UTF-8 with a byte-order mark, CRLF-free.
  ///
  /// Labels are names, ids are opaque; cells that a spreadsheet would run as a formula stay text.
  var linkChart: String {
    var table = CSVText(header: [
      "link_id", "line", "basis", "from_id", "from_party", "from_name", "from_local_name",
      "from_country", "from_role", "to_id", "to_party", "to_name", "to_local_name", "to_country",
      "to_role", "first", "last", "departure", "destination", "hs_codes", "quantity", "unit",
      "attributed", "value_usd", "movements", "source", "documents", "grade", "routes",
    ])
    let known = Dictionary(parties.map { ($0.id, $0) }) { first, _ in first }
    for link in links {
      table.add(
        [link.id, link.line.map(String.init), link.basis] + Self.cells(of: known[link.from])
          + Self.cells(of: known[link.to]) + [
            link.first?.description, link.last?.description, link.departure?.code,
            link.destination?.code, link.codes.joined(separator: ";"),
            link.quantity?.description, link.unit, link.attributed?.description,
            link.valueUSD.map { TradeTotals.decimal(Int64(($0 * 100).rounded()), places: 2) },
            String(link.movements), link.source, link.documents.joined(separator: ";"), link.grade,
            link.routes.map(String.init),
          ])
    }
    return "\u{FEFF}" + table.text
  }

  private static func cells(of party: Party?) -> [String?] {
    [
      party?.id, party?.key, party?.name, party?.localName, party?.country?.code,
      party?.role.rawValue,
    ]
  }

  /// Parties, links and what was left out as JSON values.
  var json: [(String, JSONText)] {
    [
      ("parties", .array(parties.map(Self.json))), ("links", .array(links.map(Self.json))),
      ("left_out", .array(leftOut.map(JSONText.string))),
    ]
  }

  private static func json(_ party: Party) -> JSONText {
    .object([
      ("id", .string(party.id)), ("party", .string(party.key)), ("name", .string(party.name)),
      ("local_name", .optional(party.localName)), ("country", .optional(party.country?.code)),
      ("role", .string(party.role.rawValue)), ("listed", .bool(party.isListed)),
      ("probability", .optional(party.probability)), ("card", .string(party.card)),
    ])
  }

  private static func json(_ link: Link) -> JSONText {
    .object([
      ("id", .string(link.id)), ("line", link.line.map(JSONText.integer) ?? .null),
      ("basis", .string(link.basis)), ("from", .string(link.from)), ("to", .string(link.to)),
      ("first", .optional(link.first?.description)), ("last", .optional(link.last?.description)),
      ("departure", .optional(link.departure?.code)),
      ("destination", .optional(link.destination?.code)),
      ("hs_codes", .array(link.codes.map(JSONText.string))),
      ("quantity", .optional(link.quantity?.units)), ("unit", .optional(link.unit)),
      ("attributed", .optional(link.attributed?.units)), ("value_usd", .optional(link.valueUSD)),
      ("movements", .integer(link.movements)), ("source", .optional(link.source)),
      ("documents", .array(link.documents.map(JSONText.string))),
      ("grade", .optional(link.grade)), ("routes", link.routes.map(JSONText.integer) ?? .null),
    ])
  }
}
