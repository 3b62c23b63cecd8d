import RouteCharts
import TradeModel

extension ExhibitContent {
  /// One attribute of a node or an edge in a graph format.
  private struct Attribute {
    let name: String
    let type: String
  }

  private static let partyAttributes: [Attribute] = [
    Attribute(name: "key", type: "string"), Attribute(name: "label", type: "string"),
    Attribute(name: "local_name", type: "string"), Attribute(name: "country", type: "string"),
    Attribute(name: "role", type: "string"), Attribute(name: "listed", type: "boolean"),
    Attribute(name: "probability", type: "double"), Attribute(name: "card", type: "string"),
  ]

  private static let linkAttributes: [Attribute] = [
    Attribute(name: "line", type: "long"), Attribute(name: "basis", type: "string"),
    Attribute(name: "first", type: "string"), Attribute(name: "last", type: "string"),
    Attribute(name: "departure", type: "string"), Attribute(name: "destination", type: "string"),
    Attribute(name: "hs_codes", type: "string"), Attribute(name: "quantity", type: "double"),
    Attribute(name: "unit", type: "string"), Attribute(name: "attributed", type: "double"),
    Attribute(name: "value_usd", type: "double"), Attribute(name: "movements", type: "long"),
    Attribute(name: "source", type: "string"), Attribute(name: "documents", type: "string"),
    Attribute(name: "grade", type: "string"), Attribute(name: "routes", type: "long"),
  ]

  private static func values(of party: Party) -> [String?] {
    [
      party.key, party.name, party.localName, party.country?.code, party.role.rawValue,
      String(party.isListed), party.probability.map { "\($0)" }, party.card,
    ]
  }

  private static func values(of link: Link) -> [String?] {
    [
      link.line.map(String.init), link.basis, link.first?.description, link.last?.description,
      link.departure?.code, link.destination?.code, link.codes.joined(separator: ";"),
      link.quantity.map { "\($0.units)" }, link.unit, link.attributed.map { "\($0.units)" },
      link.valueUSD.map { "\($0)" }, String(link.movements), link.source,
      link.documents.joined(separator: ";"), link.grade, link.routes.map(String.init),
    ]
  }

  /// The graph as GraphML, as Gephi, yEd and NetworkX read it.
  var graphML: String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">

      """
    for (target, prefix, attributes) in [
      ("node", "n", Self.partyAttributes), ("edge", "e", Self.linkAttributes),
    ] {
      for attribute in attributes {
        text += "  <key id=\"\(prefix)_\(attribute.name)\" for=\"\(target)\" "
        text += "attr.name=\"\(attribute.name)\" attr.type=\"\(attribute.type)\"/>\n"
      }
    }
    text += "  <graph edgedefault=\"directed\">\n"
    for party in parties {
      text += "    <node id=\"\(party.id)\">\n"
      text += Self.data("n", Self.partyAttributes, Self.values(of: party))
      text += "    </node>\n"
    }
    for link in links {
      text += "    <edge id=\"\(link.id)\" source=\"\(link.from)\" target=\"\(link.to)\">\n"
      text += Self.data("e", Self.linkAttributes, Self.values(of: link))
      text += "    </edge>\n"
    }
    return text + "  </graph>\n</graphml>\n"
  }

  private static func data(
    _ prefix: String, _ attributes: [Attribute], _ values: [String?]
  ) -> String {
    zip(attributes, values).map { attribute, value in
      guard let value, !value.isEmpty else { return "" }
      return "      <data key=\"\(prefix)_\(attribute.name)\">"
        + MarkupText.escaped(value) + "</data>\n"
    }.joined()
  }

  /// The graph as GEXF 1.2, as Gephi and NetworkX read it.
  var gexf: String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
        <graph mode="static" defaultedgetype="directed">

      """
    for (target, attributes) in [("node", Self.partyAttributes), ("edge", Self.linkAttributes)] {
      text += "    <attributes class=\"\(target)\">\n"
      for (place, attribute) in attributes.enumerated() {
        text += "      <attribute id=\"\(place)\" title=\"\(attribute.name)\" "
        text += "type=\"\(attribute.type)\"/>\n"
      }
      text += "    </attributes>\n"
    }
    text += "    <nodes>\n"
    for party in parties {
      text += "      <node id=\"\(party.id)\" label=\"\(MarkupText.escaped(party.name))\">\n"
      text += Self.attributeValues(Self.values(of: party)) + "      </node>\n"
    }
    text += "    </nodes>\n    <edges>\n"
    for link in links {
      text += "      <edge id=\"\(link.id)\" source=\"\(link.from)\" target=\"\(link.to)\">\n"
      text += Self.attributeValues(Self.values(of: link)) + "      </edge>\n"
    }
    return text + "    </edges>\n  </graph>\n</gexf>\n"
  }

  private static func attributeValues(_ values: [String?]) -> String {
    let filled = values.enumerated().filter { $0.element?.isEmpty == false }
    guard !filled.isEmpty else { return "" }
    return "        <attvalues>\n"
      + filled.map { place, value in
        "          <attvalue for=\"\(place)\" value=\"\(MarkupText.escaped(value ?? ""))\"/>\n"
      }.joined() + "        </attvalues>\n"
  }

  /// FollowTheMoney entities, one a line: parties, and what joins them.
  ///
  /// FollowTheMoney has no goods, so a movement is a link of its two parties that says in words what
  /// went.
  var followTheMoney: String {
    let entities =
      parties.map { party in
        var properties: [(String, JSONText)] = [("name", .array(names(of: party)))]
        if let country = party.country {
          properties.append(("country", .array([.string(country.code.lowercased())])))
        }
        properties.append(("registrationNumber", .array([.string(party.key)])))
        return Self.entity(party.id, schema: "LegalEntity", properties)
      }
      + links.map { link in
        var properties: [(String, JSONText)] = [
          ("subject", .array([.string(link.from)])), ("object", .array([.string(link.to)])),
          ("role", .array([.string("shipped goods to")])),
          ("summary", .array([.string(Self.summary(of: link))])),
        ]
        if let first = link.first {
          properties.append(("startDate", .array([.string(first.description)])))
        }
        if let last = link.last {
          properties.append(("endDate", .array([.string(last.description)])))
        }
        if !link.documents.isEmpty {
          properties.append(("recordId", .array(link.documents.map(JSONText.string))))
        }
        return Self.entity(link.id, schema: "UnknownLink", properties)
      }
    return entities.map { $0.line + "\n" }.joined()
  }

  private func names(of party: Party) -> [JSONText] {
    let names = [party.name, party.localName ?? ""].filter { !$0.isEmpty }
    return (names.isEmpty ? [party.key] : names).map(JSONText.string)
  }

  private static func entity(
    _ id: String, schema: String, _ properties: [(String, JSONText)]
  ) -> JSONText {
    .object([
      ("id", .string(id)), ("schema", .string(schema)), ("properties", .object(properties)),
    ])
  }

  private static func summary(of link: Link) -> String {
    var parts = ["HS " + link.codes.joined(separator: " ")]
    if let quantity = link.quantity, let unit = link.unit { parts.append("\(quantity) \(unit)") }
    if let value = link.valueUSD { parts.append("USD \(Int64(value.rounded()))") }
    if link.movements > 1 { parts.append("\(link.movements) movements") }
    parts.append(link.basis)
    return parts.joined(separator: ", ")
  }
}
