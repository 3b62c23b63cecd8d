import Foundation
import Testing

@testable import EntrepotKit

@Suite("Zip archives")
struct ZipArchiveTests {
  private static let files: [String: Data] = [
    "a.txt": Data("가온".utf8), "empty": Data(), "folder/b.bin": Data((0..<255).map { UInt8($0) }),
    "long.txt": Data(String(repeating: "the same again ", count: 9000).utf8),
  ]

  private static func archive() throws -> Data {
    var archive = ZipArchive()
    for (name, data) in files { archive.add(name, data) }
    return try archive.data()
  }

  @Test("read back what was put in, and are the same bytes each time")
  func roundTrip() throws {
    let data = try Self.archive()
    #expect(try ZipArchive(reading: data).files == Self.files)
    #expect(try Self.archive() == data)
    #expect(data.count < 3000)
  }

  @Test("are opened by another program", .enabled(if: BuiltProgram.tool("python3") != nil))
  func foreign() throws {
    let path = NSTemporaryDirectory() + "/" + UUID().uuidString + ".zip"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Self.archive().write(to: URL(fileURLWithPath: path))
    let script = """
      import sys, zipfile
      z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
      print(sorted(z.namelist()), z.read("a.txt").decode(), z.infolist()[0].date_time[:3])
      """
    let said = try BuiltProgram.run(
      try #require(BuiltProgram.tool("python3")), ["-c", script, path], in: "/")
    #expect(
      said.text == "['a.txt', 'empty', 'folder/b.bin', 'long.txt'] 가온 (1980, 1, 1)\n",
      "\(said.errors)")
  }

  @Test("that are damaged are refused, never trusted", arguments: 0..<400)
  func damaged(seed: Int) throws {
    var bytes = [UInt8](try Self.archive())
    let place = seed * 7919 % bytes.count
    bytes[place] ^= UInt8(1 << (seed % 8))
    // A bit that says nothing of the content may change without harm.
    if let read = try? ZipArchive(reading: Data(bytes)) {
      #expect(Set(read.files.values).isSubset(of: Set(Self.files.values)))
    }
    _ = try? ZipArchive(reading: Data(bytes.prefix(place)))
  }
}
