import PartyMatch
import Testing
import TradeModel

@Suite("Party book")
struct PartyBookTests {
  private let korea = CountryCode("KR")

  private func party(_ name: String, id: String? = nil, in country: CountryCode?) -> WrittenParty {
    WrittenParty(id: id, name: name, country: country)
  }

  @Test("takes one name in one country for one party, whatever its legal form and case")
  func legalFormsDoNotTellApart() {
    let written = [
      party("Gaon Electronics Co., Ltd.", id: "KR1", in: korea),
      party("GAON ELECTRONICS CO LTD", in: korea), party("(주)가온전자", id: "KR2", in: korea),
      party("주식회사 가온전자", in: korea),
    ]
    let book = PartyBook(resolving: written, registry: [])
    #expect(book.indices[0] == book.indices[1])
    #expect(book.indices[2] == book.indices[3])
    #expect(book.indices[0] != book.indices[2])
    #expect(book.reasons == [.identifier, .filedName, .identifier, .filedName])
  }

  @Test("merges nobody where a name points to two parties")
  func ambiguityIsNotResolved() {
    let written = [
      party("Harbour Nine Pte. Ltd.", id: "SG1", in: CountryCode("SG")),
      party("Harbour Nine", id: "SG2", in: CountryCode("SG")),
      party("HARBOUR NINE PTE LTD", in: CountryCode("SG")),
    ]
    let book = PartyBook(resolving: written, registry: [])
    #expect(Set(book.indices).count == 3)
    #expect(book.reasons[2] == .nameOnly)
  }

  @Test("gives a party the same key whatever the order of names")
  func keysDoNotDependOnOrder() {
    let written = [
      party("Dune Star FZE", in: CountryCode("AE")), party("Northern Optics JSC", in: nil),
      party("Harbour Nine", in: CountryCode("SG")),
    ]
    let forwards = PartyBook(resolving: written, registry: [])
    let backwards = PartyBook(resolving: written.reversed(), registry: [])
    #expect(
      forwards.indices.map { forwards[$0].key }
        == backwards.indices.reversed().map {
          backwards[$0].key
        })
  }
}
