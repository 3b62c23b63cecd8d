import Foundation
import RouteCharts
import Testing
import TradeModel

@testable import EntrepotKit

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Files for other tools")
struct InterchangeTests {
  @Test(
    "hold every party and every movement, the same bytes each time",
    arguments: ExhibitFormat.allCases.filter { !$0.isPicture })
  func whole(format: ExhibitFormat) throws {
    let data = try SampleRoute.exhibit().data(.lanes, as: format)
    #expect(try SampleRoute.exhibit().data(.lanes, as: format) == data)
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.contains("가온전자(주)") && text.contains("Harbour Nine Pte Ltd"))
    // DOT and CSV quote text and hold no markup; the others would run it.
    #expect(format == .dot || format == .csv || !text.contains("<script>"), "\(format)")
  }

  @Test(
    "of GraphML and GEXF are read back by NetworkX",
    .enabled(if: BuiltProgram.python(with: "networkx") != nil, "python3 has no networkx"))
  func networkX() throws {
    let folder = NSTemporaryDirectory() + "/" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for format in [ExhibitFormat.graphml, .gexf] {
      try SampleRoute.exhibit().data(.lanes, as: format)
        .write(to: URL(fileURLWithPath: folder + "/route." + format.rawValue))
    }
    let script = """
      import networkx as nx
      for name, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
          g = read("route." + name)
          parties = {d["key"]: d for _, d in g.nodes(data=True)}
          assert sorted(parties) == ["CN1", "KR1", "SG1"], parties
          assert parties["KR1"]["local_name"] == "가온전자(주)"
          assert parties["CN1"]["label"].startswith("</svg><script>"), parties["CN1"]
          values = sorted(d.get("value_usd", 0.0) for *_, d in g.edges(data=True))
          assert values == [0.0, 240000.0], values
          assert g.is_directed() and g.number_of_edges() == 2
      print("read")
      """
    let python = try #require(BuiltProgram.python(with: "networkx"))
    let said = try BuiltProgram.run(python, ["-c", script], in: folder)
    #expect(said.text == "read\n", "\(said.errors)")
  }

  @Test(
    "of FollowTheMoney are valid entities",
    .enabled(
      if: BuiltProgram.python(with: "followthemoney") != nil,
      "python3 has no followthemoney; name one that has in ENTREPOT_PYTHON"))
  func followTheMoney() throws {
    let path = NSTemporaryDirectory() + "/" + UUID().uuidString + ".jsonl"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try SampleRoute.exhibit().data(.lanes, as: .ftm).write(to: URL(fileURLWithPath: path))
    let script = """
      import json, sys
      from followthemoney import model
      schemata = []
      for line in open(sys.argv[1], encoding="utf-8"):
          data = json.loads(line)
          entity = model.get_proxy(data, cleaned=False)
          assert entity.schema.validate(data) is None
          for prop, values in data["properties"].items():
              assert len(entity.get(prop)) == len(values), (prop, values, entity.get(prop))
          schemata.append(entity.schema.name)
      print(schemata)
      """
    let python = try #require(BuiltProgram.python(with: "followthemoney"))
    let said = try BuiltProgram.run(python, ["-c", script, path], in: "/")
    #expect(
      said.text
        == "['LegalEntity', 'LegalEntity', 'LegalEntity', 'UnknownLink', 'UnknownLink']\n",
      "\(said.errors)")
  }

  @Test("for link charts begin with a mark of UTF-8, have a row a link, and run no formula")
  func linkChart() throws {
    let data = try SampleRoute.exhibit().data(.lanes, as: .csv)
    #expect(data.starts(with: [0xEF, 0xBB, 0xBF]))
    let text = String(decoding: data.dropFirst(3), as: UTF8.self)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("link_id,line,basis,from_id,from_party"))
    #expect(!text.contains(",=HYPERLINK"))
  }

  @Test("are well-formed XML where they are XML", arguments: [ExhibitFormat.svg, .graphml, .gexf])
  func wellFormed(format: ExhibitFormat) throws {
    let parser = XMLParser(data: try SampleRoute.exhibit().data(.lanes, as: format))
    #expect(parser.parse())
  }
}

@Suite("Redaction in every format", .serialized)
struct RedactedBytesTests {
  private static let secrets = [
    "Harbour", "하버나인", "SG1", "S1-2025-000417", "K1-2025-000417", "M1-2025-000417",
  ]

  @Test(
    "leaves no trace in the bytes", arguments: ExhibitFormat.allCases,
    ["role:forwarder", "country:SG", "id:SG1"])
  func noTrace(format: ExhibitFormat, rule: String) throws {
    if format == .pdf || format == .png, PictureConverter.obstacle() != nil { return }
    for kind in [ExhibitKind.lanes, .chronology, .sheet] {
      let data = try SampleRoute.exhibit(redacting: [rule]).data(kind, as: format)
      // Two or three letters appear in compressed bytes by chance.
      for secret in Self.secrets where secret.utf8.count > 5 || !format.isPicture {
        #expect(data.range(of: Data(secret.utf8)) == nil, "\(secret) in \(kind) \(format)")
      }
      if format == .pdf, let tool = BuiltProgram.tool("pdftotext") {
        let path = NSTemporaryDirectory() + "/" + UUID().uuidString + ".pdf"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try data.write(to: URL(fileURLWithPath: path))
        let text = try BuiltProgram.run(tool, [path, "-"], in: "/").text
        #expect(text.contains("가온전자(주)"))
        for secret in Self.secrets { #expect(!text.contains(secret)) }
      }
    }
  }
}
