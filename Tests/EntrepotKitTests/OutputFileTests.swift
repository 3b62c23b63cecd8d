import Foundation
import Testing

@testable import EntrepotKit

@Suite("Output files and run folders")
struct OutputFileTests {
  @Test("a file larger than the buffer is written whole, and read back line by line")
  func large() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/a.jsonl"
    let file = try OutputFile(path: path)
    for number in 0..<60_000 { try file.write("line \(number) of a long file 가나다\n") }
    try file.close()
    var count = 0
    try GzipLines.visit(path) { line in
      #expect(line == "line \(count) of a long file 가나다")
      count += 1
      return true
    }
    #expect(count == 60_000)
  }

  @Test("members of a gzip file are one text, and the same text gives the same bytes")
  func members() throws {
    let scratch = try Scratch()
    let parts = ["first\nsec", "ond\n", "", String(repeating: "third 가\n", count: 100_000)]
    let members = try parts.map { try GzipMember.compressed(Array($0.utf8)) }
    #expect(try GzipMember.compressed(Array(parts[3].utf8)) == members[3])
    try OutputFile.write(members.flatMap(\.self), to: scratch.path + "/a.gz")
    var lines: [String] = []
    try GzipLines.visit(scratch.path + "/a.gz") { line in
      lines.append(String(line))
      return lines.count < 4
    }
    #expect(lines == ["first", "second", "third 가", "third 가"])
  }

  @Test("reading stops where the visitor has what it wanted, and the last line needs no end")
  func lastLine() throws {
    let scratch = try Scratch()
    let path = try scratch.write("a\n\nb", to: "t")
    var lines: [String] = []
    try GzipLines.visit(path) { line in
      lines.append(String(line))
      return true
    }
    #expect(lines == ["a", "", "b"])
  }

  @Test("what goes wrong is said with the place and how to mend it")
  func failures() throws {
    let scratch = try Scratch()
    try scratch.write("x", to: "there")
    func sentence(_ body: () throws -> Void) -> String {
      let error = #expect(throws: RunError.self) { try body() }
      return error?.description ?? ""
    }
    let missing = sentence { try OutputFile.write("x", to: scratch.path + "/none/file") }
    #expect(missing.contains("none/file") && missing.contains("make its parent folder first"))
    #expect(sentence { try OutputFile.write("x", to: scratch.path + "/there") }.contains("there"))
    #expect(sentence { try OutputFile.makeFolder(scratch.path + "/there") }.contains("there"))
    #expect(
      sentence { try GzipLines.visit(scratch.path + "/none") { _ in true } }.contains("none"))
    let packed = try GzipMember.compressed(Array(String(repeating: "text\n", count: 99).utf8))
    try Data(packed.dropLast(12)).write(to: URL(fileURLWithPath: scratch.path + "/cut.gz"))
    let cut = sentence { try GzipLines.visit(scratch.path + "/cut.gz") { _ in true } }
    #expect(cut.contains("cut.gz") && cut.contains("run again"))
    struct Odd: Error {}
    try scratch.write("a\nb\n", to: "odd")
    let odd = sentence {
      try GzipLines.visit(scratch.path + "/odd") { line in
        if line == "b" { throw Odd() }
        return true
      }
    }
    #expect(odd.contains("odd:2: is damaged"))
  }

  @Test("a file is replaced whole, and nothing else stays")
  func wholeFile() throws {
    let scratch = try Scratch()
    try scratch.write("old and longer", to: "route.svg")
    try WholeFile.write("new", to: scratch.path + "/route.svg")
    #expect(try scratch.bytes(of: "route.svg") == Array("new".utf8))
    #expect(try scratch.names == ["route.svg"])
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/folder/inside", withIntermediateDirectories: true)
    #expect(throws: RunError.self) { try WholeFile.write("x", to: scratch.path + "/folder") }
    #expect(throws: RunError.self) { try WholeFile.write("x", to: scratch.path + "/no/file") }
    #expect(try scratch.names == ["folder", "route.svg"])
  }

  @Test("outputs appear together, or not at all")
  func runFolder() throws {
    let scratch = try Scratch()
    let out = scratch.path + "/run"
    let first = try RunFolder(at: out + "/")
    try OutputFile.write("{\"run_id\": 1}", to: first.staging + "/run.json")
    #expect(!FileManager.default.fileExists(atPath: out))
    try first.commit()
    #expect(try scratch.names == ["run"])
    let second = try RunFolder(at: out)
    try OutputFile.write("{\"run_id\": 2}", to: second.staging + "/run.json")
    #expect(try scratch.bytes(of: "run/run.json") == Array("{\"run_id\": 1}".utf8))
    second.discard()
    #expect(try scratch.names == ["run"])
    let third = try RunFolder(at: out)
    try OutputFile.write("{\"run_id\": 3}", to: third.staging + "/run.json")
    try third.commit()
    #expect(try scratch.bytes(of: "run/run.json") == Array("{\"run_id\": 3}".utf8))
    #expect(try scratch.names == ["run"])
  }
}
