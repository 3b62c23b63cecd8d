import Testing

@Suite("Declared destination")
struct DeclaredDestinationTests {
  @Test("speaks for who names a destination of concern", arguments: ["CN", "HK", "MO"])
  func open(country: String) throws {
    var trade = Fixture()
    trade.ship("E1", to: country)
    try trade.expect("geometry.declared_destination", 0, "names \(country)")
  }

  @Test("says so where it is none")
  func other() throws {
    try Fixture.chain().expect("geometry.declared_destination", 1, "is SG, not itself")
  }
}
