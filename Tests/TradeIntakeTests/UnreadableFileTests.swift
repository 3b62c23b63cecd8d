import Foundation
import Testing

@testable import TradeIntake

@Suite("Files that cannot be read at all")
struct UnreadableFileTests {
  private func failure(
    _ bytes: some Collection<UInt8>, as table: TradeTable = .permits, named name: String? = nil,
    pieceSize: Int = 1 << 20
  ) -> IntakeError? {
    #expect(throws: IntakeError.self) {
      try Reading(bytes, as: table, named: name, pieceSize: pieceSize)
    }
  }

  @Test("issue 2: a missing required column is named")
  func missingColumn() {
    let text = Filing().without("kind", "hs_code", "shipper_id", "shipper_name").file
    let error = failure(text.utf8, as: .declarations)
    #expect(error?.description.contains("shipper_id or shipper_name") == true)
    guard case .missingColumns(_, let columns, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(columns == ["kind", "shipper_id or shipper_name", "hs_code"])
  }

  @Test("each table says which columns it cannot do without")
  func requiredColumns() {
    let required: [TradeTable: [String]] = [
      .declarations: [
        "declaration_id", "source", "kind", "date", "shipper_id or shipper_name",
        "shipper_country", "consignee_id or consignee_name", "consignee_country",
        "departure_country", "destination_country", "hs_code",
      ],
      .parties: ["party_id", "name"], .controls: ["control_code", "jurisdiction"],
      .families: ["family", "hs_prefixes"], .permits: ["permit_no"],
      .lists: ["list_id", "entry_id", "name"],
      .countryFlows: ["month", "reporter", "partner", "flow", "hs6"],
      .outcomes: ["source", "declaration_id", "outcome", "decided_on"],
      .judgements: [
        "one_id or one_name", "other_id or other_name", "verdict", "judged_by", "judged_on",
        "reason",
      ],
      .hsConcordance: ["hs_filed", "hs_current"], .hsNomenclature: ["hs_code"],
    ]
    for table in TradeTable.allCases {
      guard case .missingColumns(_, let columns, _) = failure("x\n".utf8, as: table) else {
        Issue.record("\(table)")
        continue
      }
      #expect(columns == required[table])
    }
  }

  @Test("semicolons and tabs between the columns are recognised")
  func otherSeparators() {
    #expect(failure("a;b\n".utf8)?.description.contains("semicolons") == true)
    #expect(failure("a\tb\n".utf8)?.description.contains("tabs") == true)
  }

  @Test("issue 2: a duplicate header is named, whatever its case")
  func duplicateHeader() {
    #expect(
      failure("permit_no,agency, Permit_No\n".utf8)
        == .duplicateColumn(file: "permits.csv", column: "Permit_No", positions: [1, 3]))
    #expect(failure("permit_no,x,x\n".utf8) != nil)
  }

  @Test(
    "issue 2: bytes that are not UTF-8 are placed by row, column and byte", arguments: [1, 9, 999])
  func notUTF8(pieceSize: Int) {
    let start = Array("permit_no,agency\nP1,a\nP2,\"b\nc".utf8)
    #expect(
      failure(start + [0xC0, 0xE5, 0x22, 0x0A], pieceSize: pieceSize)
        == .notUTF8(
          file: "permits.csv", row: 3, column: "agency", byteOffset: start.count,
          encoding: .korean))
    #expect(
      failure(start + [0xFF, 0x22, 0x0A], pieceSize: pieceSize)
        == .notUTF8(
          file: "permits.csv", row: 3, column: "agency", byteOffset: start.count,
          encoding: .unknown))
  }

  @Test("headers in other encodings get a hint how to convert them")
  func otherEncodings() {
    let cp949: [UInt8] = [0xBD, 0xC5, 0xB0, 0xED, 0x2C, 0x61, 0x0A]
    #expect(failure(cp949)?.description.contains("iconv -f CP949") == true)
    let utf16: [UInt8] = [0xFF, 0xFE, 0x61, 0, 0x0A, 0]
    #expect(failure(utf16)?.description.contains("iconv -f UTF-16") == true)
    #expect(failure(utf16.dropFirst(2))?.description.contains("NUL") == true)
    #expect(failure(gzipped(utf16))?.description.contains("name it permits.csv.gz") == true)
    #expect(
      failure(gzipped(cp949), named: "permits.csv.gz")?.description.contains("after unpacking")
        == true)
  }

  @Test(
    "every form of malformed UTF-8 is found",
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xE1, 0x80],
      [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF1, 0x80],
      [0xC3, 0x28], [0xE1, 0x80, 0x28],
    ] as [[UInt8]])
  func malformed(bytes: [UInt8]) {
    #expect(String(validating: bytes, as: UTF8.self) == nil)
    #expect(firstInvalidUTF8(in: (Array("가a😀é".utf8) + bytes).span) == 10)
  }

  @Test("well-formed UTF-8 passes, like in the standard library", arguments: 0..<UInt64(300))
  func wellFormed(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet: [UInt8] = [0x41, 0x80, 0xA0, 0xBF, 0xC3, 0xE0, 0xE1, 0xED, 0xF0, 0xF4]
    let bytes = (0..<6).map { _ in alphabet.randomElement(using: &random) ?? 0 }
    let isValid = String(validating: bytes, as: UTF8.self) != nil
    #expect((firstInvalidUTF8(in: bytes.span) == nil) == isValid)
  }

  @Test("issue 2: truncated gzip names the file and the row reached", arguments: [64, 4096])
  func truncatedGzip(pieceSize: Int) {
    let text = "permit_no\n" + (1...100).map { "P\($0)\n" }.joined()
    let packed = gzipped(Array(text.utf8))
    for missing in [1, 8, 9, 200] {
      guard
        case .damagedGzip(let file, let row, _) = failure(
          packed.dropLast(missing), named: "permits.csv.gz", pieceSize: pieceSize)
      else {
        Issue.record("\(missing) bytes missing")
        continue
      }
      #expect(file == "permits.csv.gz")
      #expect(row > 30 && row <= 101)
    }
  }

  @Test("damaged gzip is an error")
  func damagedGzip() {
    let packed = gzipped(Array("permit_no\nP1\n".utf8))
    var flipped = packed
    flipped[packed.count - 6] ^= 1  // in the check sum
    for bytes in [
      flipped, [], Array("permit_no\n".utf8), packed + [1, 2, 3], packed + packed.prefix(9),
    ] {
      guard case .damagedGzip = failure(bytes, named: "permits.csv.gz") else {
        Issue.record("\(bytes.count) bytes")
        continue
      }
    }
  }

  @Test("gzip members in a row are one file, and zero bytes after the last do no harm")
  func concatenatedGzip() throws {
    let members = gzipped(Array("permit_no\nP".utf8)) + gzipped(Array("1\nP2\n".utf8))
    let reading = try Reading(
      members + [0, 0, 0], as: .permits, named: "permits.csv.gz", pieceSize: 16)
    #expect(reading.records.map(\.row) == [2, 3])
  }

  @Test("an unclosed quote names the row in which it opens")
  func unclosedQuote() {
    #expect(
      failure("permit_no,agency\nP1,\"a\nb\"\nP2,\"b\nP3,c\n".utf8)
        == .unclosedQuote(file: "permits.csv", row: 3, line: 4))
  }

  @Test("issue 2: NUL bytes in the header are an error, an empty file too")
  func unusableHeader() {
    guard case .unusableHeader = failure("permit_no\0\nP1\n".utf8) else {
      Issue.record("NUL byte")
      return
    }
    #expect(failure([]) == .emptyFile(file: "permits.csv"))
    #expect(failure("\n \r\n".utf8) == .emptyFile(file: "permits.csv"))
    #expect(failure("permit_no\rP1\rP2\r".utf8)?.description.contains("carriage returns") == true)
    #expect(failure("\"permit_no\"x\n".utf8) != nil)
    #expect(failure(repeatElement(0x2C, count: 20_000)) != nil)
  }

  @Test("a header without rows is a table without rows")
  func headerOnly() throws {
    #expect(try Reading("permit_no", as: .permits).report.rows == 0)
  }

  @Test("a row longer than 64 MiB is an error", .enabled(if: isOptimised, "slow in a debug build"))
  func endlessRow() {
    let bytes = Array("permit_no\n\"".utf8) + [UInt8](repeating: 0x61, count: 65 << 20)
    #expect(failure(bytes) == .rowTooLong(file: "permits.csv", row: 2, line: 2))
  }
}

/// Whether the tests are compiled with optimisation.
let isOptimised: Bool = {
  #if DEBUG
    false
  #else
    true
  #endif
}()
