import Testing
import TradeModel

@testable import DiversionRisk

@Suite("Catalogue of goods")
struct GoodsCatalogueTests {
  private var families: [Family] {
    [
      Family(code: "boards", hsPrefixes: ["847330"], unitOfAccount: "board", unitsPerPiece: 1),
      Family(code: "servers", hsPrefixes: ["8471"], unitOfAccount: "board", unitsPerPiece: 8),
    ]
  }

  @Test("finds the family of a code of another revision by the concordance, own prefixes first")
  func concordance() {
    let lines = [
      HSConcordance(filed: "847329", current: "847330"),
      HSConcordance(filed: "84732910", current: "847150"),
      HSConcordance(filed: "847150", current: "847330"),
      HSConcordance(filed: "940500", current: "940510"),
    ]
    let catalogue = GoodsCatalogue(families: families, controls: [], concordance: lines)
    let names = ["8473290000", "8473291000", "8471500000", "940500", "847330", "100000"].map {
      catalogue.family(ofCode: $0).map { catalogue.families[Int($0)].code }
    }
    #expect(names == ["boards", "servers", "servers", nil, "boards", nil])
    let without = GoodsCatalogue(families: families, controls: [])
    #expect(without.family(ofCode: "847329") == nil)
  }

  @Test(
    "places a control that names no family by its codes",
    arguments: [
      (["8473"], ["boards"]), (["84733011"], ["boards"]), (["84"], ["boards", "servers"]),
      (["8542"], []), ([], []),
    ])
  func placed(prefixes: [String], in codes: [String]) {
    var control = Control(controlCode: "EC1", jurisdiction: "KR")
    control.hsPrefixes = prefixes
    control.descriptionTerms = ["Module"]
    let catalogue = GoodsCatalogue(families: families, controls: [control])
    #expect(catalogue.controls.compactMap(\.family) == codes)
    for (number, family) in catalogue.families.enumerated() {
      #expect(
        catalogue.describesControlledGoods("module", family: Int16(number))
          == codes.contains(family.code))
    }
  }

  @Test("reads a code with the zero in front of it", arguments: [("0102", true), ("1022", false)])
  func zeroInFront(prefix: String, isCovered: Bool) {
    let cattle = Family(code: "cattle", hsPrefixes: ["01"], unitOfAccount: "head", unitsPerPiece: 1)
    var control = Control(controlCode: "EC1", jurisdiction: "KR")
    control.family = "cattle"
    control.hsPrefixes = [prefix]
    let catalogue = GoodsCatalogue(families: [cattle], controls: [control])
    #expect(catalogue.coversByCode(family: 0, hs6: 10_221) == isCovered)
  }
}
