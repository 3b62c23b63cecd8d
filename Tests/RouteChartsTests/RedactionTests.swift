import Testing
import TradeModel

@testable import RouteCharts

@Suite("Redaction")
struct RedactionTests {
  private static let route: Route = {
    var route = SampleRoutes.chain
    var line = EvidenceLine(
      code: "flow.dwell", group: "flow", outcome: .fired,
      text: BilingualText(english: "left Harbour Nine Pte Ltd", korean: "Harbour Nine Pte Ltd 출발"),
      declarations: route.legs.map(\.identity))
    line.decibans = 3
    route.assessment.lines = [line]
    route.assessment.counterfactual = BilingualText(english: "ask Harbour Nine", korean: "확인")
    return route
  }()

  @Test(
    "leaves no trace in drawings and twins",
    arguments: ["role:consignee", "country:SG", "id:harbour"])
  func noTrace(rule: String) throws {
    var redaction = Redaction()
    let isKnown = redaction.add(rule)
    #expect(isKnown)
    let route = redaction.applied(to: Self.route)
    let chart = Drawing.chart(route)
    for text in [try chart.svg(), try chart.dot(), try Drawing.chronology(route).svg()] {
      for secret in ["Harbour", "harbour", OpaqueName.of("harbour", prefix: ""), "SG-25-1020166"] {
        #expect(!text.contains(secret), "\(secret)")
      }
      #expect(text.contains(Redaction.block))
    }
    #expect(route.assessment.lines[0].text.english == Redaction.block)
    #expect(route.assessment.lines[0].decibans == 3)
    #expect(route.assessment.counterfactual.korean == Redaction.block)
  }

  @Test("covers every name with a block of one length")
  func oneLength() {
    let route = Redaction.everything.applied(to: Self.route)
    #expect(Set(route.parties.map(\.name)) == [Redaction.block])
    #expect(route.parties.allSatisfy { $0.localName == nil })
    #expect(Set(route.legs.map(\.identity.declarationID)) == [Redaction.block])
    #expect(route.legs.map(\.shipper) == ["redacted-1", "redacted-2", "redacted-3"])
  }

  @Test("hides listed parties and all documents when asked to")
  func listsAndDocuments() {
    var listed = Redaction()
    _ = listed.add("listed")
    let route = listed.applied(to: Self.route)
    #expect(route.parties.filter { $0.name == Redaction.block }.map(\.isListed) == [true])
    var documents = Redaction()
    _ = documents.add("documents")
    #expect(
      documents.applied(to: Self.route).legs.allSatisfy {
        $0.identity.declarationID == Redaction.block
      })
    #expect(documents.applied(to: Self.route).parties == Self.route.parties)
  }

  @Test(
    "refuses rules that it does not know",
    arguments: ["", "role:king", "country:Korea", "id:", "x:y"])
  func unknown(rule: String) {
    var redaction = Redaction()
    let isKnown = redaction.add(rule)
    #expect(!isKnown && redaction.isEmpty)
  }

  @Test("of nothing changes nothing")
  func nothing() {
    #expect(Redaction().applied(to: Self.route) == Self.route)
  }
}
