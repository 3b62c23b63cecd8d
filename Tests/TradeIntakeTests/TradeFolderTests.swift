import Foundation
import Testing

@testable import TradeIntake

@Suite("Trade folders")
struct TradeFolderTests {
  private func folder(
    _ names: [String]
  ) throws -> (Scratch, Result<TradeFolder, IntakeError>) {
    let scratch = try Scratch()
    for name in names { try scratch.write([], to: name) }
    do throws(IntakeError) {
      return (scratch, .success(try TradeFolder(path: scratch.path)))
    } catch {
      return (scratch, .failure(error))
    }
  }

  private func message(_ names: [String]) throws -> String {
    switch try folder(names).1 {
    case .success: "no error"
    case .failure(let error): error.description
    }
  }

  @Test("files are read by table, then by number, then by name")
  func order() throws {
    let (scratch, result) = try folder([
      "outcomes.csv", "declarations-10.csv", "declarations-9.csv.gz", "declarations.csv",
      "declarations-2025-01.csv", "declarations-09a.csv", "parties-2.csv", "parties-1.csv",
      "lists.csv.gz", "country_flows-2024.csv", "permits.csv", "families.csv", "controls.csv",
    ])
    let files = try result.get().files
    #expect(
      files.map(\.name) == [
        "declarations.csv", "declarations-9.csv.gz", "declarations-09a.csv", "declarations-10.csv",
        "declarations-2025-01.csv", "parties-1.csv", "parties-2.csv", "controls.csv",
        "families.csv", "permits.csv", "lists.csv.gz", "country_flows-2024.csv", "outcomes.csv",
      ])
    #expect(files.last?.table == .outcomes)
    #expect(files.first?.path == "\(scratch.path)/declarations.csv")
  }

  @Test("files that seem to be meant for a table are warned of, others are not")
  func misnamed() throws {
    let meant = [
      "Lists.csv", "PARTIES.CSV", "country flows.csv", "declarations_2025.csv", "permits (1).csv",
      "outcomes.xlsx", "controls.csv.zip",
    ]
    let scratch = try Scratch()
    let others = ["README.md", "declarations.csv.bak", "listsX.csv", "lists", "notes.csv", ".csv"]
    for name in meant + others + ["declarations.csv"] { try scratch.write([], to: name) }
    try scratch.makeFolder("truth")
    try scratch.makeFolder("families.csv")
    let folder = try TradeFolder(path: scratch.path)
    let warned = folder.warnings.compactMap { $0.components(separatedBy: " is left alone").first }
    // A space is none of the letters in country_flows, and no other separator is guessed.
    #expect(Set(warned) == Set(meant).subtracting(["country flows.csv"]).union(["families.csv"]))
    #expect(folder.warnings.contains { $0.contains("lists.csv, lists.csv.gz or lists-*.csv") })
    #expect(folder.warnings.contains("families.csv is left alone: it is a folder"))
  }

  @Test("files that hold tables are warned of whatever they are called")
  func tables() throws {
    let scratch = try Scratch()
    let tables = [
      "a.csv": "id,name\n", "b.tsv": "id\tname", "c.json": "[\n{\"id\": 1}]",
      "d.jsonl": "{\"id\": 1}", "e.xlsx": "PK",
    ]
    let others = [
      "f.csv": "a note", "g.json": "{\"id\": 1}", "h.json": "[1]", "i.xlsx": "", "j.txt": "id,name",
    ]
    for (name, text) in tables.merging(others, uniquingKeysWith: { one, _ in one }) {
      try scratch.write(Array(text.utf8), to: name)
    }
    try scratch.write([], to: "declarations.csv")
    try scratch.makeFolder("k.xlsx")
    let folder = try TradeFolder(path: scratch.path)
    let warned = folder.warnings.compactMap { $0.components(separatedBy: " is left alone").first }
    #expect(warned == tables.keys.sorted())
  }

  @Test("sub-folders and other files are named and left alone")
  func ignored() throws {
    let scratch = try Scratch()
    for name in ["declarations.csv", "README.md", "declarations.csv.bak", "declarationsX.csv"] {
      try scratch.write([], to: name)
    }
    try scratch.makeFolder("truth")
    try scratch.makeFolder("declarations-2024.csv")
    let folder = try TradeFolder(path: scratch.path)
    #expect(folder.files.map(\.name) == ["declarations.csv"])
    #expect(
      folder.ignored == [
        "README.md", "declarations-2024.csv", "declarations.csv.bak", "declarationsX.csv", "truth",
      ])
  }

  @Test("issue 2: an empty folder is an error that says what to put there")
  func emptyFolder() throws {
    #expect(try message([]).contains("no declarations.csv"))
    #expect(try message([]).contains("the folder is empty"))
    #expect(try message(["parties.csv"]).contains("found parties.csv"))
    #expect(try message(["declarations.csv.zip"]).contains("unpack it here"))
  }

  @Test("a folder that is called like the file is not offered as the file")
  func folderOfThatName() throws {
    let scratch = try Scratch()
    try scratch.makeFolder("declarations.csv")
    let error = #expect(throws: IntakeError.self) { try TradeFolder(path: scratch.path) }
    #expect(error?.description.contains("found declarations.csv/)") == true)
    #expect(error?.description.contains("save it as") == false)
  }

  @Test("what is no folder is an error")
  func notAFolder() throws {
    let scratch = try Scratch()
    let file = try scratch.write([], to: "declarations.csv")
    for path in [file, "\(scratch.path)/none"] {
      #expect(throws: IntakeError.notAFolder(path: path)) { try TradeFolder(path: path) }
    }
  }

  @Test("a file and its compressed twin are the same file twice")
  func twins() throws {
    #expect(
      try message(["declarations.csv", "declarations.csv.gz"])
        .contains("declarations.csv and declarations.csv.gz are the same file twice"))
  }

  @Test("a file that cannot be read is an error")
  func unreadable() throws {
    let scratch = try Scratch()
    let missing = TradeFile(
      table: .parties, name: "parties.csv", path: "\(scratch.path)/parties.csv")
    #expect(throws: IntakeError.self) { try Reading(missing) }
    let folder = TradeFile(table: .parties, name: "parties.csv", path: scratch.path)
    let error = #expect(throws: IntakeError.self) { try Reading(folder) }
    #expect(error?.description.contains("not a regular file") == true)
  }

  @Test("numbers in names are compared as numbers, the rest as bytes")
  func numericOrder() {
    let sorted = [
      "", "a", "a-0", "a-01", "a-1", "a-2", "a-10", "a-10b", "a-18446744073709551617", "b",
    ]
    for (place, name) in sorted.enumerated() {
      for other in sorted[place...] { #expect(!precedesNumerically(other, name)) }
      for other in sorted[(place + 1)...] { #expect(precedesNumerically(name, other)) }
    }
  }
}

@Suite("File digests")
struct FileDigestTests {
  @Test(
    "are SHA-256",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
  func areSHA256(text: String, sum: String) throws {
    let scratch = try Scratch()
    let file = try scratch.write(text.utf8, to: "f")
    #expect(try FileDigest.of(file) == FileDigest(sha256: sum, byteCount: text.utf8.count))
  }

  @Test("of a report are those of the file on disk, compressed or not", arguments: [1, 7, 4096])
  func ofReports(pieceSize: Int) throws {
    let text = Array("permit_no\nP1\n".utf8)
    for (name, bytes) in [("permits.csv", text), ("permits.csv.gz", gzipped(text))] {
      let scratch = try Scratch()
      let path = try scratch.write(bytes, to: name)
      let file = TradeFile(table: .permits, name: name, path: path)
      #expect(try Reading(file, pieceSize: pieceSize).report.digest == FileDigest.of(path))
    }
  }
}
