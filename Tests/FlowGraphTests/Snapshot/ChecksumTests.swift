import Testing

@testable import FlowGraph

@Suite("Checksum")
struct ChecksumTests {
  @Test(
    "is the published one",
    arguments: [
      ("", 0xEF46_DB37_51D8_E999), ("abc", 0x44BC_2CF5_AD77_0999),
      ("Nobody inspects the spammish repetition", 0xFBCE_A83C_8A37_8BF1),
    ] as [(String, UInt64)])
  func published(text: String, expected: UInt64) {
    #expect(Column(Array(text.utf8)).checksum == expected)
  }

  @Test("covers whole stripes, words, half words and bytes")
  func longText() {
    let bytes = (0..<5).flatMap { _ in (0..<256).map { UInt8($0) } } + Array("tail".utf8)
    #expect(Column(bytes).checksum == 0x81B3_B2A9_C25C_6F59)
  }
}

extension Column<UInt8> {
  fileprivate var checksum: UInt64 {
    let raw = raw
    return Checksum.of(raw)
  }
}
