import Testing
import TradeModel

@Suite("Country codes")
struct CountryCodeTests {
  @Test("are the 249 assigned ones and those left to users")
  func all() {
    let letters = (UInt8(0x41)...0x5A).map { String(UnicodeScalar($0)) }
    let codes = letters.flatMap { first in letters.map { first + $0 } }
    let known = codes.filter { CountryCode($0) != nil }
    // AA, QM to QZ, XA to XZ, ZZ are left to users.
    #expect(known.count == 249 + 1 + 14 + 26 + 1)
    for code in ["KR", "KP", "CN", "HK", "MO", "TW", "SG", "MY", "AE", "US", "XK", "ZZ", "QZ"] {
      #expect(known.contains(code), "\(code)")
    }
    for code in ["UK", "EU", "SU", "YU", "AN", "QL", "AB", "ZY"] {
      #expect(!known.contains(code), "\(code)")
    }
  }

  @Test("are read in either case and written in capitals")
  func anyCase() {
    #expect(CountryCode("kr")?.code == "KR")
    #expect(CountryCode("Kr") == CountryCode("KR"))
    #expect(CountryCode("from KR".suffix(2))?.code == "KR")
  }

  @Test(
    "are two Latin letters and nothing else",
    arguments: ["", "K", "KOR", "K ", " KR", "K1", "한", "ＫＲ", "K\u{0}", "ſk", "4R", "K\u{301}"])
  func strictForm(text: String) {
    #expect(CountryCode(text) == nil)
  }

  @Test("are ordered as their letters are")
  func order() {
    let codes = ["US", "CN", "KR", "AE", "KP"].compactMap { CountryCode($0) }
    #expect(codes.sorted().map(\.code) == ["AE", "CN", "KP", "KR", "US"])
    #expect(codes.sorted { $0.ordinal < $1.ordinal } == codes.sorted())
    #expect(codes.first.map { "\($0)" } == "US")
  }
}
