import Testing

@testable import EntrepotKit

@Suite("Units of routes")
struct RouteUnitTests {
  private func units(_ families: [AskedFamily]) -> [String] {
    RouteUnit.all(of: families).map { unit in
      unit.name + ":" + unit.families.map { families[$0].code }.joined(separator: ",")
    }
  }

  @Test("are those that families name, by name")
  func ofFamilies() {
    #expect(
      units([
        AskedFamily(code: "HBM", unit: "piece", becomes: []),
        AskedFamily(code: "ACC", unit: "accelerator", becomes: ["SRV"]),
        AskedFamily(code: "NET", unit: "piece", becomes: ["XXX"]),
        AskedFamily(code: "SRV", unit: "accelerator", becomes: ["ACC"]),
        AskedFamily(code: "POW", unit: "kg", becomes: []),
      ]) == ["accelerator:ACC,SRV", "kg:POW", "piece:HBM,NET"])
    #expect(units([]).isEmpty)
  }

  @Test("are one where goods of one family become goods of the other, whatever each calls it")
  func ofBecoming() {
    // SRV counts as ACC does, NET as SRV does, and HBM has their word for it.
    #expect(
      units([
        AskedFamily(code: "HBM", unit: "board", becomes: []),
        AskedFamily(code: "ACC", unit: "accelerator", becomes: []),
        AskedFamily(code: "NET", unit: "board", becomes: ["SRV"]),
        AskedFamily(code: "SRV", unit: "server", becomes: ["ACC"]),
        AskedFamily(code: "POW", unit: "kg", becomes: []),
      ]) == ["accelerator/board/server:HBM,ACC,NET,SRV", "kg:POW"])
  }
}
